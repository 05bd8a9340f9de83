### What several areas say in the same words.

# What its speakers call this language.
language-name = English

## Page titles and forms

page-title = { $title } – { $app }
page-title-with-errors = Error: { $title } – { $app }
error-summary = There is a problem
error-prefix = Error:
optional = (optional)
field-optional = { $label } (optional)
field-characters-left =
    { $count ->
        [one] { $count } character left
       *[other] { $count } characters left
    }
field-characters-over =
    { $count ->
        [one] { $count } character too many
       *[other] { $count } characters too many
    }

## Buttons and links

button-add = Add
button-back = Back
button-cancel = Cancel
button-change = Change
button-change-what = Change: { $what }
button-clear-filter = Clear filter
button-close = Close
button-confirm = Confirm
button-continue = Continue
button-copy = Copy
button-copy-what = Copy: { $what }
button-create-request = Create support request
button-delete = Delete
button-download = Download
button-download-what = Download { $what }
button-export-csv = Export as CSV
button-filter = Show
button-hide = Hide
button-more = Show more
button-no = No
button-print = Print
button-remove = Remove
button-remove-what = Remove { $what }
button-save = Save
button-save-changes = Save changes
button-search = Search
button-send = Send
button-show = Show
button-sign-in = Sign in
button-sign-out = Sign out
button-table = Show as table
button-try-again = Try again
button-undo = Undo
button-yes = Yes
link-start-page = Go to the start page
link-service-centre = Contact the service centre
link-details = Details

## Counts

incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
incidents-left =
    { $count ->
        [0] No incidents left
        [one] { $count } incident left
       *[other] { $count } incidents left
    }
incidents-left-of =
    { $left ->
        [0] No incidents left
       *[other]
            { $total ->
                [one] { $left } of { $total } incident left
               *[other] { $left } of { $total } incidents left
            }
    }
incidents-unlimited = Unlimited incidents
unlimited = Unlimited
days-left =
    { $count ->
        [0] Ends today
        [one] { $count } day left
       *[other] { $count } days left
    }
days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
contracts =
    { $count ->
        [0] No contracts
        [one] { $count } contract
       *[other] { $count } contracts
    }
requests =
    { $count ->
        [0] No requests
        [one] { $count } request
       *[other] { $count } requests
    }
attachments =
    { $count ->
        [0] No attachments
        [one] { $count } attachment
       *[other] { $count } attachments
    }
errors =
    { $count ->
        [0] No errors
        [one] { $count } error
       *[other] { $count } errors
    }
people =
    { $count ->
        [0] Nobody
        [one] { $count } person
       *[other] { $count } people
    }

## Paging

paging-label = Pages
# $range is the first and the last: 1–25.
paging-showing = Showing { $range } of { $total }
paging-previous = Previous page
paging-next = Next page
paging-page = Page { $page }

## Statuses of a request

label-status = Status
status-draft = Draft
status-submitted = Submitted
status-in-progress = In progress
status-waiting-customer = Waiting for you
status-waiting-customer-desk = Waiting for customer
status-waiting-third = Waiting for someone else
status-solution-proposed = Solution proposed
status-solved = Solved
status-closed = Closed
status-closed-credited = Closed – incident given back
status-withdrawn = Withdrawn

## Statuses of a contract

standing-active = Active
standing-expiring =
    { $count ->
        [0] Ends today
        [one] Ends in { $count } day
       *[other] Ends in { $count } days
    }
standing-exhausted = No incidents left
standing-expired = Expired { $date }
standing-pending = Not activated yet
standing-pending-from = Starts { $date }
standing-suspended = Suspended
standing-superseded = Replaced by { $successor }
standing-replaced = Replaced
standing-cancelled = Cancelled

## Severities and handling

label-severity = Severity
severity-of = Severity { $letter }
severity-a = A – Critical business impact
severity-b = B – Moderate
severity-c = C – Minimum
severity-a-meaning = Critical business impact
severity-b-meaning = Moderate business impact
severity-c-meaning = Minimum business impact
label-handling = Handling
handling-business-hours = Business hours
handling-around-the-clock = Around the clock
label-first-answer-due = First answer at the latest
label-first-answer-given = First answer given

## Products, use and area

delivery-on-premises = On-premises
delivery-cloud = Cloud
delivery-on-premises-product = On-premises product
delivery-cloud-product = Cloud product
use-home = At home or for personal use
use-it-professional = IT professional
use-developer = Developer
use-partner = Partner

## Names of things

label-access-id = Access ID
label-contract-id = Contract ID
label-id-pair = ID pair
# A contract as people know it: 0230242323 - Partner Support Gold 20Pack.
contract-label = { $access } - { $plan }
label-support-contract = Support contract
label-support-plan = Support plan
label-support-request = Support request
label-request-number = Request number
label-organisation = Organisation
label-service-centre = Service centre
service-centre-region = Service centre, { $region }
label-balance = Balance
valid-until = Valid until { $date }
ends = Ends { $date }
label-language = Language
label-time-zone = Time zone
label-name = Name
label-email = E-mail
label-phone = Phone
label-product = Product
label-version = Version
label-problem = Problem
label-attachments = Attachments
label-date = Date
label-last-change = Last change
label-number = Number

## People and roles

person-you = You
person-system = { $app }
person-erased = A former user
role-customer = Customer
role-partner = Partner
role-engineer = Support agent
role-supervisor = Supervisor
role-service-centre = Service-centre officer
role-administrator = Administrator

## The language of an article, where it is not the reader's

article-in-en = In English
article-in-sv = In Swedish

## Shared states

state-saved = Your changes are saved.
state-copied = Copied.
state-checking = Checking…
state-unsaved = You have unsaved changes.
state-offline = You are offline. We keep what you have written.
state-session-ended = You were signed out because of inactivity. Your draft is saved.
state-session-ending =
    { $minutes ->
        [one] You will be signed out in { $minutes } minute.
       *[other] You will be signed out in { $minutes } minutes.
    }
state-stay-signed-in = Stay signed in
state-form-expired = The form was open for a long time. Check it and submit again – nothing is lost.
state-empty-search = No results for “{ $query }”.
state-confirm-delete = Delete { $thing }? This cannot be undone.
state-none = None
state-unknown = Not known
state-not-given = Not given
