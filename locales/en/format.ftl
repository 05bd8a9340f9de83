### Dates, times, numbers: the marks and the order of things.

format-group-mark = ,
format-decimal-mark = .
format-percent = { $percent }%
format-money = { $currency }{ "\u00A0" }{ $amount }
# $hours is a whole number, or text where it has decimals.
format-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
format-hours-left =
    { $hours ->
        [0] No hours left
        [one] { $hours } hour left
       *[other] { $hours } hours left
    }
format-bytes =
    { $count ->
        [one] { $count }{ "\u00A0" }byte
       *[other] { $count }{ "\u00A0" }bytes
    }
format-kilobytes = { $size }{ "\u00A0" }kB
format-megabytes = { $size }{ "\u00A0" }MB
format-gigabytes = { $size }{ "\u00A0" }GB
format-range = { $from }–{ $to }
format-list = { $first } and { $last }

format-month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
format-month-short =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
format-date = { $day } { $month } { $year }
format-month-of-year = { $month } { $year }
format-time = { $hour }:{ $minute }
format-time-in-text = { $time }
format-time-in-zone = { $time } ({ $zone })
format-date-and-time-in-zone = { $date } at { $time } ({ $zone })
# $city is what the IANA name of the zone ends with.
format-zone = { $city }

# Near time
format-today = today { $time }
format-yesterday = yesterday { $time }
format-tomorrow = tomorrow { $time }
format-in-days =
    { $count ->
        [one] in { $count } day
       *[other] in { $count } days
    }
# $moment is a time in its zone, with the date before it unless it is today.
format-deadline = by { $moment }

# How long is left in the desk's queue; $duration is hours and minutes: 0:42.
format-duration-left = { $duration } left
format-duration-overdue = overdue { $duration }
