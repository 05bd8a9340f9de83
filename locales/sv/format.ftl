### Datum, tider och tal: skiljetecken och ordningsföljd.

format-group-mark = { "\u00A0" }
format-decimal-mark = ,
format-percent = { $percent }{ "\u00A0" }%
format-money =
    { $currency ->
        [SEK] { $amount }{ "\u00A0" }kr
       *[other] { $amount }{ "\u00A0" }{ $currency }
    }
# $hours är ett heltal, eller text när det finns decimaler.
format-hours =
    { $hours ->
        [one] { $hours } timme
       *[other] { $hours } timmar
    }
format-hours-left =
    { $hours ->
        [0] Inga timmar kvar
        [one] { $hours } timme kvar
       *[other] { $hours } timmar kvar
    }
format-bytes = { $count }{ "\u00A0" }byte
format-kilobytes = { $size }{ "\u00A0" }kB
format-megabytes = { $size }{ "\u00A0" }MB
format-gigabytes = { $size }{ "\u00A0" }GB
format-range = { $from }–{ $to }
format-list = { $first } och { $last }

format-month =
    { $month ->
        [1] januari
        [2] februari
        [3] mars
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] augusti
        [9] september
        [10] oktober
        [11] november
       *[12] december
    }
format-month-short =
    { $month ->
        [1] jan.
        [2] feb.
        [3] mars
        [4] apr.
        [5] maj
        [6] juni
        [7] juli
        [8] aug.
        [9] sep.
        [10] okt.
        [11] nov.
       *[12] dec.
    }
format-date = { $day } { $month } { $year }
format-month-of-year = { $month } { $year }
format-time = { $hour }.{ $minute }
format-time-in-text = kl. { $time }
format-time-in-zone = { $time } ({ $zone })
format-date-and-time-in-zone = { $date } { $time } ({ $zone })
# $city är slutet av tidszonens IANA-namn.
format-zone =
    { $city ->
        [Stockholm] svensk tid
        [Athens] Aten
        [Beijing] Peking
        [Belgrade] Belgrad
        [Brussels] Bryssel
        [Bucharest] Bukarest
        [Copenhagen] Köpenhamn
        [Helsinki] Helsingfors
        [Kyiv] Kiev
        [Lisbon] Lissabon
        [Moscow] Moskva
        [Prague] Prag
        [Rome] Rom
        [Vienna] Wien
        [Warsaw] Warszawa
       *[other] { $city }
    }

# Nära i tid
format-today = i dag { $time }
format-yesterday = i går { $time }
format-tomorrow = i morgon { $time }
format-in-days =
    { $count ->
        [one] om { $count } dag
       *[other] om { $count } dagar
    }
# $moment är ett klockslag i sin tidszon, med datumet före om det inte är i dag.
format-deadline = senast { $moment }

# Hur lång tid som är kvar i handläggarnas kö; $duration är timmar och minuter: 0:42.
format-duration-left = { $duration } kvar
format-duration-overdue = försenat { $duration }
