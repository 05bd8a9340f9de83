## My benefits and activities

benefits-title = My benefits and activities
benefits-organisation = { $organisation } · Partner ID { $partner }
benefits-location = Location
benefits-all-locations = All locations
benefits-all-of = { $organisation }, all locations
benefits-switch = Show
benefits-no-organisation = Your account is not linked to a partner organisation. Ask your administrator, or link it with your partner ID.
benefits-join = Link it with a partner ID
benefits-empty = No contracts are shown for { $organisation }. You can still submit a request: enter an Access ID and a Contract ID in the request, or buy incidents.
benefits-incidents = Incidents left
benefits-hours = Advisory hours left
benefits-open = Open requests
benefits-next-end = Next end date
benefits-no-end = None
benefits-in-contracts =
    { $count ->
        [one] in { $count } contract
       *[other] in { $count } contracts
    }
benefits-and-unlimited =
    { $count ->
        [one] in { $count } contract, and unlimited in { $unlimited } more
       *[other] in { $count } contracts, and unlimited in { $unlimited } more
    }
benefits-unlimited = Unlimited
benefits-of-hours = of { $hours }
benefits-waiting-for-you = { $count } waiting for you
benefits-waiting-for-others = { $count } waiting for a colleague
benefits-waiting-for-both = { $mine } waiting for you, { $others } for a colleague
benefits-membership = { $level } · renewed { $date }
benefits-primary-contact = the primary program contact
benefits-renewed = Your { $level } membership was renewed { $date }. The contract is normally activated within four weeks; the IDs are sent to { $name }.
benefits-asked = You asked for your contract { $date }. The service centre activates it and sends the IDs to { $name }.
benefits-toolkit-asked = The toolkit of { $location } was asked for { $date }. The service centre activates it and sends the IDs to { $name }.
benefits-on-request = Your contract is activated on request.
benefits-activate = Activate
benefits-toolkit = { $location } has a competency of its own and can have a toolkit: a further set of incidents.
benefits-toolkit-button = Ask for the toolkit
benefits-rights = Internal-use rights
benefits-request-ids = Ask for your IDs
benefits-heading = My benefits
benefits-own = My own contracts
benefits-column-benefit = Benefit
benefits-column-left = Left
benefits-column-until = Valid until
benefits-column-status = Status
benefits-burn-down = Use of { $plan }
benefits-calendar = End dates, month by month
benefits-calendar-none = Nothing ends
benefits-calendar-mark = { $day }: { $plan }
benefits-feed = Subscribe to the end dates
benefits-people = People
benefits-activities = My activities
benefits-tab-incidents = Incidents
benefits-tab-advisory = Advisory
benefits-tab-program = Program support
benefits-tab-community = Community
benefits-show-open = Open
benefits-show-closed = Closed
benefits-which = Open or closed
benefits-column-request = Request
benefits-column-reporter = Created by
benefits-none-incident = No support requests here.
benefits-none-advisory = No advisory requests here.
benefits-none-program = No program support cases here.
benefits-create-advisory = Request advice
benefits-create-program = Create program support case
benefits-more = More
benefits-fewer = Back to the newest
