### Administration of the house: people, mail, jobs, the audit log, settings and the first run.

## Roles

administration-role-engineer = support engineer
administration-role-supervisor = supervisor
administration-role-service-centre = service-centre officer
administration-role-administrator = administrator

## Letters

administration-letter-staff-invited-subject = You are invited to work in { $app }
administration-letter-staff-invited-text = { $name } has given you the role { $role } in { $app }. Sign in with this e-mail address.
administration-letter-role-given-subject = You have the role { $role } in { $app }
administration-letter-role-given-text = { $name } has given you the role { $role }. You were signed out: sign in again to use it.
administration-letter-role-taken-subject = You no longer have the role { $role } in { $app }
administration-letter-role-taken-text = { $name } has taken the role { $role } away from you. You were signed out.
administration-letter-account-disabled-subject = Your account in { $app } is deactivated
administration-letter-account-disabled-text = { $name } has deactivated your account. You were signed out, and cannot sign in any more. If this is a mistake, ask an administrator.
administration-letter-account-enabled-subject = Your account in { $app } is active again
administration-letter-account-enabled-text = { $name } has activated your account again.
administration-letter-standing-passkey = Staff roles work only with a passkey. If you have none, you are asked to make one.
administration-letter-sample-subject = A test from { $app }
administration-letter-sample-text = This letter shows that { $app } can send e-mail.

## The first page

administration-health = Health
administration-version = Version { $version }
administration-works = Works
administration-broken = Does not work
administration-health-files = Files
administration-health-search = Search
administration-health-mail = { $waiting } waiting, { $failed } failed
administration-sealed = Ledger sealed
administration-checklist = First things first
administration-checklist-server = Name a mail server in the settings of the program, and start it again.
administration-checklist-mail = Send a test letter to yourself
administration-checklist-import = Import contracts
administration-checklist-people = Invite the staff
administration-group-data = In and out
administration-group-catalogue = What is offered
administration-group-house = Staff and operation

## People

administration-people-region = Works for the region
administration-people-assign = Works for the region chosen below
administration-people-title = People
administration-people-lead = Who works here, and with which role.
administration-people-invite = Invite somebody
administration-people-invite-lead = They get a letter, and make a passkey when they sign in.
administration-people-invite-button = Send the invitation
administration-people-invited = The invitation is sent.
administration-people-search = Name or e-mail address
administration-people-role = Role
administration-people-role-missing = Select a role
administration-people-none = Nobody matches.
administration-people-name = Name
administration-people-email = E-mail address
administration-people-roles = Roles
administration-people-no-role = None
administration-people-passkey = Passkey
administration-people-passkey-yes = Yes
administration-people-passkey-no = None yet
administration-people-seen = Last here
administration-people-never = Never
administration-people-access = Account
administration-people-disabled = Deactivated
administration-people-what = What is to change?
administration-people-what-missing = Select what is to change
administration-people-give = Give the role { $role }
administration-people-take = Take the role { $role } away
administration-people-disable = Deactivate the account: nobody can sign in with it
administration-people-enable = Activate the account again
administration-people-reason-hint = It is kept in the audit log.
administration-people-told = The person gets a letter, and is signed out everywhere.
administration-people-apply = Make the change
administration-people-changed = The change is made.

## Audit log

administration-audit-title = Audit log
administration-audit-lead = Who did what, when, from where, and what it was before.
administration-audit-when = When
administration-audit-actor = By
administration-audit-deed = What
administration-audit-object = To what
administration-audit-change = Before → after
administration-audit-before-after = { $before } → { $after }
administration-audit-network = From
administration-audit-from = From day
administration-audit-until = To day
administration-audit-none = Nothing in the log matches.
administration-audit-newest = Go to the newest lines
administration-audit-export = Download as CSV

## Mail

administration-mail-title = Mail
administration-mail-lead = Letters that wait or could not be sent.
administration-mail-waiting = Waiting
administration-mail-failed = Failed
administration-mail-none = No letters here.
administration-mail-kind = Letter
administration-mail-to = To
administration-mail-posted = Written
administration-mail-tries = Tries
administration-mail-next = Next try
administration-mail-given-up = Given up
administration-mail-retry = Retry
administration-mail-retry-what = Retry the letter to { $email }
administration-mail-retry-all = Retry all
administration-mail-retry-all-text = Everything that failed in the last { $days } days, and what waits after a try that failed, is tried again now.
administration-mail-retried = Tried again in a moment.
administration-mail-settings = Settings
administration-mail-test = Send a test letter to me
administration-mail-tested = The test letter is on its way to you.

## Jobs

administration-jobs-title = Jobs
administration-jobs-lead = What happens by itself.
administration-jobs-job = Job
administration-jobs-every =
    { $minutes ->
        [one] Every minute
        [60] Every hour
       *[other] Every { $minutes } minutes
    }
administration-jobs-last = Last run
administration-jobs-took = { $milliseconds } ms
administration-jobs-never = Not yet
administration-jobs-result = Result
administration-jobs-done = Done
administration-jobs-failed = Failed
administration-jobs-next = Next run
administration-jobs-late = Late
administration-jobs-run = Run now
administration-jobs-run-what = Run now: { $name }
administration-jobs-started = The job is started. Load the page again to see how it went.
administration-job-expiry = Units that lapse
administration-job-waiting = Questions without an answer
administration-job-partners = Memberships and activations
administration-job-seal = Sealing the ledger
administration-job-warnings = Warnings about balances
administration-job-orders = Paid orders
administration-job-all-warnings = Warnings about all contracts
administration-job-statements = Monthly statements
administration-job-drafts = Drafts that end
administration-job-submissions = Receipts of submissions
administration-job-sessions = Sessions and sign-ins that ended
administration-job-imported-files = Imported files
administration-job-files = Removed files

## Letters

administration-templates-title = Letters
administration-templates-lead = Every letter as it reads, in each language.
administration-templates-invented = The names and numbers are invented.
administration-templates-test = Send a test to me

## Settings

administration-settings-title = Settings
administration-settings-lead = Changes apply at once, and are kept in the audit log.
administration-settings-saved = The settings are saved.
administration-settings-name = Name of the organisation
administration-settings-name-hint = It stands on every page and in every letter. Leave it empty to use the name from the program’s settings.
administration-settings-name-wrong = Enter a name of at most { $most } characters
administration-settings-contact = Contact address
administration-settings-contact-hint = People turn to it, and their answers to letters go to it.
administration-settings-sender = Sender address
administration-settings-sender-hint = Letters are from this address. The mail server has to allow it.
administration-settings-zone = Time zone
administration-settings-zone-hint = For people who have not chosen one.
administration-settings-drafts = Days that drafts are kept
administration-settings-drafts-hint = { $least } to { $most } days after the last change.
administration-settings-days-wrong = Enter a number of days from { $least } to { $most }
administration-settings-units = Incidents that one person may adjust
administration-settings-units-hint = A larger adjustment of a contract needs a second person.
administration-settings-minutes = Minutes that one person may adjust
administration-settings-minutes-hint = The same for contracts of advisory hours. 600 minutes are 10 hours.
administration-settings-figure-wrong = Enter a whole number from 0 to { $most }
administration-settings-operator = Settings of the program
administration-settings-operator-note = Changed in its file or environment; they apply when it is started again.
administration-settings-setting = Setting
administration-settings-value = Value
administration-settings-source = From
administration-settings-secret = Set, not shown
administration-settings-unset = Not set
administration-settings-file = File
administration-settings-environment = Environment
administration-settings-default = Default

## The first run

administration-setup-title = Set up
administration-setup-lead = Nobody administers this portal yet. Whoever can read the log of the server can.
administration-setup-code = Code
administration-setup-code-hint = It is in the log that the program wrote when it started.
administration-setup-code-wrong = Enter the code from the server’s log. Each start of the program writes a new one, which works for 24 hours.
administration-setup-language = Your language
administration-setup-email = Your e-mail address
administration-setup-email-hint = You become the administrator, and sign in with it.
administration-setup-person = Your name
administration-setup-examples = What to begin with
administration-setup-examples-nothing = Nothing
administration-setup-examples-nothing-hint = Products, plans and everything else are entered or imported.
administration-setup-examples-catalogue = The example catalogue
administration-setup-examples-catalogue-hint = Products, support plans, calendars, regions and articles, to be changed as you need them.
administration-setup-examples-world = The example world
administration-setup-examples-world-hint = The example catalogue with invented people, contracts and requests, to try everything. Not for real use: it cannot be taken out again.
administration-examples = Examples
administration-examples-half = Being loaded. Reload this page in a minute. If it stays so, the log of the server says why.
administration-examples-whole = The example world is loaded
administration-setup-next = Next you make a passkey. Then go to Administration: send a test letter, import contracts, and invite the staff.
administration-setup-button = Set up
