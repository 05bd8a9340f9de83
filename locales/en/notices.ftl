### What people are told as time goes by: warnings, statements, reminders and calendars.

## Warnings by e-mail

notice-low-subject =
    { $count ->
        [0] No incidents left on { $plan }
        [one] { $count } incident left on { $plan }
       *[other] { $count } incidents left on { $plan }
    }
notice-low-hours-subject = { $hours } left on { $plan }
notice-low-text = Little is left on { $contract }. It can be used until { $date }.
notice-empty-text = Nothing is left on { $contract }. Open requests go on. To submit more, you need another contract or more incidents.
notice-low-do = Ask the service centre if you need more.
notice-ends-subject = { $plan } ends on { $date }
notice-ends-text = { $date } is the last day of { $contract }.
notice-ends-lapses =
    { $count ->
        [0] Everything on it has been used.
        [one] { $count } incident is left on it, and lapses if it is not used before.
       *[other] { $count } incidents are left on it, and lapse if they are not used before.
    }
notice-ends-hours-lapse = { $hours } of advice remain on it, and lapse if they are not used before.
notice-ends-do = Requests that are submitted in time are handled to their end. Ask the service centre about a renewal.
notice-ends-file = The attached file puts the day into your calendar.
# The link leads to the page where it can be changed.
notice-footer = You get this because the contract { $access } in { $app } is yours, or because you asked to be reminded of it. Change it: { $link }

## The monthly statement by e-mail

notice-statement-subject = Statement for { $month }
notice-statement-subject-long = Statement for { $from } to { $to }
notice-statement-text = This is what happened to your contracts from { $from } to { $to }.
notice-statement-added = Added
notice-statement-used = Used
notice-statement-given-back = Given back
notice-statement-lapsed = Lapsed
notice-statement-adjusted = Adjusted or moved
notice-statement-next = Lapses next
notice-statement-next-value = { $units } on { $date }
notice-statement-open = Open the statement
notice-statement-open-link = The statement: { $link }
notice-statement-more =
    { $count ->
        [one] { $count } more contract stands under My contracts.
       *[other] { $count } more contracts stand under My contracts.
    }
notice-statement-footer = You get this each month because you have contracts in { $app }. Change it: { $link }

## Reminders

notice-remind = Remind me
notice-remind-to = We send an e-mail to { $email }.
notice-remind-when = When do you want to be reminded?
notice-remind-days =
    { $count ->
        [one] { $count } day before the contract ends
       *[other] { $count } days before the contract ends
    }
notice-remind-low = When little is left
notice-remind-save = Save reminders
notice-remind-saved = Your reminders are saved.
notice-remind-quiet = You have turned off some of these e-mails for all contracts.
notice-remind-account = Change it in your account

## End dates in a calendar

notice-calendar = End dates in your calendar
notice-calendar-lead = Each contract stands on its last day.
notice-calendar-name = Support contracts
notice-calendar-event = { $plan } ends
notice-calendar-copy = A copy of the dates
notice-calendar-copy-text = The file holds the end dates as they are now. Import it into any calendar.
notice-calendar-download = Download the file
notice-calendar-subscribe = Dates that stay up to date
notice-calendar-subscribe-text = Outlook, Google Calendar and others can subscribe to a private address. Whoever has the address sees the names, ends and balances of your contracts, and nothing else.
notice-calendar-make = Create a private address
notice-calendar-since = Your private address was created on { $date }. It is shown only when it is created. If you have lost it, replace it: the old one stops working at once.
notice-calendar-renew = Replace the address
notice-calendar-off = Turn the address off
notice-calendar-address = Your private address
notice-calendar-once = Copy it now and add it to your calendar as a subscription. It is not shown again.
notice-calendar-ready = The private address is created.
notice-calendar-turned-off = The private address no longer works.

## Turning them off from the letter itself

notice-off-title = Turn off these e-mails?
# $kind is one of the kinds that can be chosen in the account, such as “When an engineer has answered”.
notice-off-text = You then no longer get e-mails of the kind “{ $kind }”. All others still come.
notice-off-button = Turn off
notice-off-done = The e-mails are turned off
notice-off-done-text = You no longer get e-mails of the kind “{ $kind }”. You can turn them on again in your account.
notice-off-account = Your account
notice-off-link = Turn off e-mails of this kind: { $link }
