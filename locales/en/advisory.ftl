### Advice: asking for it, its estimate, and what is delivered.

## Asking

advisory-new-title = Request advice
advisory-new-lead = For how-to and design questions. Advice is paid in hours, never in incidents.
advisory-new-subject = Subject
advisory-new-subject-hint = One line that says what you want advice on.
advisory-new-subject-missing = Enter a subject
advisory-new-product = Product
advisory-new-product-choose = Choose a product
advisory-new-product-missing = Select the product that the advice is about
advisory-new-goal = Goal
advisory-new-goal-hint = What you want to reach, and what you have today. You can use Markdown. Do not write passwords or personal data.
advisory-new-goal-missing = Say what you want to reach
advisory-new-from = Earliest day
advisory-new-until = Latest day
advisory-new-day-form = Enter a day, for example 2026-12-01
advisory-new-days-order = The latest day comes before the earliest
advisory-new-least = At least, in hours
advisory-new-most = At most, in hours
advisory-new-hours-hint = Your own guess is enough: 2, 1.5 or 1:30. One engagement is at most { $hours }.
advisory-new-hours-form = Enter hours, for example 2, 1.5 or 1:30
advisory-new-contract = Contract with hours
advisory-new-contract-missing = Select a contract with hours
advisory-new-no-ids = The hours of your organisation need no Access ID.
advisory-new-contact = How do we reach you?
advisory-new-continue = Continue
advisory-none-title = No contract with hours
advisory-none-text = Advice is paid from a contract with hours. Link one, or ask your organisation to let you belong to it.
advisory-none-link = Link a contract

## Checking

advisory-check-title = Check your request
advisory-check-reserved = About { $hours } will be reserved when you approve the estimate. Nothing is reserved before that.
advisory-check-reserved-left = You ask for up to { $hours }, but only { $left } are left on the contract. No more than that can be reserved when you approve the estimate. Nothing is reserved before that.
advisory-check-asked = Estimated time
advisory-check-days = Wanted days
advisory-check-send = Send the request
advisory-check-change = Change

## One engagement

advisory-title = The advice
advisory-stage = Stage
advisory-stage-submitted = Waiting for an estimate
advisory-stage-scoped = Waiting for approval of the estimate
advisory-stage-approved = Approved
advisory-stage-delivered = Being delivered
advisory-stage-closed = Closed
advisory-asked = Asked for
advisory-range = { $from } to { $until }
advisory-day-from = From { $date }
advisory-day-until = Until { $date }
advisory-estimate = Estimate
advisory-approved = Approved
advisory-delivered = Delivered
advisory-deliverable = Still approved
advisory-hours-left = Left on the contract
advisory-not-yet = Not yet
advisory-log = Delivered advice
advisory-log-day = Day
advisory-log-hours = Time
advisory-log-who = By
advisory-answer-title = Approve the estimate?
advisory-answer-text = The engineer estimates the whole engagement at { $hours }. They are reserved on { $contract } when you approve; what is not used is released when the request is closed.
advisory-answer-too-few = Only { $hours } can be reserved on the contract, and the estimate is more. Decline it and say how far you can go, or ask for more hours first.
advisory-answer-raised = You have approved { $hours } before. They are replaced by the new estimate.
advisory-answer-approve = Approve and reserve { $hours }
advisory-answer-decline = Decline
advisory-answer-words = Why do you decline?
advisory-approved-done = The estimate is approved and the hours are reserved.
advisory-declined-done = The estimate is declined. Nothing is reserved for it.
advisory-withdraw-nothing = Nothing is reserved, so nothing is deducted.
advisory-withdraw-all = The reserved hours are released.
advisory-withdraw-rest = { $hours } have been delivered and stay deducted. The rest is released.
advisory-withdrawn-done = The request is withdrawn.
advisory-closed = Closed: { $reason }. { $used } used.
advisory-closed-released = Closed: { $reason }. { $used } used, { $released } released.

## Timeline

advisory-event-estimated = { $name } estimated the engagement at { $hours }
advisory-event-approved = { $name } approved { $hours }. They are reserved on { $contract }.
advisory-event-declined = { $name } declined the estimate of { $hours }
advisory-event-delivered = { $name } delivered { $hours } on { $date }
advisory-event-settled = { $used } were drawn from { $contract }, and { $released } released.

## At the desk

advisory-desk-estimate = Send an estimate
advisory-desk-estimate-again = Send a new estimate
advisory-desk-estimate-hours = Hours for the whole engagement
advisory-desk-estimate-words = What is included
advisory-desk-estimate-words-missing = Say what the estimate includes
advisory-desk-estimate-send = Ask for approval
advisory-desk-estimate-sent = The customer has been asked to approve the estimate.
advisory-desk-deliver = Log delivered advice
advisory-desk-deliver-first = The customer has to approve an estimate before advice is delivered.
advisory-desk-deliver-hours = Hours
advisory-desk-deliver-day = Day
advisory-desk-deliver-day-future = The day has not come yet
advisory-desk-deliver-words = What was done
advisory-desk-deliver-words-missing = Say what was done
advisory-desk-deliver-save = Log the time
advisory-desk-delivered = The time is logged.
advisory-close-charged = The delivered hours stay deducted, and the rest is released.
advisory-close-given-back = All reserved hours are released.
advisory-close-lapsed = The contract has expired. The hours are recorded as released but cannot be used.
advisory-close-nothing = No hours are reserved.
advisory-close-change = { $access }: { $before } → { $after }
advisory-close-none = { $access }: { $before }, unchanged
