### What several areas say in the same words.

# What its speakers call this language.
language-name = English

# What the reader calls the language with that code.
language-called =
    { $code ->
        [sv] Swedish
       *[en] English
    }

## Page titles and forms

page-title = { $title } – { $app }
page-title-with-errors = Error: { $title } – { $app }
error-summary = There is a problem
error-prefix = Error:
optional = (optional)
field-characters-over =
    { $count ->
        [one] { $count } character too many
       *[other] { $count } characters too many
    }

## Buttons and links

button-back = Back
button-cancel = Cancel
button-change = Change
button-change-what = Change: { $what }
button-close = Close
button-confirm = Confirm
button-continue = Continue
button-copy = Copy
button-copy-what = Copy: { $what }
button-create-request = Create support request
button-print = Print
button-remove = Remove
button-remove-what = Remove { $what }
button-save = Save
button-save-changes = Save changes
button-search = Search
button-table = Show as table
button-try-again = Try again
link-start-page = Go to the start page
link-details = Details

## Counts

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
incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
incidents-unlimited = Unlimited incidents
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
standing-replaced = Replaced
standing-cancelled = Cancelled

## Severities and handling

label-severity = Severity
severity-a = A – Critical business impact
severity-b = B – Moderate
severity-c = C – Minimum
label-handling = Handling
handling-business-hours = Business hours
handling-around-the-clock = Around the clock

## Products, use and area

delivery-on-premises = On-premises
delivery-cloud = Cloud

## Names of things

label-access-id = Access ID
label-contract-id = Contract ID
# A contract as people know it: 0230242323 - Partner Support Gold 20Pack.
contract-label = { $access } - { $plan }
label-request-number = Request number
label-service-centre = Service centre
valid-until = Valid until { $date }
label-language = Language
label-time-zone = Time zone
label-phone = Phone

## People and roles

person-you = You
person-system = { $app }
person-erased = A former user
person-operator = The operator

## The language of an article, where it is not the reader's

article-in-en = In English
article-in-sv = In Swedish

## Shared states

state-saved = Your changes are saved.
state-copied = Copied.
state-unsaved = You have unsaved changes.
state-offline = You are offline. We keep what you have written.
