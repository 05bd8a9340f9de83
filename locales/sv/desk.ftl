### Handläggarvyn: kö, ett ärende, stängning.

## Kö

desk-title = Kö
desk-views = Vyer
desk-view-unassigned = Ej tilldelade
desk-view-mine = Mina
desk-view-due-soon = Snart dags
desk-view-overdue = Försenade
desk-view-waiting = Väntar på kunden
desk-view-closed = Nyss stängda
desk-view-disputed = Bestridda
desk-view-all = Alla öppna
desk-caption = Ärenden efter tid till svar
desk-column-severity = Allvarlighetsgrad
desk-column-due = Ska besvaras senast
desk-column-request = Ärende
desk-column-customer = Kund
desk-column-product = Produkt
desk-column-assignee = Handläggare
desk-column-status = Status
desk-unassigned = Ej tilldelat
desk-you = Du
desk-unread = Nytt meddelande
desk-answered = Första svar har getts
desk-paused = Klockan står stilla
desk-empty = Inget att göra här just nu.
desk-empty-filter = Inga ärenden matchar filtret.
desk-new =
    { $count ->
        [one] { $count } nytt.
       *[other] { $count } nya.
    }
desk-new-show = Visa
desk-search = Sök bland ärenden

## Ett ärende

desk-back = Tillbaka till kön
desk-conversation = Konversation
desk-work = Handläggning
desk-customer = Kund
desk-take = Ta ärendet
desk-taken = Du har ärendet.
desk-reply = Svara
desk-reply-send = Skicka
desk-reply-send-and = Skicka och sätt till …
desk-reply-sent = Svaret är skickat.
desk-reply-first = Det här är första svaret: det stoppar klockan.
desk-reply-missing = Skriv ett svar eller bifoga en fil
desk-note = Intern anteckning
desk-note-save = Spara anteckningen
desk-note-saved = Anteckningen är sparad.
desk-note-mark = Intern – visas inte för kunden
desk-newer-message = Det har kommit ett nytt meddelande sedan du började.
desk-newer-send = Skicka ändå
desk-status = Status
desk-wait-question-missing = Skriv frågan som du vill ha svar på
desk-severity = Allvarlighetsgrad
desk-assignee = Handläggare
desk-first-answer = Första svar
desk-first-answer-due = Ska ges senast { $moment }
desk-first-answer-given = Gavs { $moment }
desk-pauses = Pauser: { $duration }
desk-clock-explained = Så har tiden räknats
desk-clock-calendar = Kalender
desk-contact = Kontakt
desk-local-time = Lokal tid där: { $time }
desk-organisation = Organisation
desk-contract = Kontrakt
desk-plan = Supportplan
desk-contract-left = Kvar
desk-contract-ends = Går ut
desk-recent = Senaste ärendena
desk-recent-none = Inga andra ärenden

## Stäng

desk-close = Stäng
desk-close-title = Stäng { $number }
desk-close-how = Hur avslutas det?
desk-close-with-deduction = Stäng med avdrag
desk-close-without-deduction = Stäng utan avdrag
desk-close-reason-missing = Välj en orsak
desk-close-words = Ord till kunden
desk-close-words-hint = Kommer med i mejlet om stängningen.
desk-close-words-missing = Skriv några ord till kunden
desk-close-effect-change = { $access }: { $before } → { $after } incidenter
desk-close-effect-none = { $access }: { $before } incidenter, oförändrat
desk-close-effect-unlimited = { $access }: obegränsat antal incidenter
desk-close-effect-given-back = Incidenten återförs.
desk-close-effect-charged = Incidenten är fortfarande avdragen.
desk-close-effect-charged-again = Incidenten har återförts tidigare. Den dras av igen.
desk-close-effect-nothing = Det finns inget avdrag att återföra.
desk-close-expired = Kontraktet har gått ut. Återföringen registreras men incidenten kan inte användas.
desk-close-exhausted = Incidenten har återförts tidigare och det finns inget kvar att dra av i { $access }. Stäng utan avdrag eller be kunden välja ett annat kontrakt.
desk-close-extended = Produkten hade utökad support när ärendet skickades in, så ett fel i produkten dras av.
desk-close-button = Stäng ärendet
desk-closed = Ärendet är stängt.
desk-closed-given-back = Ärendet är stängt och incidenten är återförd.

## Bestridda avdrag, för arbetsledare

desk-dispute-title = Kunden bestrider avdraget
desk-dispute-give-back = Återför incidenten
desk-dispute-stands = Avdraget står fast
desk-dispute-words = Ord till kunden
desk-dispute-missing = Välj hur du beslutar
desk-dispute-decide = Besluta
desk-dispute-decided = Ditt beslut är skickat till kunden.

## Ett annat problem i samma ärende

desk-split = Föreslå ett eget ärende
desk-split-heading = Det andra problemet
desk-split-text = Kunden får frågan om det ska bli ett eget ärende, vilket drar en incident till.
desk-split-send = Fråga kunden
desk-split-sent = Kunden har fått frågan.

desk-charge-title = Flytta avdrag
desk-charge-from = Betalas av
desk-charge-find = Hitta ett annat kontrakt
desk-charge-find-hint = Dess Access-ID, med alla nollor.
desk-charge-access-form = Ange ett Access-ID med 6–20 siffror.
desk-charge-to = Vilket kontrakt ska betala?
desk-charge-missing = Välj ett kontrakt
desk-charge-none = Den som skickade in ärendet har inget annat kontrakt. Sök ett med dess Access-ID.
desk-charge-not-found = Inget kontrakt har Access-ID { $access }.
desk-charge-same = Samma kund: { $owner }
desk-charge-other = Tillhör { $owner }
desk-charge-foreign = En annan kund
desk-charge-change = Saldo { $before } → { $after }
desk-charge-words = Skäl
desk-charge-words-hint = Kunden läser det.
desk-charge-done = Avdraget är flyttat och kunden får veta det.
