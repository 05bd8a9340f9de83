# Membership, competencies and additions of a partner.

membership-title = Membership and competencies
membership-now = { $level }, { $days }
membership-none = No membership is recorded.
membership-record = Record a membership
membership-record-text = For a level that is activated after renewal, a task to activate its contracts is made. Periods cannot overlap.
membership-last-day-hint = Left empty, it lasts a year.
membership-recorded = The membership is recorded.
membership-holdings = Competencies and additions
membership-holding = Competency or addition
membership-holding-missing = Choose a competency or an addition.
membership-holds-nothing = No location has a competency or an addition.
membership-add = Add
membership-end = End { $name } at { $place }
membership-held = It is on file.
membership-ended = It has ended. Contracts that stand are left as they are.
membership-cloud-support = Bought cloud support
membership-cloud-support-text = { $plan } is issued once the partner has bought it, and the IDs go to the primary program contact at headquarters.
membership-cloud-support-issue = Issue what was bought
membership-bought = The cloud support is issued and the IDs are sent.
