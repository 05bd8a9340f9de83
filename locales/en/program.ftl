### Program support: cases for the service centre of a region.

## Opening one

program-new-title = Create program support case
program-new-lead = Program support is free. No incident is used.
program-new-topic = What is it about?
program-new-topic-missing = Select what it is about
program-title = { $topic }: { $words }
program-topic-missing-ids = Missing IDs
program-topic-missing-ids-note = The Access ID or the Contract ID is lost. IDs are sent to contacts on file only.
program-topic-activation = Activation
program-topic-activation-note = A contract of your membership is not active yet.
program-topic-additional-location = Additional location
program-topic-additional-location-note = Your organisation has a location that is not on file.
program-topic-membership = Membership
program-topic-membership-note = The level, the renewal or the people of your membership.
program-topic-other = Other
program-topic-other-note = Anything else that is not a technical question.
program-new-location = For which location?
program-new-location-choose = Choose a location
program-new-location-missing = Select a location
program-new-contract = Contract whose IDs are missing
program-new-contract-unknown = I do not know
program-new-site-name = Name of the new location
program-new-site-name-hint = Such as its city.
program-new-site-name-missing = Enter the name of the new location
program-new-site-country = Country
program-new-site-country-choose = Choose a country
program-new-subject = Subject
program-new-words = What do you need?
program-new-words-missing = Say what you need
program-new-send = Create the case
program-none-title = No partner organisation
program-none-text = Program support is for partners with a Gold, Silver or Action Pack membership. Your account belongs to none that has it.

## One case

program-fact-topic = About
program-fact-organisation = Organisation
program-fact-location = Location
program-fact-partner-id = Partner ID
program-fact-region = Region
program-fact-site = New location
program-file = What the case needs
program-add-location = Add { $name } to { $organisation }
program-add-location-done = The location is added, and the customer is told.
program-location-on-file = { $organisation } has a location called { $name } on file.
program-show-partner = Show the partner
program-send-ids = Send the IDs to
program-send-ids-button = Send the IDs
program-send-ids-choose = Choose a contact on file
program-send-ids-missing = Select a contact on file
program-send-ids-unknown = The case names no contract. Ask the customer which one it is.
program-ids-sent = The IDs are sent, and the customer is told.
program-activate = Activate for { $location }: { $level }
program-activated = The contracts are activated, the IDs are sent, and the customer is told.
program-activate-none = Nothing waits to be activated for this location.
program-done-ids-sent = The service centre has sent the IDs to { $to }.
program-done-activated = The service centre has activated { $plans } and sent the IDs to { $to }.
program-done-location-added = The service centre has added the location { $name }.

## The queue of the service centre

program-queue-title = Program cases
program-queue-topics = Topics
program-queue-all = All topics
program-queue-region = Region
program-queue-region-all = All regions
program-queue-caption = Program support cases by time to due
program-queue-case = Case
program-queue-officer = Officer
program-queue-nobody = Nobody yet
