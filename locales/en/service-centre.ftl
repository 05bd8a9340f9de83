# The service centre.

service-centre-title = Service centre
service-centre-queues = Queues
service-centre-queue-renewal = Activations due
service-centre-queue-request = Activation requests
service-centre-queue-toolkit = Additional locations
service-centre-queue-purchase = Purchases
service-centre-waiting = Waiting
service-centre-done-today = Activated today
service-centre-average = Average time to activation
service-centre-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
service-centre-empty = Nothing to do here right now.

service-centre-search = Find an organisation
service-centre-search-hint = Partner ID, name, Access ID or the e-mail address of a contact.
service-centre-nothing = No results for “{ $text }”.
service-centre-found = Partner { $partner } · { $place }

service-centre-partner = Partner
service-centre-partner-id = Partner ID
service-centre-location = Location
service-centre-place = { $location } ({ $country })
service-centre-zone = { $country }, { $zone }
service-centre-head-office = Head office
service-centre-level = Membership
service-centre-renewed = Renewed
service-centre-renews = Next renewal
service-centre-due = Due
service-centre-waits = Waits to be activated
service-centre-people = People at { $location }
service-centre-contracts = Contracts of { $location }
service-centre-name = Name
service-centre-email = E-mail
service-centre-role = Role
service-centre-language = Language
service-centre-primary = Primary program contact
service-centre-on-file = On file
service-centre-invited = Invited
service-centre-asks = Asks to join
service-centre-ids = IDs
service-centre-signature-cloud = Signature Cloud Support
service-centre-toolkit = Toolkit

service-centre-change = Change
service-centre-appoint = Change primary contact
service-centre-new-primary = New primary program contact
service-centre-reason = Reason
service-centre-reason-hint = Kept in the audit log.
service-centre-appointed = The primary program contact is changed.
service-centre-file = Add a contact
service-centre-as-primary = Make this the primary program contact of the location
service-centre-filed = The contact is on file.
service-centre-name-missing = Enter the person's name.
service-centre-email-wrong = Enter an e-mail address, such as name@example.com.

service-centre-activate = Activate contract
service-centre-activate-button = Activate and send the IDs
service-centre-preview = This will be issued
service-centre-replaces = Takes the place of { $access } on its first day.
service-centre-overlaps = Overlaps the contract before
service-centre-sent-to = The IDs are sent to { $name } ({ $masked }), the primary program contact. Hours of advice need no IDs.
service-centre-nobody = Nobody is on file as the primary program contact, so the IDs cannot be sent.
service-centre-name-one = Name a primary contact
service-centre-other-days = Choose other days
service-centre-other-days-hint = Left empty, the days above hold.
service-centre-first-day = First day
service-centre-last-day = Last day
service-centre-day-form = Enter a day such as 2026-11-30.
service-centre-activated = Activated. IDs sent to { $name } ({ $masked }).
service-centre-is-activated = This has been activated.

service-centre-send-ids = Resend IDs
service-centre-send-to = To whom?
service-centre-contact = { $name } ({ $masked })
service-centre-ids-sent = Sent to { $masked }. Ask { $name } if it has not arrived within an hour.
service-centre-rule-primary = In { $region } IDs are sent only to the primary program contact.
service-centre-rule-country = In { $region } IDs are sent to the primary program contact, or to another contact in the same country as the benefit.
service-centre-sending-primary = Primary program contact of this benefit.
service-centre-sending-country = In the same country as the benefit.
service-centre-sending-primary-only = Not the primary program contact.
service-centre-sending-other-country = In another country than the benefit.
service-centre-sending-head-office = The IDs of the head office stay with the head office.

service-centre-contract = Contract
service-centre-days-valid = Valid
service-centre-what = What do you want to change?
service-centre-what-missing = Choose what to change.
service-centre-adjust = Adjust balance
service-centre-adjust-note = Units are added to what ends last, and taken from what ends first.
service-centre-change-by = Change
service-centre-change-hint = For example 2, or -1 to take one away.
service-centre-change-form = Enter a whole number other than zero, such as 2 or -1.
service-centre-extend = Extend
service-centre-extend-note = What has lapsed stays lapsed.
service-centre-suspend = Suspend
service-centre-suspend-note = New requests are refused; open requests go on. Its people are told.
service-centre-resume = Resume
service-centre-replace = Replace IDs
service-centre-replace-note = A new Contract ID is sent to the owner; the old pair stops working, and linked people keep access.
service-centre-apply = Change
service-centre-changed = The contract is changed.
service-centre-overdue = Overdue since { $day }
