### The request wizard: from the product to the submitted request.

wizard-title = New support request

## The steps

wizard-step-product = Product
wizard-step-use = Use
wizard-step-problem = Problem
wizard-step-self-help = Self-help
wizard-step-contract = Contract
wizard-step-contact = Contact
wizard-step-description = Description
wizard-step-check = Check

## The side panel and the draft

wizard-summary = Your request so far
wizard-summary-product = Product
wizard-summary-use = Used as
wizard-summary-problem = Problem
wizard-summary-contract = Contract
wizard-summary-contact = Contact
wizard-summary-title = Title
wizard-summary-severity = Severity
wizard-summary-files = Files
wizard-summary-cost = Cost
wizard-save-later = Save and finish later
wizard-saved = Saved. You find the draft under My requests until { $date }.
wizard-visitor = You are not signed in. The draft is kept in this browser for { $hours } hours; sign in to keep it for { $days } days.
wizard-resume-title = You have drafts
wizard-discard = Discard the draft
wizard-discard-title = Discard the draft?
wizard-discard-text = What you have written and the files you have added are deleted. No incident has been used.
wizard-gone-title = That draft is gone
wizard-gone = The draft has been submitted, discarded, or kept longer than { $days } days. Look under My requests, or start a new one.
wizard-untitled = Request without a title

## A draft that was changed in another tab or on another device

wizard-stale-title = The draft was changed elsewhere
wizard-stale-text = It was changed in another tab or on another device while this page was open. Compare, and choose which text to keep.
wizard-stale-saved = What is saved
wizard-stale-typed = What you have written here
wizard-stale-keep-saved = Keep what is saved
wizard-stale-keep-typed = Keep what I have written here

## Product

wizard-product-title = What product is it about?
wizard-product-search = Search products
wizard-product-search-hint = By name, or by what you call it, for example “SQL”.
wizard-product-found =
    { $count ->
        [one] { $count } product matches “{ $query }”
       *[other] { $count } products match “{ $query }”
    }
wizard-product-empty = No product matches “{ $query }”. Check the spelling or browse the list.
wizard-product-clear = Show all products
wizard-product-version = Version
wizard-product-version-title = Which version of { $product }?
wizard-product-support-ended = Support ended { $date }
wizard-product-extended-text = { $product } is in extended support until { $date }. An incident is deducted even if the cause is a fault in the product.
wizard-product-ended-warning = Support for { $product } ended on { $date }. Most contracts do not cover it.
wizard-product-missing = Select a product
wizard-version-missing = Select a version
wizard-product-gone = That product can no longer be chosen. Select another one.

## A cloud product: the request is created elsewhere

wizard-cloud-title = { $product } is a cloud product
wizard-cloud-text = { $product } is a cloud product. Create the request in { $portal }.
wizard-cloud-facts = Good to know
wizard-cloud-ids-none = No Access ID is needed for { $product }.
wizard-cloud-ids-linked = The contract must first be linked there as a benefit, with its Access ID and Contract ID.
wizard-cloud-go = Go to { $portal }
wizard-cloud-other = Choose another product
wizard-cloud-kept = Nothing has been sent. The draft is kept here until { $date }, and you can copy what you have written.
wizard-cloud-typed = What you have written

## Use

wizard-use-title = How do you use the product?
wizard-use-home = At home or for personal use
wizard-use-professional = As an IT professional, developer or partner
wizard-use-which = Which one?
wizard-use-it-professional = IT professional
wizard-use-developer = Developer
wizard-use-partner = Partner
wizard-use-missing = Select how you use the product
wizard-use-which-missing = Select IT professional, developer or partner
wizard-use-production = Is it in production use?
wizard-use-production-yes = Yes, people depend on it in their work
wizard-use-production-no = No, for development or test
wizard-use-production-missing = Select whether it is in production use
wizard-home-title = Help for home users
wizard-home-text = Professional support is for business use. For { $product } at home there is consumer help, which is free or paid for in another way.
wizard-home-go = Go to consumer help
wizard-home-change = I use it at work

## Problem

wizard-problem-title = What kind of problem is it?
wizard-problem-category-title = Which category fits best?
wizard-problem-summary = The problem in a few words
wizard-problem-summary-hint = Helps us find articles that may solve it.
wizard-problem-type-missing = Select a problem type
wizard-problem-category-missing = Select a category

## Self-help

wizard-self-help-title = These articles may solve it
wizard-self-help-title-empty = Self-help
wizard-self-help-search = Search articles
wizard-self-help-updated = Updated { $date }
wizard-self-help-more = Show more
wizard-self-help-shown = { $shown } of { $total } articles
wizard-self-help-solved = This solved it
wizard-self-help-start = Start request
wizard-self-help-empty = We have no articles for this problem yet.
wizard-self-help-no-match = No article matches “{ $query }”. Try other words, or go on with the request.
wizard-self-help-other-products = There is nothing for { $product } itself. These are about related products.
wizard-self-help-unavailable = The articles cannot be searched right now. You can go on with the request.
wizard-self-help-done-title = Solved
wizard-self-help-done = Good. No incident was used.
wizard-self-help-done-more = The draft is closed. If the problem comes back you can start a new request at any time.
wizard-article-back = Back to the articles
wizard-article-source = Source
wizard-article-licence = Licence
wizard-article-question = Did this solve the problem?

## Contract

wizard-contract-title = How do you want to pay for this request?
wizard-contract-existing = Use my existing contract (Access ID)
wizard-contract-covers = Covers this product
wizard-contract-not-usable = Cannot be used here
wizard-contract-card =
    { $left ->
        [0] No incidents left · ends { $date }
       *[other] { $left } of { $total } incidents left · ends { $date }
    }
wizard-contract-card-unlimited = Unlimited incidents · ends { $date }
wizard-contract-unusable = Contracts that cannot be used for this request
wizard-contract-different = Use a different contract
wizard-contract-different-hint = Enter an Access ID and a Contract ID once. Next time the contract is among yours.
wizard-contract-access-id = Access ID
wizard-contract-access-id-hint = All digits, including zeros at the start. Example: { $example }
wizard-contract-contract-id = Contract ID
wizard-contract-contract-id-hint = From the activation e-mail
wizard-contract-paste = You can paste both IDs at once into the first field.
wizard-contract-add = Add contract
wizard-contract-use-suggestion = Use { $id }
wizard-contract-swap = Swap them
wizard-contract-link-for-cloud = Link it for cloud requests
wizard-contract-lost = I cannot find my Access ID
wizard-contract-uses = This request uses 1 incident. { $left } will be left.
wizard-contract-uses-last = This request uses 1 incident. None will be left.
wizard-contract-uses-unlimited = This request uses 1 incident. The contract has unlimited incidents.
wizard-contract-uses-back = You get it back if the request is closed without deduction.
wizard-contract-already-added = You have already added this contract. It is selected below.
wizard-contract-added = Contract added. It is linked to your account – next time you do not need to enter the IDs.
wizard-contract-added-unusable = The contract is linked to your account, but cannot be used for this request.
wizard-contract-added-for-cloud = The contract is linked for cloud requests. Choose another contract for this request.
wizard-contract-last = This is the last incident on the contract.
wizard-contract-ends-soon =
    { $count ->
        [0] The contract ends today. A request submitted before then is handled to its end.
        [one] The contract ends in { $count } day. A request submitted before then is handled to its end.
       *[other] The contract ends in { $count } days. A request submitted before then is handled to its end.
    }
wizard-contract-missing = Select a contract or another way to pay
wizard-contract-none-no-buying = You have no contracts yet. Enter an Access ID and a Contract ID.
wizard-contract-skip = Continue without a contract
wizard-contract-skip-text = You can describe the problem and keep the draft. A contract is needed to submit it.
wizard-contract-proof-title = One more proof is needed
wizard-contract-proof-code = Code from the e-mail
wizard-contract-proof-send = Confirm the link

## What to do about a contract that cannot be used

wizard-remedy-expired = Choose another contract, or ask the service centre about a renewal.
wizard-remedy-exhausted = Choose another contract, or ask the service centre for more incidents. If an incident is given back, the contract can be used again.
wizard-remedy-not-yet-active = Ask your primary program contact or the service centre when it will be activated.
wizard-remedy-suspended = Only they can say why. You can choose another contract meanwhile.
wizard-remedy-superseded = Use the contract that replaced it.
wizard-remedy-cancelled = Choose another contract, or ask the service centre.
wizard-remedy-advisory = Choose a contract that counts incidents. Hours of advice never become incidents.
wizard-remedy-cloud-only = Use it for cloud requests. For this product you need a contract that covers on-premises products.
wizard-remedy-on-premises-only = For cloud products you need a contract that covers them.
wizard-remedy-product = Choose a contract that covers the product. What a contract covers is stated on its page.
wizard-remedy-version = Check that you have chosen the right version, or choose a contract that covers older versions.
wizard-remedy-lifecycle = Check that you have chosen the right version, or upgrade to one that is still supported.
wizard-remedy-production = Choose a contract for production use.
wizard-remedy-region = Choose a contract for your region, or ask the service centre.

## Contact

wizard-contact-title = How do we reach you?
wizard-contact-name = Name
wizard-contact-email = E-mail address
wizard-contact-phone = Phone
wizard-contact-phone-hint = With country code, for example +46 8 123 456 78
wizard-contact-language = Language for contact
wizard-contact-zone = Time zone
wizard-contact-hours = Reachable hours
wizard-contact-hours-hint = When we can reach you, for example 8–17 on weekdays.
wizard-contact-way = Preferred way
wizard-contact-way-email = E-mail
wizard-contact-way-phone = Phone
wizard-contact-recipients = Extra recipients
wizard-contact-recipients-hint = Up to { $max } e-mail addresses, one a line. They get a copy of the messages.
wizard-contact-on-behalf = On behalf of a customer
wizard-contact-customer = The customer's name
wizard-contact-reference = Reference
wizard-contact-name-missing = Enter your name
wizard-contact-email-missing = Enter an e-mail address in the form name@example.com
wizard-contact-phone-missing = Enter a phone number with country code, for example +46 8 123 456 78
wizard-contact-way-missing = Select e-mail or phone
wizard-contact-phone-needed = You have chosen to be reached by phone. Enter a phone number.
wizard-contact-zone-missing = Select a time zone
wizard-contact-recipient-form = { $address } is not an e-mail address in the form name@example.com
wizard-contact-recipients-many = Enter at most { $max } extra recipients
wizard-contact-customer-missing = Enter the customer's name

## Description

wizard-description-title = Describe the problem
wizard-description-heading = Title
wizard-description-heading-hint = One line that says what is wrong.
wizard-description-text = Description
wizard-description-text-hint = You can use Markdown. Do not write passwords or personal data.
wizard-description-prompts = Insert headings
wizard-description-prompt-happens = What happens?
wizard-description-prompt-expected = What did you expect?
wizard-description-prompt-tried = What have you tried?
wizard-description-prompt-began = When did it start?
wizard-description-error-message = Error message
wizard-description-error-message-hint = Word for word, as it is shown.
wizard-description-systems = Affected systems
wizard-description-began = When it began
wizard-description-began-hint = For example 2026-11-02 or 2026-11-02 14:05
wizard-description-began-form = Enter a date, for example 2026-11-24
wizard-description-began-future = Enter a time that has passed
wizard-description-severity = Severity
wizard-description-a = A – Critical business impact.
wizard-description-b = B – Moderate.
wizard-description-c = C – Minimum.
# $hours is a number of hours in words: "2 hours".
wizard-description-a-answer = First answer within { $hours }, around the clock. Somebody must be reachable at all hours.
wizard-description-business-answer = First answer within { $hours } of business time.
wizard-description-clock-answer = First answer within { $hours }, around the clock.
# $moment is a time with its zone: "14:05 (Stockholm)".
wizard-description-first-answer = First answer at the latest { $moment }
wizard-description-handling = Handling
wizard-description-handling-business = Business hours
wizard-description-handling-clock = Around the clock
wizard-description-handling-clock-hint = Somebody with you must be reachable at all hours.
wizard-description-handling-a = Severity A is always handled around the clock.
wizard-description-handling-missing = Select business hours or around the clock
wizard-description-phone-needed = Severity A needs a phone number where somebody answers around the clock.
wizard-description-heading-missing = Enter a title
wizard-description-text-missing = Describe the problem
wizard-description-severity-missing = Select a severity
wizard-description-good-start = Good start. Add what you have tried – requests with that are solved faster.
wizard-description-secret = This looks like a password or a key. Remove it before you submit.
wizard-similar = A colleague has an open request about this: { $number }. Follow it instead?
wizard-similar-gone = { $number } cannot be followed any longer. What you have written is still here.

## Files

wizard-files = Files
wizard-files-limit = Up to { $count } files, { $megabytes } MB each
wizard-files-hint = Screenshots and logs help. Do not attach passwords or personal data.
wizard-files-later = You can also add files after you have submitted.
wizard-files-too-large = { $file } is larger than { $megabytes } MB
wizard-files-empty = { $file } is empty
wizard-files-too-many = Attach at most { $count } files
wizard-files-failed = { $file } could not be received. Try again – what you have written is kept.
wizard-files-full = There is no room for more files right now. Submit the request without them and add them later.

## Check

wizard-check-title = Check your answers
wizard-check-not-given = Not given
wizard-check-cost-heading = What it costs
wizard-check-cost = When you submit, 1 incident is drawn from { $contract }. { $left } will be left.
wizard-check-cost-last = When you submit, 1 incident is drawn from { $contract }. None will be left.
wizard-check-cost-unlimited = When you submit, 1 incident is drawn from { $contract }, which has unlimited incidents.
wizard-check-cost-held = When you submit, 1 incident is reserved on { $contract }. It is deducted when an engineer takes the request.
wizard-check-cost-resolved = When you submit, 1 incident is reserved on { $contract }. It is deducted when the request is solved.
wizard-check-agreement = Services agreement
wizard-check-agreement-read = Read the services agreement
wizard-check-agreement-accept = I accept the services agreement (version { $version })
wizard-check-agreement-changed = The services agreement has a newer version, { $version }. Read it, and accept it to submit.
wizard-check-submit = Submit request
wizard-check-no-contract = Choose how to pay before you submit.
wizard-check-last-used = The last incident on this contract was used while you were writing. Select another way to pay – your text is saved.
wizard-check-expired = The contract expired at midnight. Select another way to pay – your text is saved.
wizard-check-no-longer-usable = The contract can no longer be used for this request. Select another way to pay – your text is saved.
wizard-check-choose-contract = Select another way to pay
wizard-agreement-title = Services agreement, version { $version }
wizard-agreement-from = In force since { $date }

## Submitted

wizard-submitted-title = Request submitted
wizard-submitted-text = { $number } is submitted. An engineer answers by { $moment }.
wizard-submitted-text-program = { $number } is submitted. The service centre answers by { $moment }.
wizard-submitted-number = Request number
wizard-submitted-severity = Severity
wizard-submitted-first-answer = First answer at the latest
wizard-submitted-counted-business = Counted in business hours: { $hours } from { $moment }
wizard-submitted-counted-clock = Counted around the clock: { $hours } from { $moment }
wizard-submitted-calendar = Business hours of { $calendar }
wizard-submitted-contract = Contract
wizard-submitted-entry = Entry in the statement
wizard-submitted-entry-number = No. { $number }
wizard-submitted-balance = Balance
wizard-submitted-balance-change = { $before } → { $after } incidents
wizard-submitted-copy-sent = We sent a copy to { $email }
wizard-submitted-next = What happens next
wizard-submitted-next-answer = An engineer reads your description and gets in touch.
wizard-submitted-next-answer-advisory = An engineer reads your goal and sends you an estimate to approve, or asks.
wizard-submitted-next-answer-program = The service centre reads your case and gets in touch.
wizard-submitted-next-follow = You follow the request here and get an e-mail when there is something new.
wizard-submitted-next-add = You can add information and files at any time.
wizard-submitted-show = Show the request
wizard-submitted-another = Create another
wizard-submitted-calendar-add = Add to calendar
wizard-submitted-calendar-event = First answer in { $number }
