### E-mail: subjects, sentences and labels of every letter.

## What all letters share

letter-open-request = Open the request
letter-open-request-link = The request: { $link }
letter-open-contract = Open the contract
letter-open-contract-link = The contract: { $link }
letter-footer-request = You get this because you are on request { $number } in { $app }.
letter-footer-contract = You get this because the contract { $access } in { $app } is yours or you have linked it.
letter-footer-on-file = You get this because you are on file as a contact of the contract { $access } in { $app }.
letter-footer-unlinked = You get this because you had linked the contract { $access } in { $app }.
letter-footer-contact = You get this because you are on file as a contact of { $organisation } in { $app }.
letter-footer-supervisor = You get this because you are a supervisor in { $app }.
letter-footer-account = You get this because somebody used { $email } in { $app }.
letter-label-number = Request number
letter-label-title = Title
letter-label-severity = Severity
letter-label-first-answer = First answer at the latest
letter-label-counted = Counted
letter-label-contract = Contract
letter-label-access-id = Access ID
letter-label-contract-id = Contract ID
letter-label-balance = Balance
letter-label-valid-from = Valid from
letter-label-valid-until = Valid until
letter-label-entry = Entry in the statement
letter-label-reason = Reason
letter-label-description = Your description
letter-balance-change = { $before } → { $after } incidents
letter-counted-business = Business hours: { $hours } from { $moment }
letter-counted-clock = Around the clock: { $hours } from { $moment }

## Signing in

letter-sign-in-subject = Sign in to { $app }
letter-sign-in-text = Use the button to sign in to { $app }.
letter-sign-in-button = Sign in
letter-sign-in-link = Sign in: { $link }
letter-sign-in-code = Or enter this code where you asked for it: { $code }
letter-sign-in-minutes = The link and the code work once, for { $minutes } minutes.
letter-sign-in-ignore = If you did not ask for this, do nothing.
letter-email-change-subject = { $code } confirms your new e-mail address
letter-email-change-text = Enter the code { $code } in { $app } to change your e-mail address to { $email }.
letter-email-changed-subject = Your e-mail address in { $app } is changed
letter-email-changed-text = Your account in { $app } now has the address { $email }. If you did not do this, contact us at once: { $contact }
letter-account-deleted-subject = Your account in { $app } is deleted
letter-account-deleted-text = Your account and what we kept about you are deleted.

## Contract activated

letter-activated-subject = Your support contract is active: { $plan }
letter-activated-text = The contract { $plan } is active. Here are its IDs.
letter-activated-later-subject = Your support contract begins { $day }: { $plan }
letter-activated-later-text = The contract { $plan } begins on { $day } and can be used from then on. Here are its IDs.
letter-activated-zeros = Keep all zeros.
letter-activated-secret = The Contract ID works as a password. Give it only to those who are to use the contract.
letter-activated-share = To share it, invite colleagues on the contract’s page. Never share your sign-in.
letter-rotated-subject = The Contract ID of { $plan } is changed
letter-rotated-text = { $name } changed the Contract ID of { $access } on { $moment }. The old one no longer works. Those who have linked the contract keep it.
letter-rotated-new = The new Contract ID is:
letter-rotated-told = You need not do anything: the contract is still linked to your account.

## Request received

letter-received-subject = [{ $number }] We have your request
letter-received-text = We have your request. An engineer answers by { $moment }.
letter-received-text-advisory = We have your request for advice. An engineer answers by { $moment }, with an estimate for you to approve or with questions.
letter-received-text-program = We have your case. The service centre answers by { $moment }.
letter-received-used =
    { $left ->
        [0] 1 incident was drawn from { $contract }. None are left.
       *[other] 1 incident was drawn from { $contract }. { $left } left.
    }
letter-received-used-unlimited = 1 incident was drawn from { $contract }, which has unlimited incidents.
letter-received-reserved =
    { $left ->
        [0] 1 incident is reserved on { $contract }. None are left.
       *[other] 1 incident is reserved on { $contract }. { $left } left.
    }
letter-received-back = You get it back if the request is closed without deduction.

## Answers and waiting

letter-answer-subject = [{ $number }] { $title }
letter-answer-text = { $name } has answered:
letter-answer-files =
    { $count ->
        [one] With { $count } file, on the request’s page.
       *[other] With { $count } files, on the request’s page.
    }
letter-proposed-text = { $name } proposes a solution. Say on the request’s page whether it works.
letter-waiting-subject = [{ $number }] We need an answer from you
letter-waiting-text = { $name } needs an answer from you to go on:
letter-waiting-until = Without an answer the request is closed on { $date }.
letter-waiting-until-incident = Without an answer the request is closed on { $date }, and the incident stays deducted.
letter-waiting-until-hours = Without an answer the request is closed on { $date }. Hours that were delivered stay deducted, and the rest is released.
letter-reminder-subject = [{ $number }] Closes on { $date } without an answer
letter-reminder-text = We are still waiting for your answer in “{ $title }”.
letter-auto-closed-subject = [{ $number }] Closed without an answer
letter-auto-closed-text =
    { $days ->
        [one] We had no answer for { $days } day, so the request is closed.
       *[other] We had no answer for { $days } days, so the request is closed.
    }

## Closed

letter-solved-subject = [{ $number }] Solved
letter-solved-text = { $name } has closed the request as solved.
letter-solved-question = Was this the right answer? Tell us on the request’s page.
letter-closed-subject = [{ $number }] Closed
letter-closed-text = { $name } has closed the request: { $reason }.
letter-closed-used = 1 incident was used on { $contract }.
letter-closed-given-back = 1 incident was given back to { $contract }.
letter-closed-nothing = No incident was used.
letter-closed-reopen = You can reopen the request until { $date }. That costs nothing.
letter-given-back-subject = [{ $number }] 1 incident given back
letter-given-back-text = The request was closed without deduction, so the incident has been given back.
letter-given-back-lapsed = The contract had ended, so the incident is recorded as given back but cannot be used.
letter-withdrawn-subject = [{ $number }] Withdrawn
letter-withdrawn-text = { $name } has withdrawn the request.
letter-withdrawn-free = Work had not begun, so the incident is given back.
letter-withdrawn-charged = Work had begun, so the incident stays deducted.
letter-severity-subject = [{ $number }] Severity { $severity }
letter-severity-text = { $name } has changed the severity from { $from } to { $to }.
letter-severity-due = The first answer comes by { $moment }.

## A second problem, a disputed deduction

letter-split-subject = [{ $number }] A second problem
letter-split-text = { $name } sees two problems in the request. The second one can become a request of its own, which uses a further incident. You choose on the request’s page.
letter-dispute-subject = [{ $number }] The deduction you disputed
letter-dispute-given-back = A supervisor has decided that the incident is given back.
letter-dispute-stands = A supervisor has decided that the deduction stands.
letter-moved-subject = [{ $number }] The deduction is moved
letter-moved-text = The incident was drawn from the wrong contract. It has been given back to { $from } and drawn from { $to } instead.

## Colleagues who follow, and how the help was

letter-shared-subject = [{ $number }] { $name } has shared a request with you
letter-shared-text = { $name } has shared the request “{ $title }” with you. You can read it and write in it, and you get the e-mail about it until you stop following it.
letter-followed-subject = [{ $number }] { $name } follows the request
letter-followed-text = { $name } can now read the request “{ $title }” and write in it, and gets the e-mail about it. You see and remove those who follow on the request’s page.
letter-colleague-text = { $name } has written in the request:
letter-rate = Rate the help
letter-rate-link = Rate the help: { $link }

## Contracts that are shared

letter-invitation-subject = { $name } has shared a support contract with you
letter-invitation-text = { $name } wants you to be able to use { $plan }. Link it to your account with the button.
letter-invitation-message = { $name } writes:
letter-invitation-button = Link the contract
letter-invitation-link = Link the contract: { $link }
letter-invitation-days = The invitation works once, for { $days } days. If you do not know { $name }, do nothing.
letter-linked-subject = { $email } has linked { $plan }
letter-linked-text = { $email } has linked { $contract } to an account and can now use it.
letter-linked-you-text = You have linked { $contract } to your account.
letter-linked-undo = Undo
letter-linked-undo-link = Undo: { $link }
letter-linked-undo-until = You can undo the link until { $date }.
letter-link-code-subject = { $code } confirms a link to { $plan }
letter-link-code-text = { $email } wants to link { $contract }. If that is right, give them this code:
letter-link-code-minutes = The code works for { $minutes } minutes, with { $tries } tries. If you do not know { $email }, do nothing.
letter-revoked-subject = { $plan } is no longer linked to your account
letter-revoked-text = The owner has removed { $contract } from your account. Requests that you have submitted go on.
letter-undone-text = { $name } has undone your link to { $contract }. Requests that you have submitted go on.
letter-attack-subject = Wrong IDs are being tried for { $plan }
letter-attack-text = Somebody has tried many wrong IDs for { $contract }. You and those who have linked it can use it as before. A new link needs one more proof for now.
letter-suspended-subject = { $plan } is suspended
letter-suspended-text = The contract { $contract } is suspended and cannot be used for new requests. Open requests go on. Contact the service centre.
letter-resumed-subject = { $plan } can be used again
letter-resumed-text = The contract { $contract } is no longer suspended. You can use it for new requests again.

## To engineers

letter-desk-replied-subject = [{ $number }] The customer has answered
letter-desk-reopened-subject = [{ $number }] Reopened by the customer
letter-uncharged-subject = [{ $number }] Closed, and nothing was left to deduct
letter-uncharged-text = { $title }: the incident was given back earlier and nothing is left on the contract, so the request was closed without a deduction.
letter-desk-text = { $title }, { $customer }

letter-organisation-button = Open my benefits
letter-organisation-link = Your benefits: { $link }
letter-contact-invited-subject = { $organisation } has invited you
letter-contact-invited-text = { $by } invites you to see the support benefits of { $organisation }, { $location }, with your own sign-in.
letter-contact-invited-button = Accept the invitation
letter-contact-invited-link = To accept the invitation, open { $link }
letter-contact-invited-days = The invitation works once, within { $days } days, and only for the address that it was sent to.
letter-contact-asked-subject = Somebody asks to join { $organisation }
letter-contact-asked-text = { $who } asks to see the support benefits of { $organisation }, { $location }. Nothing is shown until you approve it. If you do not know the person, decline.
letter-contact-asked-button = Decide
letter-contact-asked-link = To decide, open { $link }
letter-contact-approved-subject = You can see the benefits of { $organisation }
letter-contact-approved-text = You now see the support benefits of { $organisation }, { $location }, with your own sign-in.
letter-primary-subject = Primary program contact of { $organisation }
letter-primary-now-text = You are now the primary program contact of { $organisation }, { $location }. The IDs of its contracts are sent to you, and you decide who sees its support benefits. If that is not right, contact the service centre.
letter-primary-before-text = Somebody else is now the primary program contact of { $organisation }, { $location }, in your place. You stay on file as a contact. If that is not right, contact the service centre.
letter-activation-overdue-subject = Not activated in time: { $organisation }
letter-activation-overdue-text = The membership of { $organisation }, { $location }, was renewed on { $day }. Its contracts should have been activated by now.
letter-activation-overdue-button = Open the activation
letter-activation-overdue-link = The activation: { $link }
letter-ids-resent-subject = Your Access ID and Contract ID
letter-ids-resent-asked = { $by } has asked us to send you the IDs of { $contract } again.
letter-ids-resent-text = Here are the IDs of { $contract } again.

## Advice

letter-estimate-subject = [{ $number }] An estimate of { $hours } for you to approve
letter-estimate-text = { $name } estimates the whole engagement at { $hours }. The hours are reserved when you approve on the request’s page.
letter-estimate-raised = You have approved { $hours } before. They are replaced by the new estimate.
letter-estimate-told-subject = [{ $number }] An estimate of { $hours }
letter-estimate-told-text = { $name } estimates the whole engagement at { $hours }. Whoever asked for the advice decides about it.
letter-approved-subject = [{ $number }] { $hours } approved
letter-approved-text = { $name } has approved the estimate. { $hours } are reserved on { $contract }; what is not used is released when the request is closed.
letter-declined-subject = [{ $number }] The estimate is declined
letter-declined-text = { $name } has declined the estimate of { $hours }: { $title }
letter-delivered-subject = [{ $number }] { $hours } of advice delivered
letter-delivered-text = { $name } delivered { $hours } on { $date }. { $left } are still approved.
letter-closed-minutes = { $used } were used on { $contract }, and { $released } released.

letter-id-shown-subject = The Contract ID of { $plan } was shown to staff
letter-id-shown-text = { $who } saw the Contract ID of { $contract } on { $when }.
letter-id-shown-officer = An officer of the service centre
letter-id-shown-supervisor = A supervisor
letter-id-shown-administrator = An administrator
letter-id-shown-reason = The reason given:
letter-id-shown-change = If you did not expect this, you can change the Contract ID on the contract’s page.

## A role on a subscription

letter-subscription-role-subject = { $role } of the subscription { $subscription }
letter-subscription-role-text = { $name } has given you the role { $role } on the subscription { $subscription }.
letter-subscription-role-sign-in = Sign in with { $email } to use it. If you have not signed in before, that makes your account.
letter-subscription-role-button = Show the subscription
letter-subscription-role-link = Show the subscription: { $link }
