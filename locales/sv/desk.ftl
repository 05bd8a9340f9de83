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
desk-view-count = { $view }: { $count }
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
desk-search-hint = Nummer, rubrik, kund eller ord i ärendet.
desk-filter-product = Produkt
desk-filter-severity = Allvarlighetsgrad
desk-filter-any = Alla

## Ett ärende

desk-back = Tillbaka till kön
desk-conversation = Konversation
desk-work = Handläggning
desk-customer = Kund
desk-take = Ta ärendet
desk-taken = Du har ärendet.
desk-taken-by = { $name } har ärendet.
desk-hand-over = Lämna över
desk-hand-over-to = Lämna över till
desk-handed-over = { $name } har nu ärendet.
desk-release = Lägg tillbaka i kön
desk-released = Ärendet ligger i kön igen.
desk-reply = Svara
desk-reply-text = Svar till kunden
desk-reply-send = Skicka
desk-reply-send-and = Skicka och sätt till …
desk-reply-send-waiting = Skicka och vänta på kunden
desk-reply-send-waiting-third = Skicka och vänta på annan part
desk-reply-send-proposed = Skicka som lösningsförslag
desk-reply-sent = Svaret är skickat.
desk-reply-first = Det här är första svaret: det stoppar klockan.
desk-reply-missing = Skriv ett svar eller bifoga en fil
desk-note = Intern anteckning
desk-note-text = Anteckning till kollegor
desk-note-save = Spara anteckningen
desk-note-saved = Anteckningen är sparad.
desk-note-missing = Skriv en anteckning eller bifoga en fil
desk-note-mark = Intern – visas inte för kunden
desk-saved-replies = Svarsmallar
desk-draft-saved = Utkast sparat { $time }
desk-events-folded =
    { $count ->
        [one] { $count } händelse
       *[other] { $count } händelser
    }
desk-newer-message = Det har kommit ett nytt meddelande sedan du började.
desk-newer-show = Visa
desk-newer-send = Skicka ändå
desk-writing = { $name } skriver ett svar.
desk-status = Status
desk-set-status = Ändra status
desk-status-set = Status är nu { $status }.
desk-wait-customer = Vänta på kunden
desk-wait-third = Vänta på annan part
desk-wait-question-missing = Skriv frågan som du vill ha svar på
desk-resume = Fortsätt handlägga
desk-propose = Föreslå en lösning
desk-severity = Allvarlighetsgrad
desk-severity-history = Tidigare: { $severity } till { $moment }
desk-severity-asked = Kunden ber om allvarlighetsgrad { $severity }: { $words }
desk-severity-grant = Ändra till { $severity }
desk-severity-keep = Behåll { $severity }
desk-assignee = Handläggare
desk-first-answer = Första svar
desk-first-answer-due = Ska ges senast { $moment }
desk-first-answer-given = Gavs { $moment }
desk-pauses = Pauser: { $duration }
desk-clock-explained = Så har tiden räknats
desk-clock-calendar = Kalender
desk-clock-around = Dygnet runt
desk-contact = Kontakt
desk-contact-way = Helst via { $way }
desk-contact-hours = Nås { $hours }
desk-local-time = Lokal tid där: { $time }
desk-organisation = Organisation
desk-contract = Kontrakt
desk-contract-left = Kvar
desk-contract-ends = Går ut
desk-decision = Varför det omfattades
desk-decision-facts = Prövat { $moment } enligt reglerna i version { $version }
desk-read = Läst i självhjälpen
desk-read-nothing = Inga artiklar
desk-recent = Senaste ärendena
desk-recent-none = Inga andra ärenden
desk-attachments = Filer
desk-files-warning = Filerna kommer utifrån. Öppna dem med försiktighet.

## Stäng

desk-close = Stäng
desk-close-title = Stäng { $number }
desk-close-how = Hur avslutas det?
desk-close-with-deduction = Stäng med avdrag
desk-close-solved = Löst – incidenten dras av
desk-close-without-deduction = Stäng utan avdrag
desk-close-reason = Orsak
desk-close-reason-missing = Välj en orsak
desk-close-words = Ord till kunden
desk-close-words-hint = Kommer med i mejlet om stängningen.
desk-close-words-missing = Skriv några ord till kunden
desk-close-effect = Vad det gör med saldot
desk-close-effect-change = { $access }: { $before } → { $after } incidenter
desk-close-effect-none = { $access }: { $before } incidenter, oförändrat
desk-close-effect-unlimited = { $access }: obegränsat antal incidenter
desk-close-effect-given-back = Incidenten återförs.
desk-close-effect-charged = Incidenten är fortfarande avdragen.
desk-close-effect-charged-now = Den reserverade incidenten dras av.
desk-close-effect-charged-again = Incidenten har återförts tidigare. Den dras av igen.
desk-close-effect-nothing = Det finns inget avdrag att återföra.
desk-close-expired = Kontraktet har gått ut. Återföringen registreras men incidenten kan inte användas.
desk-close-exhausted = Incidenten har återförts tidigare och det finns inget kvar att dra av i { $access }. Stäng utan avdrag eller be kunden välja ett annat kontrakt.
desk-close-extended = Produkten hade utökad support när ärendet skickades in, så ett fel i produkten dras av.
desk-close-preview = Visa effekten
desk-close-button = Stäng ärendet
desk-closed = Ärendet är stängt.
desk-closed-given-back = Ärendet är stängt och incidenten är återförd.
desk-reopen = Öppna igen
desk-reopened = Ärendet är öppet igen.

## Bestridda avdrag, för arbetsledare

desk-dispute-title = Kunden bestrider avdraget
desk-dispute-ground = Skäl: { $reason }
desk-dispute-give-back = Återför incidenten
desk-dispute-stands = Avdraget står fast
desk-dispute-words = Ord till kunden
desk-dispute-missing = Välj hur du beslutar
desk-dispute-decide = Besluta
desk-dispute-decided = Ditt beslut är skickat till kunden.

## Ett annat problem i samma ärende

desk-split = Föreslå ett eget ärende
desk-split-title = Ett andra problem i { $number }
desk-split-heading = Det andra problemet
desk-split-text = Kunden får frågan om det ska bli ett eget ärende, vilket drar en incident till.
desk-split-send = Fråga kunden
desk-split-sent = Kunden har fått frågan.
desk-move = Flytta avdraget till ett annat kontrakt
desk-moved = Avdraget är flyttat till { $contract }.
