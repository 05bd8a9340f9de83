### Administration: taking files over.

## Start

import-title = Import
import-lead = First you see what would happen. Nothing is changed until you apply it.
import-new = Import a file
import-kind = What the file holds
import-kind-guess = What its headings tell
import-kind-contracts = Contracts with opening balances
import-kind-organisations = Organisations with locations
import-kind-contacts = Contacts of organisations
import-kind-taken = The file is taken for: { $kind }.
import-file = File
import-file-hint = CSV or Excel (.xlsx), at most { $size }. Excel files at most { $sheet }; save larger ones as CSV.
import-file-missing = Choose a file.
import-upload = Upload and continue
import-products = Products, plans, levels and calendars are not imported here. They are changed in the files of the catalogue.
import-template = Template
import-template-text = A file with the right headings. Give IDs as text, so that the spreadsheet keeps their zeros.
import-template-download = Download template
import-earlier = Earlier imports
import-earlier-empty = No file has been imported yet.
import-column-file = File
import-column-received = Received
import-column-state = Status
import-column-rows = Rows
import-rows = { $new } new, { $changed } changed, { $same } unchanged, { $errors } errors
import-secret = The file is kept encrypted. It is deleted when it has been applied, and after { $hours } hours at the latest.

## States

import-state-columns = Choose columns
import-state-checking = Being checked
import-state-checked = Checked
import-state-applying = Being applied
import-state-applied = Applied
import-state-undoing = Being undone
import-state-undone = Undone
import-state-failed = Not imported

## Columns

import-columns-title = Which column is which?
import-columns-lead = Guessed from the headings in the file. Change what is wrong.
import-read-as-tab = The file was read as { $encoding }, separator tab.
import-read-as = The file was read as { $encoding }, separator “{ $separator }”.
import-read-sheet = The file was read as an Excel workbook, first sheet. IDs are read as text.
import-encoding = Encoding
import-separator = Separator
import-separator-tab = Tab
import-separator-comma = Comma ,
import-separator-semicolon = Semicolon ;
import-read-again = Read again
import-column = Column { $number }: { $heading }
import-column-unnamed = Column { $number }
import-column-none = Not imported
import-column-twice = { $field } is chosen for two columns. Choose it for one.
import-column-needed = Choose a column for { $field }.
import-column-nobody = Choose a column for the owner’s e-mail or the organisation.
import-samples = The first rows of the file
import-zone = Time zone
import-zone-hint = First and last days are days of this zone.
import-country = Country
import-country-hint = For rows that name none. The region follows from it.
import-country-missing = Choose a country.
import-check = Check the file
import-dry-run-note = This is a dry run: nothing is changed.

## Fields

import-field-access-id = Access ID
import-field-contract-id = Contract ID
import-field-plan = Plan
import-field-owner-email = Owner e-mail
import-field-organisation = Organisation
import-field-country = Country
import-field-start = Start date
import-field-last-day = End date
import-field-left = Left
import-field-partner-id = Partner ID
import-field-location = Location
import-field-zone = Time zone
import-field-head-office = Head office
import-field-level = Level
import-field-renewal = Renewal date
import-field-contact-name = Name
import-field-email = E-mail
import-field-phone = Phone
import-field-language = Language
import-field-primary = Primary contact

## Progress

import-checking-title = The file is being checked
import-applying-title = The file is being applied
import-undoing-title = The import is being undone
import-progress-read = { $percent } read, { $rows } rows so far.
import-progress-done = { $done } of { $rows } rows.
import-progress-text = You can close this page; the work goes on. The page is loaded again by itself.
import-progress-reload = Load again

## Dry run

import-dry-run-title = Dry run
import-dry-run-lead = Nothing has been changed yet.
import-total-new = New
import-total-changed = Changed
import-total-same = Unchanged
import-total-errors = Errors
import-empty = The file has no rows under its headings.
import-nothing = Nothing in the file has to be done.
import-problems = Rows with errors
import-problem-row = Row
import-problem-field = Field
import-problem-value = Value
import-problem-message = Message
import-problems-more = More errors
import-problems-first = First errors
import-problems-download = Download the failing rows
import-reason = Reason
import-repair = Repair
import-repair-zeros =
    { $rows ->
        [one] Add the missing zeros in { $rows } row
       *[other] Add the missing zeros in { $rows } rows
    }
import-repair-keep = The IDs are right as they are
import-repair-serials =
    { $rows ->
        [one] Read the number in { $rows } row as a date
       *[other] Read the numbers in { $rows } rows as dates
    }
import-apply-title = Apply
import-apply-text = Contracts are created with their opening balances and become active. No letters are sent, and nothing is charged. Owners who have no sign-in yet get one.
import-apply-text-organisations = Organisations, locations and memberships are added. No letters are sent, and nothing is to be activated: contracts are imported by themselves.
import-apply-text-contacts = Contacts are put on file; whoever has signed in with such an address has its place. A primary contact takes the place of the one before. No letters are sent.
import-apply-all = All or nothing
import-apply-all-note = Nothing is imported while a row has errors.
import-apply-skip = Skip rows with errors
import-apply-skip-note =
    { $rows ->
        [one] { $rows } row is left out.
       *[other] { $rows } rows are left out.
    }
import-apply = Apply
import-change-columns = Change columns
import-gone-on = The import has gone on since this page was opened. Load the page again.
import-has-errors = Correct the rows with errors, or choose to skip them.

## Result

import-done = Imported: { $new } new, { $changed } changed, { $same } unchanged.
import-done-skipped =
    { $rows ->
        [one] { $rows } row with errors was left out.
       *[other] { $rows } rows with errors were left out.
    }
import-undo = Undo the import
import-undo-until = The import can be undone until { $until }, if nothing of it has been used. Its contracts are cancelled, and their IDs can be imported again.
import-undo-until-unused = The import can be undone until { $until }, if nothing of it has been used.
import-undo-over = The import can no longer be undone.
import-undo-used = The import was not undone: what row { $row } became has been used.
import-undone-title = The import is undone
import-undone-text = Its contracts are cancelled, and their IDs can be imported again.
import-undone-all = Nothing of it is left.
import-failed-title = The file was not imported
import-failed-nothing = Nothing of it has been imported.
import-failed-row = Row { $row }: { $message }
import-another = Import another file

## Unreadable files

import-unreadable-old-sheet = This is an Excel file in the old format (.xls). Save it as .xlsx or CSV.
import-unreadable-no-table = The file is neither CSV nor an Excel workbook.
import-unreadable-locked = The workbook is protected by a password. Save it without one.
import-unreadable-too-large = The workbook is too large when unpacked. Save it as CSV.
import-unreadable-row = A row of the file never ends: a quotation mark may be missing.
import-unreadable-rows = The file has more than { $most } rows. Divide it.
import-unreadable-columns = The file has more than { $most } columns.
import-unreadable-lost = The file is no longer here. Upload it again.

## Messages

import-message-missing = Nothing is given for { $field }.
import-message-id-characters = { $field } { $value } has characters other than digits.
import-message-id-length = { $field } has { $digits } digits; it should have 6 to 20.
import-message-zeros-access = Access ID { $value } has { $digits } digits. The spreadsheet may have removed a zero at the start.
import-message-zeros-contract = The Contract ID has { $digits } digits. The spreadsheet may have removed a zero at the start.
import-message-exponent = Scientific notation ({ $value }). Format the column as text and export again.
import-message-exponent-secret = Scientific notation. Format the column as text and export again.
import-message-rounded = The spreadsheet has rounded the last digits. Format the column as text and enter the ID again.
import-message-no-start = Start date { $value } is not a date.
import-message-no-last-day = End date { $value } is not a date.
import-message-no-date = { $field } { $value } is not a date.
import-message-date-ambiguous = { $field } { $value } can be two dates. Write it as 2026-11-30.
import-message-date-serial = { $field } { $value } is a number. The spreadsheet may have saved a date as a number.
import-message-no-number = { $field } { $value } is not a whole number.
import-message-too-many = { $field } { $value } is more than can be granted.
import-message-undecodable = { $field } has characters that cannot be read. Choose another encoding.
import-message-too-long = { $field } is too long.
import-message-plan-unknown = There is no plan called { $value }.
import-message-email = { $value } is not an e-mail address.
import-message-country-unknown = Country { $value } is not in any region. Use two letters, such as SE.
import-message-country-none = No country is given. Choose one for rows that name none.
import-message-region = The plan does not cover the country’s region.
import-message-ends-before-start = End date { $value } is before the start date.
import-message-ended = The contract has ended, so that { $value } left would lapse at once. Enter 0.
import-message-two-owners = Give an owner’s e-mail or an organisation, not both.
import-message-organisation = There is not exactly one organisation called { $value }.
import-message-duplicate = The same as row { $row }.
import-message-conflict = Says something else than row { $row } about the same { $field }.
import-message-belongs = Belongs to row { $row }, which has errors.
import-message-taken = Access ID { $value } belongs to a contract with another Contract ID.
import-message-plan-differs = The contract is here with another plan. An import does not change it.
import-message-start-differs = The contract is here with another start date. An import does not change it.
import-message-ends-earlier = The contract that is here ends later. An import takes no time away.
import-message-balance-differs = The contract is here with another balance. Change it on the contract’s page.
import-message-closed = The contract that is here was cancelled or replaced.
import-message-meanwhile = It has come here by another way since the file was checked.
import-message-no-answer = { $field } { $value } is neither yes nor no.
import-message-zone-unknown = There is no time zone called { $value }. Write it as Europe/Stockholm.
import-message-level-unknown = There is no level called { $value }.
import-message-level-elsewhere = A level belongs in the row of a partner’s head office.
import-message-phone = { $value } is not a telephone number with a country code. Write it as +46 8 123 456 78.
import-message-language-unknown = There is no language { $value } here. Write en or sv.
import-message-location-unknown = The organisation has no location called { $value }.
import-message-head-office-missing = { $value } is not here. The row of its head office has to come first.
import-message-head-office-differs = The organisation has another head office. An import does not change it.
import-message-name-differs = The organisation with that partner ID has another name.
import-message-location-differs = The location is here with another { $field }. An import does not change it.
import-message-membership-differs = The organisation has another membership in that year.
import-message-on-file-elsewhere = { $value } is on file at another location, or has only been invited or asked.
