### Help, the accessibility statement and the status page.

help-title = Help
help-introduction = How support works here: the IDs, the incidents, the severities, and when you get an incident back.
help-contents = On this page

## How you get your IDs

help-ids = How you get your IDs
help-ids-what = Each support contract has an ID pair: an Access ID and a Contract ID. Together they show that you may use the contract. You enter them once; after that the contract is linked to your account.
help-ids-mail = The pair is sent by e-mail when the contract is activated. For an organisation it goes to the primary program contact, who can share it with colleagues.
help-ids-activation = Gold and silver contracts are normally activated within four weeks of renewal. Some contracts are activated when you ask for it.
help-ids-zeros = Zeros at the start are part of an ID. A spreadsheet may remove them, so copy the IDs from the e-mail.
help-ids-lost = If you cannot find the IDs, ask your primary program contact first. The service centre can send them again, but only to an address that is already on file.
help-ids-secret = Treat the Contract ID as a password. Share the IDs with people you trust, never your sign-in. The owner of a contract sees who has linked it and can stop one person or change the Contract ID.

## What an incident is

help-incident = What an incident is
help-incident-what = An incident is one support problem and the reasonable effort to solve it. A contract holds a number of incidents, like the clips on a clip card.
help-incident-deducted = Normally one incident is deducted when you submit a request. You see the balance before and after, and each deduction stands in the contract's statement.
help-incident-divided = If a problem turns out to be several, the engineer says so. You choose whether the second one is to be a request of its own, which uses a further incident.
help-incident-end = What is left when the contract ends lapses. A request that is submitted before then is handled to its end.
help-incident-cloud = A contract covers on-premises products, cloud products or both. What it covers is stated on the contract's page.

## What the severities mean

help-severity = What the severities mean
help-severity-choose = You choose the severity by how the problem affects your business. It decides when you get the first answer.
help-severity-caption = Severities and response times
help-severity-column-meaning = What it means
help-severity-column-answer = First answer
help-severity-a = The business stands still or loses a great deal, and there is no way around the problem. Somebody with you must be reachable at all hours.
help-severity-b = Work goes on but is clearly harder: something important is slow, or fails now and then.
help-severity-c = A minor disturbance, or a question. Work goes on as usual.
help-severity-a-answer = Within { $hours }, around the clock
help-severity-b-answer = Within { $hours } of business time, or around the clock if you choose that
help-severity-contract = These are the usual times. Your contract may have others, and may not offer every severity; the request shows what holds for it.
help-severity-first-answer = The response time runs from when you submit until an engineer has been in touch and begun to work. It pauses while we wait for you.
help-severity-change = You can change the severity yourself until an engineer has taken the request. After that, ask the engineer.

## When you get an incident back

help-credit = When you get an incident back
help-credit-what = When a request is closed without deduction the incident is given back at once, without your asking. You get an e-mail, and the statement shows it. That happens when:
help-credit-fault = the cause was a fault in the product, unless the product was in extended support when you submitted the request
help-credit-duplicate = the request was a duplicate of another one
help-credit-withdrawn = you withdrew the request before work on it had begun
help-credit-courtesy = we decide so as a courtesy.
help-credit-not = No incident is given back when the problem is solved, by us or by you, when you withdraw the request after work has begun, when we get no answer, or when the problem could not be solved.
help-credit-dispute = If you think a deduction is wrong you can dispute it on the request's page while it can still be reopened. A supervisor decides.
help-credit-expired = If the contract has ended since, the incident is recorded as given back, but it cannot be used unless the contract has days of grace left.

## Cloud support

help-cloud = Cloud support
help-cloud-where = Requests about cloud products that are served here are created under Help and support, where your subscriptions are.
help-cloud-role = You need the role Owner, Contributor or Support Request Contributor on the subscription. A partner needs delegated administration rights from the customer where the product asks for that.
help-cloud-link = For Azure the contract that pays has to be linked to your account first. Use Link existing benefits and enter both IDs; after that the contract is a support plan that you choose.
help-cloud-benefits = A partner with Signature Cloud Support has an ID pair of its own for cloud requests, beside the pair for on-premises products. With a cloud competency those requests are unlimited. Advanced Support for Partners is bought, and is unlimited as well.
help-cloud-charged = Only technical requests use an incident. Questions about billing, quota and the subscription use none.
help-cloud-without = No Access ID is needed for Office 365 and Dynamics CRM Online.

## After you have submitted

help-after = After you have submitted
help-after-answer = An engineer answers by the time that is stated in the request. You follow everything on the request's page, and get an e-mail when there is something new.
help-after-waiting =
    { $days ->
        [one] If we wait for your answer, we remind you. Without an answer the request is closed after { $days } day, and the incident stays deducted.
       *[other] If we wait for your answer, we remind you. Without an answer the request is closed after { $days } days, and the incident stays deducted.
    }
help-after-reopen =
    { $days ->
        [one] You can reopen a closed request within { $days } day. That costs nothing.
       *[other] You can reopen a closed request within { $days } days. That costs nothing.
    }

## Other kinds of help

help-other = Other ways to get help
help-other-articles = Self-help articles are free. You see those that fit your problem before you choose how to pay.
help-other-cloud = Requests about some cloud products are created in the vendor's own portal. You are told so when you choose the product.
help-other-home = If you use the product at home, professional support is not for you. You are shown the way to consumer help instead.
help-contact = Contact us
help-contact-text = Questions about IDs, activation and contracts are answered by the service centre: { $contact }

## The accessibility statement

help-accessibility-title = Accessibility
help-accessibility-goal = Everybody should be able to create and follow a request here. The pages follow the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.
help-accessibility-how = That means, among other things:
help-accessibility-keyboard = everything can be done with the keyboard, and you always see where you are
help-accessibility-scripts = every step works without JavaScript
help-accessibility-zoom = the text can be enlarged to 400% without scrolling sideways
help-accessibility-colour = colour is never the only signal, and the contrast is high in light and dark
help-accessibility-time = nothing is lost if you take a long time: drafts are saved at each step.
help-accessibility-gaps = Known gaps
help-accessibility-gap-files = Files that people attach to requests may not be accessible. Ask in the request for another form.
help-accessibility-gap-articles = Some self-help articles exist only in English. They are marked so.
help-accessibility-gap-passkeys = Signing in as staff with a passkey needs JavaScript.
help-accessibility-tested = How it was tested
help-accessibility-tested-text = Every page is checked automatically in a browser, in both themes and both languages, and the whole way to a submitted request is done with the keyboard alone. Last tested { $date }.
help-accessibility-tell = Tell us
help-accessibility-tell-text = If something does not work for you, tell us: { $contact }. We answer within five working days.

## The status page

help-status-title = Status
help-status-well = All services are working.
help-status-troubled =
    { $count ->
        [one] One service is not working as it should.
       *[other] { $count } services are not working as they should.
    }
help-status-since = Since { $time }
help-status-checked = Checked { $time }
help-status-working = Working
help-status-down = Not working
help-status-requests = Creating and following requests
help-status-files = Files
help-status-mail = E-mail
help-status-search = Searching for articles
help-status-sign-in = Signing in
help-status-mail-delayed = E-mail is delayed. It is sent as soon as the mail server answers; nothing is lost.
help-status-files-down = Files cannot be received right now. You can submit the request and add files later.
help-status-caption = Services and how they are working
help-status-service = Service
help-status-state = State
help-licences = Licences of others’ work in this portal
