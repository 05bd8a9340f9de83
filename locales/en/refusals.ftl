### Refusals: one sentence for each, named as the machine word that the API says.

## Who is asking

refusal-sign-in-needed = Sign in to continue.
refusal-passkey-needed = Your role needs a passkey. Show yours to continue.
refusal-step-up-needed = This needs a passkey shown within the last { $minutes } minutes. Show yours, then it is done.
refusal-fresh-sign-in-needed = This needs a sign-in by e-mail within the last { $minutes } minutes. Sign in again, and you come back here.
refusal-not-found = We cannot find what you asked for, or you do not have access to it.
refusal-sign-in-expired = That link has expired. Send a new one.
refusal-code-wrong = That is not the code we sent. Check it and try again.
refusal-rate-limited = Too many attempts. Try again in { $wait }.
refusal-identity-taken = This sign-in already belongs to another account. Sign in to that account, or use another sign-in.
refusal-passkey-refused = The passkey was not accepted. Try again, or use another one.
refusal-last-passkey = You cannot remove your last passkey, because your role needs one. Register another one first.
refusal-email-taken = That address cannot be used. Choose another one.
refusal-staff-account = An account with a staff role is removed by an administrator.
refusal-last-administrator = There has to be an administrator. Give somebody else the role first.
refusal-own-standing = You cannot deactivate your own account. Ask another administrator.

## An ID pair

refusal-access-id-empty = Enter an Access ID
refusal-access-id-characters = Access ID may only contain digits
refusal-access-id-length = An Access ID has between { $min } and { $max } digits. Count them, and include zeros at the start
refusal-contract-id-empty = Enter a Contract ID
refusal-contract-id-characters = Contract ID may only contain digits
refusal-contract-id-length = A Contract ID has between { $min } and { $max } digits. Count them, and include zeros at the start
refusal-near-miss = Did you mean { $id }? Zeros at the start are part of the ID.
refusal-swapped = The IDs seem to be in the wrong fields.
refusal-pair-not-found = We could not find a contract with that Access ID and Contract ID. Check both, or ask the service centre.
refusal-pair-rate-limited = Too many attempts. Wait { $wait }, or ask the service centre.
refusal-proof-needed = New links to this contract need one more proof right now: a code to the address on file, or approval by somebody who has linked it.
refusal-pair-taken = Another contract already has that pair of IDs.

## Why a contract cannot be used

refusal-superseded = Replaced by { $successor }.
refusal-superseded-unnamed = Replaced by another contract. Ask its owner or the service centre.
refusal-cancelled = Cancelled. Ask the service centre.
refusal-suspended = Suspended. Contact the service centre.
refusal-not-yet-active = Not activated yet. Gold and silver contracts are normally activated within four weeks of renewal.
refusal-not-yet-active-from = Valid from { $date }.
refusal-expired =
    { $count ->
        [0] Expired { $date }. No incidents were left unused.
        [one] Expired { $date }. { $count } incident was left unused.
       *[other] Expired { $date }. { $count } incidents were left unused.
    }
refusal-expired-hours = Expired { $date }. Unused advice: { $hours }.
refusal-expired-unlimited = Expired { $date }.
refusal-cloud-only = Cannot be used here: { $plan } covers cloud products only, and { $product } is installed on-premises.
refusal-on-premises-only = Cannot be used here: { $plan } covers on-premises products only.
refusal-product-not-covered = Cannot be used here: { $plan } does not cover { $product }.
refusal-version-too-old = Cannot be used here: { $plan } covers the current and the previous version, and { $version } is older.
refusal-advisory-only = Cannot be used here: { $plan } counts hours of advice, not incidents.
refusal-mainstream-over = Cannot be used here: { $plan } covers the previous version while it has mainstream support, and that of { $version } has ended.
refusal-out-of-lifecycle = Cannot be used here: support for { $version } ended { $date }.
refusal-production-use-not-covered = Cannot be used here: { $plan } is for development and test, not for production.
refusal-region-not-covered = Cannot be used here: { $plan } covers { $region }.
refusal-exhausted = No incidents left.
refusal-exhausted-since = No incidents left. The last one was used on { $date }.

## Links and invitations

refusal-invitation-expired = The invitation has been used or withdrawn, was sent to another address, or is older than { $days } days. Sign in with the address it was sent to, or ask for a new one.
refusal-not-a-colleague = The request cannot be shared with that address. It can be shared with people who have linked the same contract, or belong to the same organisation. Share the contract first.
refusal-too-many-followers =
    { $count ->
        [one] Only { $count } person can follow a request. Remove somebody first.
       *[other] Only { $count } people can follow a request. Remove somebody first.
    }
refusal-undo-over = The time to undo this link is over. The owner of the contract can still stop a person.
refusal-contract-state = The contract’s status does not allow this. Load the page again to see how it stands.
refusal-adjustment-too-large = There is not that much left to take away. Enter a smaller number.
refusal-adjustment-over = The balance would be larger than a contract can hold. Enter a smaller number.
refusal-not-later = The contract is valid to { $date } already. Enter a later day.
refusal-range-reversed = The most cannot be less than the least. Enter the larger number here.
refusal-second-person-needed = Another person has to decide about so many.
refusal-balance-moved = The balance has changed since the page was opened. Look at it again before you decide.
refusal-reason-needed = Enter a reason

## The draft and submitting it

refusal-stale-draft = The draft was changed in another tab or on another device. Both texts are below – choose which to keep.
refusal-step-open = Answer this step first: { $step }
refusal-agreement-not-accepted = Accept the services agreement to submit
refusal-agreement-changed = The services agreement has a newer version. Read it, and accept it to submit.
refusal-severity-not-offered = The contract does not offer that severity. Select another one.
refusal-phone-needed = Severity A needs a phone number where somebody answers around the clock.
refusal-key-reused = This form has already been used for another request. Load the page again and submit once more – your text is saved.
refusal-key-too-long = This form is damaged. Load the page again and submit once more – your text is saved.
refusal-too-many-drafts = Too many drafts have been started. Sign in to go on, or continue with a draft that you have.

## Files

refusal-file-unfinished = A file is not fully uploaded. Continue the upload or remove the file.
refusal-file-too-large = The file is larger than { $limit }. Split it, or compress it.
refusal-too-many-files =
    { $limit ->
        [one] Attach at most { $limit } file. Several can be sent as one archive.
       *[other] Attach at most { $limit } files. Several can be sent as one archive.
    }
refusal-file-empty = The file is empty. Choose another one.

## After submitting

refusal-closed = The request is closed. Reopen it first.
refusal-not-closed = The request is open, so there is nothing to reopen or dispute.
refusal-reopen-over = The time to reopen the request is over. Create a new one that continues it.
refusal-already-taken = { $name } has the request.
refusal-not-taken = Nobody has taken the request yet. Take it first.
refusal-disposition-not-offered = That reason cannot be used for this request. Select another one.
refusal-severity-unchanged = The request already has that severity.
refusal-severity-locked = An engineer has the request. Ask the engineer to change the severity.
refusal-newer-message = There is a new message since you began. Read it, then send.
refusal-no-charge = There is no deduction to dispute or move, or it has been disputed already.
refusal-no-proposal = There is nothing to answer here any more.
refusal-paying-contract-not-yours = The contract that pays for the request is not among yours. Link it under My contracts, then answer again, or leave the second problem.
refusal-already-open = It has been asked already, and is waiting for an answer.

refusal-partner-id-taken = Another organisation has that partner ID.
refusal-country-unknown = That country belongs to no region, so contracts cannot be issued there.
refusal-contact-on-file = That address is on file at the organisation already.
refusal-location-on-file = That location is on file already.
refusal-primary-contact = This person is the primary program contact. Ask the service centre to name another first.

refusal-changed-elsewhere = Somebody else changed this while you were working. Your changes are below – compare and save again.
refusal-no-primary-contact = Nobody is on file as the primary program contact of this location. Name one first: the IDs are sent there.
refusal-no-membership = The organisation has no membership on that day.
refusal-membership-overlaps = Another membership covers some of those days.
refusal-not-in-membership = The membership does not include this, or it is activated without being asked for.
refusal-activation-asked = This has been asked for already. The service centre activates it.
refusal-activation-done = This has been activated already.
refusal-not-sent-there = In this region the IDs are not sent to that contact. Choose one of the contacts below.
refusal-days-reversed = The last day is before the first.
refusal-days-over = The last day is over. Choose a later one.
refusal-days-outside = The first day has to be between { $from } and { $until }, when the membership lasts.
refusal-days-too-many = The last day can be { $until } at the latest.
refusal-toolkit-used = The location’s toolkit has been asked for or is in use. Another can be asked for when its contract has ended and another toolkit has been bought.

## Subscriptions

refusal-role-missing = Your role { $role } on { $subscription } cannot create requests. Owner, Contributor or Support Request Contributor can.
refusal-role-none = You have no role on { $subscription }. Owner, Contributor or Support Request Contributor can create requests.
refusal-delegation-missing = You need delegated administration rights from { $customer }.
refusal-subscription-not-found = You have no role on that subscription, or it does not exist. Sign in with the account that owns it, or ask the owner for a role.
refusal-subscription-of-another-product = The subscription is for another product. Choose the subscription again.
refusal-last-owner = A subscription needs an owner. Make somebody else an owner first.
refusal-account-not-found = Nobody has signed in with that address. Ask the person to sign in once.
refusal-partner-not-found = No partner has that partner ID.

## Advice and program support

refusal-too-few-left = At most { $hours } can be reserved on the contract. Ask for less, or use another contract.
refusal-engagement-too-long = An engagement is at most { $hours }, and not less than what is delivered already. Enter a time within that.
refusal-not-approved = The customer has approved { $hours } more. Send a higher estimate first.
refusal-hours-not-yours = You may no longer use the hours of this contract. Ask a colleague who still belongs to your organisation.
refusal-not-entitled = Your organisation has no membership that includes this.
