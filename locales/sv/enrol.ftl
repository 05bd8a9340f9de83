# Att lägga upp en organisation.

enrol-title = Ny organisation
enrol-lead = En partner känns igen på sitt partner-ID. Lämna ID:t tomt för en kund.
enrol-name = Organisationens namn
enrol-name-missing = Ange organisationens namn.
enrol-partner-id-hint = 4 till 20 siffror. Det kan inte ändras senare.
enrol-partner-id-wrong = Ett partner-ID består av 4 till 20 siffror och inget annat.
enrol-location = Huvudkontorets namn
enrol-location-missing = Ange vad huvudkontoret heter, till exempel orten.
enrol-email-hint = ID:n skickas till den här adressen.
enrol-button = Skapa organisation
enrol-done = Organisationen är registrerad. Registrera nu dess medlemskap.
