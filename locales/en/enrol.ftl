# Taking an organisation into the house.

enrol-title = New organisation
enrol-lead = A partner is known by its partner ID. Leave the ID empty for a customer.
enrol-name = Name of the organisation
enrol-name-missing = Enter the name of the organisation.
enrol-partner-id-hint = 4 to 20 digits. Nobody can change it later.
enrol-partner-id-wrong = A partner ID has 4 to 20 digits, and nothing else.
enrol-location = Name of the head office
enrol-location-missing = Enter what the head office is called, such as its city.
enrol-email-hint = IDs are sent to this address.
enrol-button = Create organisation
enrol-done = The organisation is on file. Record its membership next.
