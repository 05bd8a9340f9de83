### Programsupport: ärenden till det regionala servicecentret.

## Skapa ett ärende

program-new-title = Skapa programärende
program-new-lead = Programsupport är kostnadsfri. Ingen incident dras av.
program-new-topic = Vad gäller det?
program-new-topic-missing = Välj vad det gäller
program-title = { $topic }: { $words }
program-topic-missing-ids = ID:n saknas
program-topic-missing-ids-note = Access-ID eller kontrakts-ID har kommit bort. ID:n skickas bara till registrerade kontakter.
program-topic-activation = Aktivering
program-topic-activation-note = Ett kontrakt i ert medlemskap är inte aktivt än.
program-topic-additional-location = Ytterligare verksamhetsställe
program-topic-additional-location-note = Organisationen har ett verksamhetsställe som inte är registrerat.
program-topic-membership = Medlemskap
program-topic-membership-note = Medlemskapets nivå, förnyelse eller personer.
program-topic-other = Annat
program-topic-other-note = Allt annat som inte är en teknisk fråga.
program-new-location = För vilket verksamhetsställe?
program-new-location-choose = Välj ett verksamhetsställe
program-new-location-missing = Välj ett verksamhetsställe
program-new-contract = Kontrakt vars ID:n saknas
program-new-contract-unknown = Jag vet inte
program-new-site-name = Det nya verksamhetsställets namn
program-new-site-name-hint = Till exempel orten.
program-new-site-name-missing = Ange det nya verksamhetsställets namn
program-new-site-country = Land
program-new-site-country-choose = Välj ett land
program-new-subject = Ämne
program-new-words = Vad behöver du?
program-new-words-missing = Beskriv vad du behöver
program-new-send = Skapa ärendet
program-none-title = Ingen partnerorganisation
program-none-text = Programsupport är för partner med medlemskapet Guld, Silver eller Action Pack. Ditt konto hör inte till någon som har det.

## Ett ärende

program-fact-topic = Gäller
program-fact-organisation = Organisation
program-fact-location = Verksamhetsställe
program-fact-partner-id = Partner-ID
program-fact-region = Region
program-fact-site = Nytt verksamhetsställe
program-file = Vad ärendet behöver
program-add-location = Lägg till { $name } hos { $organisation }
program-add-location-done = Verksamhetsstället är tillagt, och kunden har fått besked.
program-location-on-file = { $organisation } har redan ett verksamhetsställe som heter { $name }.
program-show-partner = Visa partnern
program-send-ids = Skicka ID:na till
program-send-ids-button = Skicka ID:na
program-send-ids-choose = Välj en registrerad kontakt
program-send-ids-missing = Välj en registrerad kontakt
program-send-ids-unknown = Ärendet nämner inget kontrakt. Fråga kunden vilket det gäller.
program-ids-sent = ID:na är skickade, och kunden har fått besked.
program-activate = Aktivera för { $location }: { $level }
program-activated = Kontrakten är aktiverade, ID:na är skickade och kunden har fått besked.
program-activate-none = Inget väntar på att aktiveras för det här verksamhetsstället.
program-done-ids-sent = Servicecentret har skickat ID:na till { $to }.
program-done-activated = Servicecentret har aktiverat { $plans } och skickat ID:na till { $to }.
program-done-location-added = Servicecentret har lagt till verksamhetsstället { $name }.

## Servicecentrets kö

program-queue-title = Programärenden
program-queue-topics = Ämnen
program-queue-all = Alla ämnen
program-queue-region = Region
program-queue-region-all = Alla regioner
program-queue-caption = Programärenden efter tid som är kvar
program-queue-case = Ärende
program-queue-officer = Handläggare
program-queue-nobody = Ingen än
