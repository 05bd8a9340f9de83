### The engineers' desk: queue, one request, closing.

## Queue

desk-title = Queue
desk-views = Views
desk-view-unassigned = Unassigned
desk-view-mine = Mine
desk-view-due-soon = Due soon
desk-view-overdue = Overdue
desk-view-waiting = Waiting for customer
desk-view-closed = Recently closed
desk-view-disputed = Disputed
desk-view-all = All open
desk-caption = Requests by time to due
desk-column-severity = Severity
desk-column-due = Due
desk-column-request = Request
desk-column-customer = Customer
desk-column-product = Product
desk-column-assignee = Assignee
desk-column-status = Status
desk-unassigned = Unassigned
desk-you = You
desk-unread = New message
desk-answered = First answer given
desk-paused = The clock is paused
desk-empty = Nothing to do here right now.
desk-empty-filter = No requests match the filter.
desk-new =
    { $count ->
        [one] { $count } new.
       *[other] { $count } new.
    }
desk-new-show = Show
desk-search = Search requests

## One request

desk-back = Back to the queue
desk-conversation = Conversation
desk-work = Work
desk-customer = Customer
desk-take = Take the request
desk-taken = You have the request.
desk-reply = Reply
desk-reply-send = Send
desk-reply-send-and = Send and set to …
desk-reply-sent = The reply is sent.
desk-reply-first = This is the first answer: it stops the clock.
desk-reply-missing = Write a reply or attach a file
desk-note = Internal note
desk-note-save = Save the note
desk-note-saved = The note is saved.
desk-note-mark = Internal – not shown to the customer
desk-newer-message = There is a new message since you began.
desk-newer-send = Send anyway
desk-status = Status
desk-wait-question-missing = Write the question that you want answered
desk-severity = Severity
desk-assignee = Assignee
desk-first-answer = First answer
desk-first-answer-due = Due { $moment }
desk-first-answer-given = Given { $moment }
desk-pauses = Pauses: { $duration }
desk-clock-explained = How the time was counted
desk-clock-calendar = Calendar
desk-contact = Contact
desk-local-time = Local time there: { $time }
desk-organisation = Organisation
desk-contract = Contract
desk-plan = Support plan
desk-contract-left = Left
desk-contract-ends = Ends
desk-recent = Recent requests
desk-recent-none = No other requests

## Close

desk-close = Close
desk-close-title = Close { $number }
desk-close-how = How does it end?
desk-close-with-deduction = Close with deduction
desk-close-without-deduction = Close without deduction
desk-close-reason-missing = Select a reason
desk-close-words = Words to the customer
desk-close-words-hint = Goes into the e-mail about the closing.
desk-close-words-missing = Write some words to the customer
desk-close-effect-change = { $access }: { $before } → { $after } incidents
desk-close-effect-none = { $access }: { $before } incidents, unchanged
desk-close-effect-unlimited = { $access }: unlimited incidents
desk-close-effect-given-back = The incident is given back.
desk-close-effect-charged = The incident stays deducted.
desk-close-effect-charged-again = The incident was given back earlier. It is deducted again.
desk-close-effect-nothing = There is no deduction to give back.
desk-close-expired = The contract has expired. The incident is recorded as given back but cannot be used.
desk-close-exhausted = The incident was given back earlier, and nothing is left on { $access } to deduct. Close without deduction, or ask the customer to choose another contract.
desk-close-extended = The product was in extended support when the request was submitted, so a product fault is charged.
desk-close-button = Close the request
desk-closed = The request is closed.
desk-closed-given-back = The request is closed and the incident is given back.

## Disputes, for supervisors

desk-dispute-title = The customer disputes the deduction
desk-dispute-give-back = Give the incident back
desk-dispute-stands = The deduction stands
desk-dispute-words = Words to the customer
desk-dispute-missing = Select what you decide
desk-dispute-decide = Decide
desk-dispute-decided = Your decision is sent to the customer.

## Another problem in the same request

desk-split = Propose a request of its own
desk-split-heading = The second problem
desk-split-text = The customer is asked whether it is to be a request of its own, which uses a further incident.
desk-split-send = Ask the customer
desk-split-sent = The customer has been asked.

desk-charge-title = Move charge
desk-charge-from = Paid by
desk-charge-find = Find another contract
desk-charge-find-hint = Its Access ID, with all zeros.
desk-charge-access-form = Enter an Access ID of 6 to 20 digits.
desk-charge-to = Which contract should pay?
desk-charge-missing = Select a contract
desk-charge-none = The one who filed the request has no other contract. Look for one by its Access ID.
desk-charge-not-found = No contract has the Access ID { $access }.
desk-charge-same = The same customer: { $owner }
desk-charge-other = Belongs to { $owner }
desk-charge-foreign = Another customer
desk-charge-change = Balance { $before } → { $after }
desk-charge-words = Reason
desk-charge-words-hint = The customer reads it.
desk-charge-done = The charge is moved, and the customer is told.
