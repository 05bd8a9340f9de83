### The cloud area: subscriptions, linked benefits, and requests about cloud products.

cloud-title = Help and support
cloud-text = For Azure, Office 365 and other products in the cloud.
cloud-no-subscription = You have no role on any subscription. Sign in with the account that owns it, or ask the owner for a role.

## The tiles

cloud-link-title = Link existing benefits
cloud-link-tile = With an Access ID and a Contract ID. You do it once.
cloud-new-title = New support request
cloud-new-tile = About a subscription that you have a role on, or for a customer.
cloud-requests-title = Manage requests
cloud-requests-tile = What you have submitted, and what happens with it.
cloud-subscriptions-title = Subscriptions
cloud-subscriptions-tile = Their products, your role, and who else has one.

## Subscriptions and roles

cloud-subscriptions-caption = Subscriptions, by customer and name
cloud-subscription = Subscription
cloud-subscription-missing = Select a subscription
cloud-product = Product
cloud-customer = Customer
cloud-country = Country
cloud-my-role = My role
cloud-role = Role
cloud-role-owner = Owner
cloud-role-contributor = Contributor
cloud-role-support-request-contributor = Support Request Contributor
cloud-role-reader = Reader
cloud-role-delegated = Delegated administration
cloud-role-choose = Select a role
cloud-role-missing = Select a role
cloud-roles = Roles
cloud-roles-text = Owner, Contributor and Support Request Contributor create requests. Only an owner gives and removes roles.
cloud-roles-caption = Who has which role
cloud-person = Person
cloud-since = Since
cloud-role-give-title = Give a role
cloud-role-give = Give the role
cloud-role-email = E-mail address
cloud-role-email-hint = The address that the person signs in with. A role replaces the one the person has.
cloud-role-email-missing = Enter an e-mail address
cloud-role-given = The role is given, and we have written to the address. It holds once somebody signs in with that.
cloud-role-take = Remove
cloud-role-take-what = Remove the role of { $name }
cloud-delegations = Delegated administration rights
cloud-delegations-text = Partners that make requests for { $customer }.
cloud-delegations-none = No partner has delegated administration rights.
cloud-partner = Partner
cloud-partner-id = Partner ID
cloud-delegate-title = Delegate to a partner
cloud-delegate = Delegate
cloud-delegation-end = End
cloud-delegation-end-what = End the delegated administration rights of { $name }

## Link existing benefits

cloud-link-for = The plan can be used for { $subscriptions }.
cloud-link-no-subscription = You have no subscription yet that a plan can be used for.
cloud-link-on-premises-only = Cannot be used for cloud requests: { $plan } covers on-premises products only.
cloud-link-for-others = Link it for other requests
cloud-link-done = { $contract } is linked to your account and can be used for cloud requests.
cloud-link-done-for-others = { $contract } is linked to your account for on-premises products. It cannot be used for cloud requests.
cloud-go-on = Go on to the request

## A new request

cloud-hand-over = What you have written comes with you, and the draft is kept until { $date }.
cloud-customer-title = Who is the request for?
cloud-customer-hint = For a customer you need delegated administration rights.
cloud-customer-own = Subscriptions that I have a role on myself
cloud-customer-for = The request is for { $customer }.
cloud-customer-other = Choose who the request is for
cloud-issue = Issue type
cloud-issue-hint = Only technical requests use an incident.
cloud-stale = The draft was changed elsewhere and says now: { $issue }, { $subscription }. What you chose here is still marked. Continue to save it instead.
cloud-issue-missing = Select an issue type
cloud-issue-not-offered = { $product } has no requests of that type. Select another one.
cloud-issue-technical = Technical
cloud-issue-billing = Billing
cloud-issue-quota = Quota
cloud-issue-subscription = Subscription
cloud-service = Service
cloud-plan = Support plan
cloud-plans = My support plans
cloud-plan-none = No support plan of yours can be used for this request.
cloud-subscription-note = { $product } · { $role }
cloud-subscription-note-free = { $product } · { $role } · No Access ID is needed for { $product }.
cloud-check-free = This request uses no incident.
