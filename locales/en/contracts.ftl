### Contracts: the list, linking, one contract with its statement, sharing.

## My contracts

contracts-title = My contracts
contracts-usable = Can be used
contracts-not-usable = Cannot be used
contracts-plan = Plan
contracts-access-id = Access ID
contracts-balance = Balance
contracts-end = Ends
contracts-standing = Status
contracts-shared = Sharing
contract-units-from = { $units } from { $date }
contracts-shared-with =
    { $count ->
        [0] Only you
        [one] Shared with { $count } person
       *[other] Shared with { $count } people
    }
contracts-add = Add contract
contracts-empty = No contracts are linked to your account. Link one now, so it is ready when you need help.

## Link a contract

contract-link-title = Link a contract
contract-link-to = It will be linked to { $email }.
contract-link-button = Link contract
contract-link-done-title = The contract is linked
contract-link-done = { $contract } is linked to { $email }.
contract-link-done-unusable = { $contract } is linked to { $email }, but cannot be used now.
contract-link-already = You have already linked this contract.
contract-link-told = The owner and the others who have linked the contract are told.
contract-proof-title = Confirm the link
contract-proof-text = We have sent a code to the address on file; it works for { $minutes } minutes. Ask its owner for it, or ask somebody who has linked the contract to approve you on its page.
contract-proof-code = Six-digit code
contract-link-another = Link another contract

## One contract

contract-access-id = Access ID
contract-contract-id = Contract ID
contract-contract-id-show = Show the Contract ID
contract-contract-id-hide = Hide the Contract ID
contract-contract-id-logged = Showing it is written to the audit log.
contract-contract-id-masked = The Contract ID is hidden.
contract-owner = Owner
contract-started = Valid from
contract-ends = Last day
contract-redeem-by = Must be activated by
contract-predecessor = Replaces
contract-balance = Balance
contract-granted = { $count } granted
contract-used = { $count } used
contract-held = { $count } reserved
contract-lapsed = { $count } lapsed
contract-next-expiry =
    { $count ->
        [one] { $count } incident lapses on { $date }.
       *[other] { $count } incidents lapse on { $date }.
    }

## Forecast and burn-down

contract-forecast-lasts =
    { $count ->
        [0] At the current pace you will use the last incident about when the contract ends.
        [one] At the current pace you will have { $count } incident left when the contract ends.
       *[other] At the current pace you will have { $count } incidents left when the contract ends.
    }
contract-forecast-runs-out = At the current pace you will run out around { $month }.
contract-forecast-unused =
    { $count ->
        [one] No incident has been used yet. If it stays so, { $count } incident lapses when the contract ends.
       *[other] No incident has been used yet. If it stays so, { $count } incidents lapse when the contract ends.
    }
contract-chart-title = Balance over time
contract-chart-description = The balance fell from { $from } on { $start } to { $left } on { $today }.
contract-chart-hide-table = Show as chart
contract-chart-today = Today
contract-chart-forecast = forecast { $units }

## Statement

contract-statement = Statement
contract-statement-caption = What has happened to the balance, newest first
contract-statement-period = From { $from } to { $to }
contract-statement-from = From
contract-statement-to = To
contract-statement-show = Show the period
contract-statement-order = Enter a last day that is not before the first
contract-statement-empty = Nothing happened to the balance in this period.
contract-statement-date = Date
contract-statement-event = Event
contract-statement-request = Request
contract-statement-person = Person
contract-statement-change = Change
contract-statement-balance = Balance
contract-statement-entry = Entry
contract-statement-opening = Opening balance
contract-statement-closing = Closing balance
contract-statement-signed = Download signed statement
contract-statement-signed-text = The file can be checked without us, with the command { $command }.
contract-statement-csv = Download as CSV
contract-event-granted = Granted
contract-event-topped-up = Topped up
contract-event-imported = Opening balance
contract-event-used = Incident used
contract-event-reserved = Incident reserved
contract-event-reserved-used = Reserved incident used
contract-event-reserved-hours = Hours reserved
contract-event-reserved-used-hours = Reserved hours used
contract-event-released = Reservation released
contract-event-given-back = Given back
contract-event-given-back-lapsed = Given back after the end, lapsed
contract-event-moved-out = Moved to another contract
contract-event-moved-in = Moved from another contract
contract-event-adjusted = Adjusted
contract-event-lapsed = Lapsed

## What it covers

contract-covers = Covers
contract-covers-products = Products
contract-covers-all-products = All products
contract-covers-versions = Versions
contract-covers-current-previous = The current version, and the previous one while it has mainstream support
contract-covers-supported = All versions that are supported
contract-covers-delivery = On-premises or cloud
contract-covers-on-premises = On-premises products only
contract-covers-cloud = Cloud products only
contract-covers-both = On-premises and cloud products
contract-covers-use = Use
contract-covers-production = Production, development and test
contract-covers-non-production = Development and test, not production
contract-covers-region = Region
contract-covers-all-regions = All regions
contract-covers-severities = Severities
contract-covers-charge = When an incident is deducted
contract-covers-charge-submit = When the request is submitted
contract-covers-charge-accept = When an engineer takes the request
contract-covers-charge-resolve = When the request is solved

## People linked

contract-link-by-place = You see this contract because of your place in the organisation. Link it to your sign-in to use it for requests; the IDs are not needed.
contract-link-by-place-button = Link to my sign-in
contract-linked-by-place = The contract is linked to your sign-in.
contract-people = People linked
contract-people-caption = Who has linked the contract
contract-people-person = Person
contract-people-linked = Linked
contract-people-used = Last used
contract-people-never = Never
contract-people-requests = Requests
contract-people-owner = Owner
contract-people-pending = Waiting for approval
contract-people-approve = Approve { $email }
contract-people-approved = The person is linked to the contract.
contract-people-owner-only = Only the owner sees who has linked the contract.
contract-revoke = Stop
contract-revoke-what = Stop { $email }
contract-revoke-title = Stop { $email }?
contract-revoke-text = { $email } can no longer use or see the contract. Requests that have been submitted go on. With both IDs the contract can be linked again; change the Contract ID to prevent that.
contract-revoke-button = Stop
contract-revoked = The person can no longer use the contract.
contract-undo-link-title = Undo the link of { $email }?
contract-undo-link-text = { $email } linked { $contract } on { $date }. If you undo it the contract disappears from that account, and the person is told.
contract-undo-link-button = Undo the link
contract-undone = The link of { $email } is undone.

## Unlink

contract-unlink = Unlink from my account
contract-unlink-title = Unlink { $access }?
contract-unlink-text = Unlink { $access }? You need both IDs to link it again. Your open requests are not affected.
contract-unlink-kept = The contract itself is not deleted.
contract-unlink-button = Unlink

## Share

contract-share-title = Share { $plan }
contract-share = Share IDs
contract-share-text = Share the IDs, never your sign-in. The person you invite links the contract to their own account.
contract-share-email = E-mail address
contract-share-message = Message
contract-share-message-hint = Goes into the invitation. Do not write the Contract ID here.
contract-share-message-secret = The message contains the Contract ID. Remove it – the invitation works without it.
contract-share-send = Send invitation
contract-share-sent = The invitation has been sent. It works once, for { $days } days.
contract-share-yourself = You have already linked the contract. Enter somebody else’s address.
contract-share-copy = Copy IDs
contract-share-copied = Both IDs are copied.
contract-invitations = Invitations
contract-invitation-to = { $email }, sent { $date }
contract-invitation-until = Works until { $date }
contract-invitation-withdraw = Withdraw
contract-invitation-withdraw-what = Withdraw the invitation to { $email }
contract-invitation-withdrawn = The invitation is withdrawn.
contract-invitation-title = { $name } shares a support contract with you
contract-invitation-text = Link { $plan } to your account, { $email }? Then you can use it for requests without entering any IDs.
contract-invitation-accept = Link the contract
contract-invitation-decline = No thanks
contract-invitation-declined = The invitation is declined.
contract-invitation-gone-title = That invitation no longer works

## Change the Contract ID

contract-rotate = Change the Contract ID
contract-rotate-title = Change the Contract ID of { $access }?
contract-rotate-text = A new Contract ID is made and e-mailed to { $masked }. The old one stops working at once. Those who have linked the contract keep it, and the history stays.
contract-rotate-reason = Why?
contract-rotate-reason-hint = Kept in the contract’s history.
contract-rotate-button = Change the Contract ID
contract-rotated = The Contract ID is changed. The new one has been e-mailed to { $masked }.

## The coded label of partner cloud contracts

contract-cloud-label = Created { $year } · { $programme } · partner { $partner }
