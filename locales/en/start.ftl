### The start page.

start-title = Get help from a support engineer
start-text = Get help from a support engineer, any hour of the day.
start-request = Start a request
start-request-text = Describe the problem, choose a contract and see at once when the first answer comes.
start-benefits-text = What you have left, when it ends, and what goes on.
start-contracts = My contracts
start-contracts-text = Balance, end date and statement for the contracts that are linked to your account.
start-ids = Have you got an Access ID?
start-ids-text = The Access ID and the Contract ID came in the e-mail that said your support contract was active.
start-ids-link = How to get your IDs
start-portals = Where to create the request
start-portals-caption = Which portal to use for which product
start-portal-products = Products
start-portal-where = Create the request in
start-portal-ids = ID pair
start-portal-here = Here
start-portal-on-premises = On-premises products
start-portal-ids-needed = Needed, unless you buy a single incident
start-portal-ids-linked = Linked beforehand as a benefit
start-portal-ids-none = Not used
start-open-requests = Your open requests
start-all-requests = All my requests
start-drafts = Your drafts
start-draft-until = Kept until { $date }
start-draft-untitled = Request without a title
