### Requests: the list and one request with its timeline.

## My requests

requests-title = My requests
requests-ask-advice = Request advice
requests-program-case = Program support case
requests-caption = Requests, last changed first
requests-open = Open
requests-closed = Closed
requests-drafts = Drafts
requests-all = All
requests-filter = Filter
requests-filter-product = Product
requests-filter-contract = Contract
requests-filter-any = Any
requests-filter-whose = Whose
requests-filter-everybody = Everybody’s
requests-filter-mine = Mine
requests-filter-organisation = My organisation’s
requests-filter-text = Search
requests-filter-button = Show
requests-column-request = Request
requests-column-severity = Severity
requests-column-status = Status
requests-column-contract = Contract
requests-column-changed = Last change
requests-export = Export as CSV
requests-empty = You have no requests yet.
requests-empty-here = No requests here.
requests-empty-filter = No requests match the filter.
requests-clear-filter = Clear filter
requests-no-drafts = You have no drafts.
requests-draft-until = Kept until { $date }
requests-waiting =
    { $count ->
        [one] One request is waiting for you.
       *[other] { $count } requests are waiting for you.
    }

## One request

request-title = { $number } · { $title }
request-not-found = We cannot find that request, or you do not have access to it.
request-facts = About the request
request-severity = Severity
request-product = Product
request-problem = Problem
request-contract = Contract
request-incident = Incident
request-submitted = Submitted
request-submitted-by = Submitted by
request-engineer = Engineer
request-engineer-none = Nobody yet
request-handling = Handling
request-first-answer-due = First answer at the latest
request-first-answer-given = First answer given
request-first-answer-in-time = in time
request-first-answer-late = late
request-incident-used = 1 incident used
request-incident-reserved = 1 incident reserved
request-incident-given-back = Incident given back { $date }
request-incident-lapsed = Given back { $date }, but the contract had ended
request-incident-none = No incident used
request-error-message = Error message
request-systems = Affected systems
request-began = When it began
request-earlier = Continues { $number }
request-later = Continued in { $number }
request-waiting = We are waiting for your answer. Without one the request is closed on { $date }.
request-waiting-heading = We need an answer from you
request-proposed = The engineer thinks that this solves the problem. Does it?
request-proposed-yes = Yes, it is solved
request-proposed-no = No, go on
request-solved = Solved. Was this the right answer?
request-closed-without-deduction =
    { $left ->
        [one] Closed without deduction: { $reason }. The incident was given back to { $access } on { $date }; { $left } is left.
       *[other] Closed without deduction: { $reason }. The incident was given back to { $access } on { $date }; { $left } are left.
    }
request-closed-without-deduction-unlimited = Closed without deduction: { $reason }. The incident was given back to { $access } on { $date }.
request-closed-lapsed = Closed without deduction: { $reason }. The incident was given back to { $access } on { $date }, but the contract had ended, so it lapsed.
request-closed-with-deduction = Closed: { $reason }. 1 incident was used.
request-closed-free = Closed: { $reason }. No incident was used.
request-closed-reopen-until = You can reopen the request until { $date }. That costs nothing.
request-closed-reopen-over = The request can no longer be reopened. Create a new one that continues it.
request-continue = Create a request that continues this one

## Closing reasons

request-reason-product-fault = Product fault
request-reason-duplicate = Duplicate
request-reason-withdrawn-before = Withdrawn before work began
request-reason-courtesy = Courtesy
request-reason-solved = Solved
request-reason-solved-by-customer = Solved by the customer
request-reason-withdrawn-after = Withdrawn after work began
request-reason-no-answer = No answer
request-reason-not-solved = Could not be solved

## Timeline

request-timeline = What has happened
request-timeline-latest = Jump to latest
request-timeline-description = Description
request-event-submitted = { $name } submitted the request
request-event-used = 1 incident was drawn from { $contract }. { $left } left.
request-event-used-unlimited = 1 incident was drawn from { $contract }.
request-event-reserved = 1 incident was reserved on { $contract }.
request-event-given-back = 1 incident was given back to { $contract }. { $left } left.
request-event-given-back-unlimited = 1 incident was given back to { $contract }.
request-event-lapsed = 1 incident was given back to { $contract }, but the contract had ended, so it lapsed.
request-event-used-again = 1 incident was drawn from { $contract } again, because the request was closed with deduction this time.
request-event-uncharged = Nothing was left on { $contract }, so no incident was drawn again.
request-event-moved = The incident was moved from { $from } to { $to }.
request-event-taken = { $name } took the request
request-event-waiting-customer = { $name } asked for an answer
request-event-waiting-third = { $name } is waiting for someone else
request-event-severity = { $name } changed the severity from { $from } to { $to }
request-event-proposed = { $name } proposed a solution
request-event-closed = { $name } closed the request: { $reason }
request-event-auto-closed =
    { $days ->
        [one] The request was closed because we had no answer for { $days } day
       *[other] The request was closed because we had no answer for { $days } days
    }
request-event-withdrawn = { $name } withdrew the request
request-event-reopened = { $name } reopened the request
request-event-split-proposed = { $name } proposed to make the second problem a request of its own
request-event-split-accepted = { $name } accepted. The new request is { $number }.
request-event-split-declined = { $name } declined
request-event-disputed = { $name } disputed the deduction: { $reason }
request-event-dispute-given-back = { $name } decided that the incident is given back
request-event-dispute-stands = { $name } decided that the deduction stands

## Reply

request-reply = Add information
request-reply-text = Message
request-reply-hint = You can use Markdown. Do not write passwords or personal data.
request-reply-send = Send message
request-reply-sent = Your message is sent.
request-reply-missing = Write a message or attach a file

## Actions

request-actions = What you can do
request-change-severity = Change severity
request-change-severity-why = Why?
request-change-severity-why-hint = What has changed for your business.
request-change-severity-why-missing = Say why the severity should change
request-change-severity-button = Change severity
request-change-severity-ask = An engineer has the request, so ask for the change. The engineer decides.
request-severity-changed = The severity is changed. First answer at the latest { $moment }.
request-mark-solved = Mark as solved
request-marked-solved = The request is closed as solved.
request-reopen = Reopen
request-reopen-why = What is not solved?
request-reopen-why-missing = Say what is not solved
request-reopen-button = Reopen the request
request-reopen-free = Reopening costs nothing.
request-reopened = The request is open again.
request-withdraw = Cancel request
request-withdraw-free = The incident is given back.
request-withdraw-charged = Work has begun, so the incident stays deducted.
request-withdraw-why = Why?
request-withdraw-button = Cancel the request
request-withdrawn-free = The request is withdrawn and the incident is given back.
request-withdrawn-nothing = The request is withdrawn. It had drawn no incident.
request-withdrawn-lapsed = The request is withdrawn. The contract has ended, so the incident is recorded as given back but cannot be used.
request-withdrawn-charged = The request is withdrawn. The incident stays deducted.
request-download-html = Download as HTML

## A second problem inside one request

request-split-title = A second problem
request-split-text = { $name } sees two problems here. The second one can become a request of its own, which uses 1 incident from { $contract }.
request-split-second = The second problem: { $title }
request-split-accept = Make it a request of its own
request-split-decline = Leave the second problem
request-split-declined = The second problem is left. No incident was used.

## A deduction that the customer disputes

request-dispute = Dispute the deduction
request-dispute-text = A supervisor reads what you write and decides. You get the answer here and by e-mail.
request-dispute-why = Why should no incident be deducted?
request-dispute-product-fault = The product was at fault
request-dispute-duplicate = It was the same problem as in another request
request-dispute-not-solved = The answer did not help
request-dispute-words = In your own words
request-dispute-missing = Select why no incident should be deducted
request-dispute-words-missing = Say it in your own words
request-dispute-send = Send to a supervisor
request-disputed = Your dispute is sent. A supervisor decides.
request-dispute-open = You disputed the deduction on { $date }. A supervisor decides.

## Who follows

request-followers = Who follows
request-followers-none = Nobody else follows the request.
request-follower = { $name }, since { $date }
request-follower-remove = Remove
request-follower-remove-what = Remove { $name }
request-follower-removed = The person no longer follows the request.
request-followed-by-you = You follow this request. { $name } submitted it, and decides about it.
request-unfollow = Stop following
request-unfollowed = You no longer follow the request.
request-share = Share with colleague
request-share-email = Your colleague’s e-mail address
request-share-hint = Somebody who has linked the same contract, or belongs to the same organisation. They can read everything here, write and attach files, and get the e-mail about the request.
request-share-button = Share
request-shared = The request is shared with your colleague.

## A colleague's request

request-offered = A colleague’s request
request-colleague = A colleague
request-offered-text = { $name } submitted it on { $date }. Follow it to read what has happened, write and attach files. Whoever submitted it sees who follows.
request-follow = Follow
request-following = You follow the request, and get the e-mail about it.
request-following-draft-kept = You follow the request, and get the e-mail about it. Your draft is kept under My requests.

## How the help was

request-solved-yes = Yes
request-solved-no = No, reopen
request-rating = How was the help?
request-rating-1 = 1 – Very bad
request-rating-2 = 2 – Bad
request-rating-3 = 3 – Neither
request-rating-4 = 4 – Good
request-rating-5 = 5 – Very good
request-rating-words = In your own words
request-rating-send = Send
request-rating-missing = Select a rating, or say it in your own words
request-rating-thanks = Thank you. Your answer is saved.
request-rating-yours = Your answer
request-rating-right = It was the right answer
request-rating-label = Rating
