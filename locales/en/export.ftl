### Administration: giving everything out.

export-title = Export
export-lead = Everything that is kept here, except Contract IDs and what proves who somebody is. Each download is in the audit log.
export-all = Tables
export-what = What
export-everything = Everything
export-format = Format
export-format-csv = CSV
export-format-json = JSON
export-format-xlsx = Excel (.xlsx)
export-format-missing = Choose a format.
export-what-missing = Choose what to export.
export-one-table = A CSV file holds one table. Choose a table, or JSON or Excel.
export-organisation-title = One organisation
export-organisation = Partner ID or key
export-organisation-hint = All that is kept about it, as JSON: places and people, contracts with their ledger, orders, requests with what was said.
export-organisation-missing = No organisation has that partner ID or key.
export-person = E-mail address
export-person-title = One person
export-person-hint = All that is kept about the person, as JSON: what they can download for themselves.
export-person-missing = Nobody has that address.
export-button = Download
export-table =
    { $name ->
        [organisations] Organisations
        [locations] Locations
        [contacts] Contacts
        [notes] Notes about organisations
        [memberships] Memberships
        [competencies] Competencies
        [additions] Signature Cloud Support, ASfP and toolkits
        [activations] Activations
        [activated] Contracts from activations
        [subscriptions] Subscriptions
        [roles_on_subscriptions] Roles on subscriptions
        [roles_that_wait] Roles that wait for an address
        [delegations] Delegated administration
        [people] People with a sign-in
        [roles] Roles of staff
        [identities] Connected identities
        [passkeys] Passkeys
        [sessions] Sessions
        [sign_ins] Sign-ins by mail
        [notices_turned_off] Notices turned off
        [reminders] Chosen reminders
        [statements] Monthly statements sent
        [calendar_addresses] Calendar addresses
        [drafts] Drafts
        [letters] Letters
        [audit] Audit log
        [contracts] Contracts
        [lots] Lots
        [ledger] Ledger
        [seals] Daily seals
        [sealed_contracts] Contracts in the seals
        [adjustments] Adjustments
        [links] Links
        [invitations] Invitations
        [warnings] Warnings sent
        [undelivered] Pairs not delivered
        [orders] Orders
        [payments] Payments and refunds
        [requests] Requests
        [messages] Conversations
        [requests_followed] Followers of requests
        [ratings] Ratings
        [splits] Splits of requests
        [files] Attachments
        [estimates] Estimates of advice
        [program_cases] Program cases
        [catalogue] Catalogue as its files
        [offers] Versions of offers
        [articles] Articles
        [article_reads] Reads of articles
        [deflections] Solved by an article
        [known_problems] Known problems
        [saved_replies] Saved replies
        [looks] Colours and logo chosen
        [logos] Logos
        [settings] Settings
        [jobs] Jobs
        [job_runs] Runs of jobs
        [imports] Imports
       *[other] { $name }
    }
