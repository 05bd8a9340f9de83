### Rådgivning: begäran, uppskattning och det som levereras.

## Begäran

advisory-new-title = Begär rådgivning
advisory-new-lead = För frågor om hur man gör och om utformning. Rådgivning betalas i timmar, aldrig i incidenter.
advisory-new-subject = Ämne
advisory-new-subject-hint = En rad som säger vad du vill ha råd om.
advisory-new-subject-missing = Ange ett ämne
advisory-new-product = Produkt
advisory-new-product-choose = Välj en produkt
advisory-new-product-missing = Välj produkten som rådgivningen gäller
advisory-new-goal = Mål
advisory-new-goal-hint = Vad du vill nå och vad du har i dag. Du kan använda Markdown. Skriv inte lösenord eller personuppgifter.
advisory-new-goal-missing = Beskriv vad du vill nå
advisory-new-from = Tidigaste dag
advisory-new-until = Senaste dag
advisory-new-day-form = Ange en dag, till exempel 2026-12-01
advisory-new-days-order = Den senaste dagen kommer före den tidigaste
advisory-new-least = Minst, i timmar
advisory-new-most = Högst, i timmar
advisory-new-hours-hint = Din egen gissning räcker: 2, 1,5 eller 1:30. Ett uppdrag är högst { $hours }.
advisory-new-hours-form = Ange timmar, till exempel 2, 1,5 eller 1:30
advisory-new-contract = Kontrakt med timmar
advisory-new-contract-missing = Välj ett kontrakt med timmar
advisory-new-no-ids = Organisationens timmar behöver inget Access-ID.
advisory-new-contact = Hur når vi dig?
advisory-new-continue = Fortsätt
advisory-none-title = Inget kontrakt med timmar
advisory-none-text = Rådgivning betalas från ett kontrakt med timmar. Koppla ett, eller be din organisation att koppla ditt konto till den.
advisory-none-link = Koppla ett kontrakt

## Kontroll

advisory-check-title = Kontrollera din begäran
advisory-check-reserved = Omkring { $hours } reserveras när du godkänner uppskattningen. Innan dess reserveras inget.
advisory-check-reserved-left = Du ber om upp till { $hours }, men bara { $left } är kvar på kontraktet. Mer än så kan inte reserveras när du godkänner uppskattningen. Innan dess reserveras inget.
advisory-check-asked = Uppskattad tid
advisory-check-days = Önskade dagar
advisory-check-send = Skicka begäran
advisory-check-change = Ändra

## Ett uppdrag

advisory-title = Rådgivningen
advisory-stage = Läge
advisory-stage-submitted = Väntar på en uppskattning
advisory-stage-scoped = Väntar på att uppskattningen godkänns
advisory-stage-approved = Godkänd
advisory-stage-delivered = Levereras
advisory-stage-closed = Stängd
advisory-asked = Begärt
advisory-range = { $from } till { $until }
advisory-day-from = Från { $date }
advisory-day-until = Till { $date }
advisory-estimate = Uppskattning
advisory-approved = Godkänt
advisory-delivered = Levererat
advisory-deliverable = Fortfarande godkänt
advisory-hours-left = Kvar på kontraktet
advisory-not-yet = Inte än
advisory-log = Levererad rådgivning
advisory-log-day = Dag
advisory-log-hours = Tid
advisory-log-who = Av
advisory-answer-title = Godkänner du uppskattningen?
advisory-answer-text = Teknikern uppskattar hela uppdraget till { $hours }. De reserveras på { $contract } när du godkänner, och det som inte används frigörs när ärendet stängs.
advisory-answer-too-few = Bara { $hours } kan reserveras på kontraktet, och uppskattningen är högre. Avböj den och skriv hur mycket ni kan gå med på, eller skaffa fler timmar först.
advisory-answer-raised = Du har tidigare godkänt { $hours }. De ersätts av den nya uppskattningen.
advisory-answer-approve = Godkänn och reservera { $hours }
advisory-answer-decline = Avböj
advisory-answer-words = Varför avböjer du?
advisory-approved-done = Uppskattningen är godkänd och timmarna är reserverade.
advisory-declined-done = Uppskattningen är avböjd. Inget reserveras för den.
advisory-withdraw-nothing = Inget är reserverat, så inget dras av.
advisory-withdraw-all = De reserverade timmarna frigörs.
advisory-withdraw-rest = { $hours } har levererats och är fortfarande avdragna. Resten frigörs.
advisory-withdrawn-done = Ärendet är återkallat.
advisory-closed = Stängt: { $reason }. { $used } använda.
advisory-closed-released = Stängt: { $reason }. { $used } använda, { $released } frigjorda.

## Tidslinje

advisory-event-estimated = { $name } uppskattade uppdraget till { $hours }
advisory-event-approved = { $name } godkände { $hours }. De är reserverade på { $contract }.
advisory-event-declined = { $name } avböjde uppskattningen på { $hours }
advisory-event-delivered = { $name } levererade { $hours } den { $date }
advisory-event-settled = { $used } drogs av från { $contract } och { $released } frigjordes.

## Vid handläggningen

advisory-desk-estimate = Skicka en uppskattning
advisory-desk-estimate-again = Skicka en ny uppskattning
advisory-desk-estimate-hours = Timmar för hela uppdraget
advisory-desk-estimate-words = Vad som ingår
advisory-desk-estimate-words-missing = Skriv vad uppskattningen innehåller
advisory-desk-estimate-send = Be om godkännande
advisory-desk-estimate-sent = Kunden har fått frågan om uppskattningen.
advisory-desk-deliver = Logga levererad rådgivning
advisory-desk-deliver-first = Kunden måste godkänna en uppskattning innan rådgivning levereras.
advisory-desk-deliver-hours = Timmar
advisory-desk-deliver-day = Dag
advisory-desk-deliver-day-future = Den dagen har inte kommit än
advisory-desk-deliver-words = Vad som gjordes
advisory-desk-deliver-words-missing = Skriv vad som gjordes
advisory-desk-deliver-save = Logga tiden
advisory-desk-delivered = Tiden är loggad.
advisory-close-charged = De levererade timmarna är fortfarande avdragna och resten frigörs.
advisory-close-given-back = Alla reserverade timmar frigörs.
advisory-close-lapsed = Kontraktet har gått ut. Timmarna registreras som frigjorda men kan inte användas.
advisory-close-nothing = Inga timmar är reserverade.
advisory-close-change = { $access }: { $before } → { $after }
advisory-close-none = { $access }: { $before }, oförändrat
