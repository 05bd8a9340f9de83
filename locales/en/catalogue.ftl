### The catalogue and its administration.

## The first page of the administration

catalogue-door-products = Products, versions and when their support ends.
catalogue-door-plans = What contracts are made from: quantity, length, coverage, warnings, price.
catalogue-door-severities = Names, and minutes to the first answer.
catalogue-door-calendars = Opening hours and holidays of the support sites.
catalogue-door-regions = Countries, their calendar, and who may be sent lost IDs.
catalogue-door-programme = What a membership brings, level by level.
catalogue-door-articles = Self-help: what is shown before a request is submitted.
catalogue-door-agreement = The versions of the services agreement.
catalogue-door-files = Every file of the catalogue as text.
catalogue-door-versions = Who changed what in the catalogue, when and why.

## Lists

catalogue-products-title = Products
catalogue-products-lead = What support can be asked about. A date that is changed here moves who is covered from that day.
catalogue-plans-title = Support plans
catalogue-plans-lead = Contracts keep the version of the plan that they were made from.
catalogue-calendars-title = Calendars
catalogue-calendars-lead = Business hours are counted by the calendar of the contract’s region.
catalogue-regions-title = Regions
catalogue-regions-lead = A contract’s region follows from its owner’s country.
catalogue-programme-title = Partner programme
catalogue-programme-lead = The plans that a membership brings, and the competencies that a location can earn.
catalogue-severities-title = Severities
catalogue-severities-lead = The time to the first answer, unless a support plan promises another. Severity A counts every hour.
catalogue-files-title = Files of the catalogue
catalogue-files-lead = What has no form of its own is changed here. The whole is checked before anything is kept.
catalogue-versions-title = Versions
catalogue-versions-lead = Each change of the catalogue is a version. Requests keep the one that they were decided by.
catalogue-articles-title = Articles
catalogue-articles-lead = What people read before they submit a request.
catalogue-articles-none = There is no article about that product.
catalogue-agreement-title = Services agreement
catalogue-agreement-lead = Whoever submits a request accepts the version that applies that day.
catalogue-product = Product
catalogue-plan = Support plan
catalogue-region = Region
catalogue-calendar = Calendar
catalogue-file = File
catalogue-version = Version
catalogue-article = Article
catalogue-language = Language
catalogue-changed-at = Changed
catalogue-when = When
catalogue-by = By
catalogue-from = Applies from
catalogue-versions-column = Versions
catalogue-versions-of =
    { $count ->
        [one] { $newest }
       *[other] { $count }, newest { $newest }
    }
catalogue-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
catalogue-unlimited = Unlimited
catalogue-free = Free
catalogue-last-holiday = Last holiday
catalogue-level = Level
catalogue-level-core = Core benefits
catalogue-level-advisory = Advice
catalogue-level-cloud = Cloud support
catalogue-level-cloud-plans = { $counted }; with a cloud competency { $unlimited }
catalogue-level-toolkit = Toolkit of a location
catalogue-levels = Levels
catalogue-competency = Competency
catalogue-competencies = Competencies
catalogue-competency-cloud = For the cloud
catalogue-competency-use = Internal use
catalogue-yes = Yes
catalogue-no = No
catalogue-all = All products
catalogue-show = Show

## Forms

catalogue-basics = Basics
catalogue-name-en = Name in English
catalogue-name-sv = Name in Swedish
catalogue-key = Key
catalogue-key-hint = Small letters, digits, hyphens and dots. It cannot be changed later.
catalogue-aliases = Other names
catalogue-aliases-hint = What people search for, with commas between.
catalogue-family = Family
catalogue-delivery = Runs
catalogue-deliveries = Covers products that run
catalogue-on-premises = On premises
catalogue-cloud = In the cloud
catalogue-portal = Portal
catalogue-portal-hint = Where requests about a cloud product are made.
catalogue-none = None
catalogue-asks-use = Ask how the product is used
catalogue-version-new = Add a version
catalogue-version-new-hint = Leave these empty to add none.
catalogue-released = Released
catalogue-mainstream-end = Last day of mainstream support
catalogue-extended-end = Last day of extended support
catalogue-plan-versions = A change makes a new version of the plan. Contracts that are there keep theirs.
catalogue-terms = Terms
catalogue-answers = Response times
catalogue-coverage = Coverage
catalogue-warnings = Warnings
catalogue-warnings-hint = Numbers with commas between. Where nothing is said, the usual levels hold.
catalogue-price = Price
catalogue-price-hint = A plan with a price can be bought. Without tax.
catalogue-programme = Programme
catalogue-programme-hint = As it stands in the label of the cloud area, without dashes.
catalogue-unit = Counts in
catalogue-unit-incident = Incidents
catalogue-unit-minute = Minutes of advice
catalogue-quantity = Quantity
catalogue-quantity-hint = A number, or the word unlimited or free.
catalogue-term = Length
catalogue-term-hint = P1Y is a year, P90D ninety days, P1Y30D both.
catalogue-redeem = To be activated within
catalogue-redeem-hint = Written like the length.
catalogue-charge = A unit is drawn
catalogue-charge-submit = when the request is submitted
catalogue-charge-accept = when an engineer accepts it
catalogue-charge-resolve = when it is solved
catalogue-grace = Days of grace
catalogue-grace-hint = What is given back after the end can be used for so many days.
catalogue-reopen = Days to reopen
catalogue-waiting = Days before a request without an answer closes
catalogue-severities = Severities that can be chosen
catalogue-minutes = Minutes to the first answer
catalogue-minutes-a = Minutes to the first answer, A
catalogue-minutes-b = Minutes to the first answer, B
catalogue-minutes-c = Minutes to the first answer, C
catalogue-minutes-own = Empty: as the severity says.
catalogue-families = Families
catalogue-products = Products
catalogue-families-hint = None chosen, of families and products alike: all.
catalogue-releases-behind = Releases behind the newest
catalogue-releases-behind-hint = 0 for the newest alone, 1 for the previous one too. Empty: all.
catalogue-production = Covers systems in production
catalogue-regions = Regions
catalogue-regions-hint = None chosen: all.
catalogue-warn-percent = Percent left
catalogue-warn-left = Units left
catalogue-warn-days = Days before the end
catalogue-amount = Amount
catalogue-currency = Currency
catalogue-currency-hint = Three capital letters, such as SEK.
catalogue-tax = Tax in percent
catalogue-zone = Time zone
catalogue-zone-hint = For example Europe/Stockholm.
catalogue-hours = Opening hours
catalogue-hours-hint = For example 08:00-12:00, 13:00-17:00. Empty: closed.
catalogue-monday = Monday
catalogue-tuesday = Tuesday
catalogue-wednesday = Wednesday
catalogue-thursday = Thursday
catalogue-friday = Friday
catalogue-saturday = Saturday
catalogue-sunday = Sunday
catalogue-holidays = Holidays
catalogue-holidays-gone = Remove these holidays
catalogue-holiday = { $day } – { $name }
catalogue-holiday-new = Add a holiday
catalogue-holiday-day = Day
catalogue-due-now = A request of severity { $severity } made now, handled in business hours, would be due { $due }.
catalogue-ids = Lost IDs are sent to
catalogue-ids-contacts = Every contact in the same country
catalogue-ids-primary = The primary program contact only
catalogue-countries = Countries
catalogue-countries-hint = Codes of two capital letters, with commas between.
catalogue-text = Text
catalogue-text-hint = Comments and order are kept as they are written.
catalogue-text-en = Text in English
catalogue-text-sv = Text in Swedish
catalogue-file-change = Change as text
catalogue-file-path = Path of a file
catalogue-file-path-hint = A new one too, such as products/new-product.toml.
catalogue-file-open = Open
catalogue-file-new = There is no such file. What you write becomes a new one.
catalogue-file-remove = Remove the file
catalogue-download = Download
catalogue-upload = Take the text from a file
catalogue-upload-file = File on your computer
catalogue-upload-missing = Choose a text file in UTF-8
catalogue-agreement-new = Publish a new version
catalogue-agreement-name-hint = For example 2027-1.
catalogue-agreement-there = That version is published already
catalogue-agreement-past = Enter today or a later day
catalogue-article-new = Add an article
catalogue-article-product-hint = Choose a product to add an article about it.
catalogue-article-key-hint = The same in every language. It stands in the article’s address.
catalogue-article-title = Title
catalogue-article-summary = Summary
catalogue-article-text-hint = Markdown.
catalogue-article-changes = What was changed here
catalogue-article-changes-hint = The text comes from elsewhere, and its licence asks for this.
catalogue-article-remove-title = Remove the article
catalogue-article-remove = Remove
catalogue-article-written = The article is saved.
catalogue-article-removed = The article is removed.
catalogue-about = Category

## New things, and what is changed as a whole

catalogue-product-new = Add a product
catalogue-plan-new = Add a support plan
catalogue-calendar-new = Add a calendar
catalogue-region-new = Add a region
catalogue-families-lead = What products are listed under, in the order that they are shown in.
catalogue-family-new = Add a family
catalogue-portals = Portals
catalogue-portals-lead = Where requests about cloud products are made. A portal without an address is the cloud area here.
catalogue-portal-new = Add a portal
catalogue-portal-address = Address
catalogue-portal-address-hint = Begins with https://. Empty: the cloud area here.
catalogue-portal-uses-ids = Takes ID pairs
catalogue-portal-by-delegation = Partners make requests by delegated administration
catalogue-portal-free-offer = Terms of requests that draw no unit
catalogue-portal-free-offer-hint = One of the plans that cost nothing.
catalogue-portal-sign-in-en = Which sign-in is needed, in English
catalogue-portal-sign-in-sv = Which sign-in is needed, in Swedish
catalogue-portal-rights-en = What a partner needs, in English
catalogue-portal-rights-sv = What a partner needs, in Swedish
catalogue-problem-types = Problem types
catalogue-problem-types-of = Problem types of { $product }
catalogue-problem-types-lead = What people choose among before they describe a problem. Keys stay as they are: requests and articles name them.
catalogue-problem-types-lent = This product has the problem types of another one. Change them there.
catalogue-problem-type-new = Add a problem type
catalogue-problem-type-new-hint = With its first category. Leave these empty to add none.
catalogue-problem-type-first = The first problem type, with its first category. More can be added later.
catalogue-category-hint = The last three fields add a category. Leave them empty to add none.
catalogue-category-en = Category in English
catalogue-category-sv = Category in Swedish
catalogue-category-key = Key of the new category
catalogue-category-new-en = New category in English
catalogue-category-new-sv = New category in Swedish
catalogue-programme-change = Change the programme
catalogue-programme-order = Levels stand highest first.
catalogue-programme-later = What is changed here holds for memberships that are recorded or renewed from then on. Contracts that are there stay as they are.
catalogue-programme-cloud = Unlimited cloud support that any partner can buy
catalogue-level-new = Add a level
catalogue-level-cloud-competency = Cloud support with a cloud competency
catalogue-level-cloud-hint = Both kinds of cloud support, or neither.
catalogue-level-activation = Days to activate after a renewal
catalogue-level-activation-hint = Empty: the partner asks for it.
catalogue-level-program-support = Has program support
catalogue-competency-new = Add a competency
catalogue-competency-use-en = Internal use, in English
catalogue-competency-use-sv = Internal use, in Swedish
catalogue-read-count = Read in 90 days
catalogue-helped = Helped
catalogue-helped-share = { $count } ({ $share })

## What is wrong

catalogue-missing = Fill this in
catalogue-choose = Choose one
catalogue-day-form = Enter a day as YYYY-MM-DD
catalogue-number-form = Enter a whole number
catalogue-hundredths-form = Enter an amount such as 4990.00
catalogue-levels-form = Enter whole numbers with commas between
catalogue-key-form = Use 1 to 64 small letters, digits, hyphens and dots
catalogue-before-release = This is before the release
catalogue-before-version = This is before the release of the version above it
catalogue-mainstream-missing = Extended support needs an end of mainstream support before it
catalogue-after-mainstream = This is not after the end of mainstream support
catalogue-unknown = There is no such thing in the catalogue
catalogue-twice = This stands twice
catalogue-portal-missing = A cloud product needs a portal
catalogue-portal-cloud-only = Only a cloud product has a portal
catalogue-hours-form = Enter hours such as 08:00-17:00
catalogue-hours-none = It is open on no day
catalogue-mistake = This cannot be used here
catalogue-mistakes =
    { $count ->
        [one] { $count } mistake in the catalogue as it would be
       *[other] { $count } mistakes in the catalogue as it would be
    }
catalogue-mistakes-title = This keeps the catalogue from holding together
catalogue-place = { $file }, line { $line }, column { $column }
catalogue-mistake-at = { $place }: { $sentence }
catalogue-mistake-of = { $field }: { $sentence }
catalogue-longer = This is longer than { $most } characters
catalogue-none-of = Write one of { $words }
catalogue-whole-from-to = Write a whole number from { $least } to { $most }
catalogue-region-taken = That country belongs to another region already
catalogue-date-form = Write a date such as 2026-10-13, without quotes
catalogue-text-form = Write a text between quotes
catalogue-digits-form = Write digits between quotes
catalogue-list-form = Write a list between square brackets
catalogue-table-form = Write fields with their values here
catalogue-yes-form = Write true or false
catalogue-https-form = Write an address that begins with https://
catalogue-country-form = Write country codes of two capital letters, such as SE
catalogue-field-unknown = There is no such field here
catalogue-file-unknown = The catalogue has no such file
catalogue-severities-form = There must be A, B and C, in that order
catalogue-lender-form = That product has no problem types of its own
catalogue-lent-twice = A product with problem types of its own cannot take those of another
catalogue-dash-form = Write it without a dash, which separates the parts of a label
catalogue-file-name-form = This and the path of the file do not go together
catalogue-source-missing = A text from elsewhere needs this
catalogue-front-matter-form = The file must begin with fields between lines of +++
catalogue-front-matter-alone = There must be a text after the fields at the beginning
catalogue-agreement-apart = Both languages of a version must apply from the same day
catalogue-agreement-alone = A version of the agreement must be there in both languages
catalogue-agreement-missing = There must be a version of the services agreement
catalogue-articles-lost = There are articles about something that would no longer be there
catalogue-toml-form = The text cannot be read as TOML from here on
catalogue-unit-other = That plan counts in something else

## Before and after

catalogue-preview = Preview the change
catalogue-preview-title = What would change
catalogue-preview-lead = Nothing is changed yet.
catalogue-nothing = Nothing would change.
catalogue-kept = Requests that were decided before stay as they were decided.
catalogue-reason = Reason
catalogue-reason-hint = It stands in the history and in the audit log.
catalogue-confirm = Make the change
catalogue-changed = The change is in force.
catalogue-step-up = Show your passkey in another tab. Then come back and press the button again: nothing you typed is lost.
catalogue-step-up-link = Show the passkey (opens a new tab)
catalogue-line-gone = Removed:
catalogue-line-new = Added:
catalogue-what = What
catalogue-before = Before
catalogue-after = After
catalogue-effect-offers = Support plans for new contracts
catalogue-effect-moved = Products and versions that are covered differently
catalogue-effect-dues = When a request made now, handled in business hours, would be due
catalogue-due-of = { $calendar }, severity { $severity }
catalogue-offer-new = New
catalogue-offer-version = Version { $version }
catalogue-offer-withdrawn = No longer offered
catalogue-offered = Offered
catalogue-not-there = Not there
catalogue-stage-unreleased = Released on { $day }.
catalogue-stage-mainstream = Mainstream support.
catalogue-stage-extended = Extended support.
catalogue-stage-ended = Support has ended.
catalogue-mainstream-until = Mainstream until { $day }.
catalogue-extended-until = Extended until { $day }.
catalogue-behind =
    { $count ->
        [0] The current version.
        [one] The previous version.
       *[other] { $count } versions behind.
    }

## Versions

catalogue-version-number = Version { $version }
catalogue-first = Everything in the first version is new.
catalogue-loaded = Loaded from a folder
catalogue-somebody = An administrator
