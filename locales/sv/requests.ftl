### Ärenden: listan och ett ärende med sin tidslinje.

## Mina ärenden

requests-title = Mina ärenden
requests-ask-advice = Begär rådgivning
requests-program-case = Programärende
requests-caption = Ärenden, senast ändrade först
requests-open = Öppna
requests-closed = Stängda
requests-drafts = Utkast
requests-all = Alla
requests-filter = Filter
requests-filter-product = Produkt
requests-filter-contract = Kontrakt
requests-filter-any = Alla
requests-filter-whose = Vems
requests-filter-everybody = Allas
requests-filter-mine = Mina
requests-filter-organisation = Organisationens
requests-filter-text = Sök
requests-filter-button = Visa
requests-column-request = Ärende
requests-column-severity = Allvarlighetsgrad
requests-column-status = Status
requests-column-contract = Kontrakt
requests-column-changed = Senast ändrat
requests-export = Exportera som CSV
requests-empty = Du har inga ärenden än.
requests-empty-here = Inga ärenden här.
requests-empty-filter = Inga ärenden matchar filtret.
requests-clear-filter = Rensa filter
requests-no-drafts = Du har inga utkast.
requests-draft-until = Sparas till { $date }
requests-waiting =
    { $count ->
        [one] Ett ärende väntar på dig.
       *[other] { $count } ärenden väntar på dig.
    }

## Ett ärende

request-title = { $number } · { $title }
request-not-found = Vi hittar inte ärendet, eller så saknar du behörighet.
request-facts = Om ärendet
request-severity = Allvarlighetsgrad
request-product = Produkt
request-problem = Problem
request-contract = Kontrakt
request-incident = Incident
request-submitted = Inskickat
request-submitted-by = Inskickat av
request-engineer = Tekniker
request-engineer-none = Ingen än
request-handling = Handläggning
request-first-answer-due = Första svar senast
request-first-answer-given = Första svar gavs
request-first-answer-in-time = i tid
request-first-answer-late = för sent
request-incident-used = 1 incident avdragen
request-incident-reserved = 1 incident reserverad
request-incident-given-back = Incidenten återförd { $date }
request-incident-lapsed = Återförd { $date }, men kontraktet hade gått ut
request-incident-none = Ingen incident avdragen
request-error-message = Felmeddelande
request-systems = Berörda system
request-began = När det började
request-earlier = Fortsätter { $number }
request-later = Fortsätter i { $number }
request-waiting = Vi väntar på ditt svar. Utan svar stängs ärendet { $date }.
request-waiting-heading = Vi behöver svar från dig
request-proposed = Teknikern tror att det här löser problemet. Gör det det?
request-proposed-yes = Ja, det är löst
request-proposed-no = Nej, fortsätt
request-solved = Löst. Blev det rätt?
request-closed-without-deduction = Stängt utan avdrag: { $reason }. Incidenten återfördes till { $access } { $date }; { $left } är kvar.
request-closed-without-deduction-unlimited = Stängt utan avdrag: { $reason }. Incidenten återfördes till { $access } { $date }.
request-closed-lapsed = Stängt utan avdrag: { $reason }. Incidenten återfördes till { $access } { $date }, men kontraktet hade gått ut, så den förföll.
request-closed-with-deduction = Stängt: { $reason }. 1 incident drogs av.
request-closed-free = Stängt: { $reason }. Ingen incident drogs av.
request-closed-reopen-until = Du kan öppna ärendet igen till och med { $date }. Det kostar inget.
request-closed-reopen-over = Ärendet kan inte öppnas igen längre. Skapa ett nytt som fortsätter det.
request-continue = Skapa ett ärende som fortsätter det här

## Avslutsorsaker

request-reason-product-fault = Fel i produkten
request-reason-duplicate = Dubblett
request-reason-withdrawn-before = Återkallat före handläggning
request-reason-courtesy = Tillmötesgående
request-reason-solved = Löst
request-reason-solved-by-customer = Löst av kunden
request-reason-withdrawn-after = Återkallat efter handläggning
request-reason-no-answer = Inget svar
request-reason-not-solved = Gick inte att lösa

## Tidslinje

request-timeline = Vad som har hänt
request-timeline-latest = Gå till det senaste
request-timeline-description = Beskrivning
request-event-submitted = { $name } skickade in ärendet
request-event-used = 1 incident drogs från { $contract }. { $left } kvar.
request-event-used-unlimited = 1 incident drogs från { $contract }.
request-event-reserved = 1 incident reserverades i { $contract }.
request-event-given-back = 1 incident återfördes till { $contract }. { $left } kvar.
request-event-given-back-unlimited = 1 incident återfördes till { $contract }.
request-event-lapsed = 1 incident återfördes till { $contract }, men kontraktet hade gått ut, så den förföll.
request-event-used-again = 1 incident drogs från { $contract } igen, eftersom ärendet stängdes med avdrag den här gången.
request-event-uncharged = Det fanns inget kvar i { $contract }, så ingen incident drogs igen.
request-event-moved = Incidenten flyttades från { $from } till { $to }.
request-event-taken = { $name } tog ärendet
request-event-waiting-customer = { $name } bad om svar
request-event-waiting-third = { $name } väntar på annan part
request-event-severity = { $name } ändrade allvarlighetsgraden från { $from } till { $to }
request-event-proposed = { $name } föreslog en lösning
request-event-closed = { $name } stängde ärendet: { $reason }
request-event-auto-closed =
    { $days ->
        [one] Ärendet stängdes eftersom vi inte fick svar på { $days } dag
       *[other] Ärendet stängdes eftersom vi inte fick svar på { $days } dagar
    }
request-event-withdrawn = { $name } återkallade ärendet
request-event-reopened = { $name } öppnade ärendet igen
request-event-split-proposed = { $name } föreslog att det andra problemet blir ett eget ärende
request-event-split-accepted = { $name } godkände. Det nya ärendet är { $number }.
request-event-split-declined = { $name } tackade nej
request-event-disputed = { $name } bestred avdraget: { $reason }
request-event-dispute-given-back = { $name } beslutade att incidenten återförs
request-event-dispute-stands = { $name } beslutade att avdraget står fast

## Svara

request-reply = Lägg till information
request-reply-text = Meddelande
request-reply-hint = Du kan använda Markdown. Skriv inte lösenord eller personuppgifter.
request-reply-send = Skicka meddelandet
request-reply-sent = Meddelandet är skickat.
request-reply-missing = Skriv ett meddelande eller bifoga en fil

## Åtgärder

request-actions = Vad du kan göra
request-change-severity = Ändra allvarlighetsgrad
request-change-severity-why = Varför?
request-change-severity-why-hint = Vad som har förändrats för verksamheten.
request-change-severity-why-missing = Skriv varför allvarlighetsgraden ska ändras
request-change-severity-button = Ändra allvarlighetsgrad
request-change-severity-ask = En tekniker har ärendet, så be om ändringen. Teknikern avgör.
request-severity-changed = Allvarlighetsgraden är ändrad. Första svar senast { $moment }.
request-mark-solved = Markera som löst
request-marked-solved = Ärendet är stängt som löst.
request-reopen = Öppna igen
request-reopen-why = Vad är inte löst?
request-reopen-why-missing = Skriv vad som inte är löst
request-reopen-button = Öppna ärendet igen
request-reopen-free = Det kostar inget att öppna ärendet igen.
request-reopened = Ärendet är öppet igen.
request-withdraw = Avbryt ärendet
request-withdraw-free = Incidenten återförs.
request-withdraw-charged = Handläggningen har börjat, så incidenten är fortfarande avdragen.
request-withdraw-why = Varför?
request-withdraw-button = Avbryt ärendet
request-withdrawn-free = Ärendet är återkallat och incidenten är återförd.
request-withdrawn-nothing = Ärendet är återkallat. Det hade inte dragit någon incident.
request-withdrawn-lapsed = Ärendet är återkallat. Kontraktet har gått ut, så återföringen registreras men incidenten kan inte användas.
request-withdrawn-charged = Ärendet är återkallat. Incidenten är fortfarande avdragen.
request-download-html = Hämta som HTML

## Ett andra problem i samma ärende

request-split-title = Ett andra problem
request-split-text = { $name } ser två problem här. Det andra kan bli ett eget ärende, vilket drar 1 incident från { $contract }.
request-split-second = Det andra problemet: { $title }
request-split-accept = Gör det till ett eget ärende
request-split-decline = Låt det andra problemet vara
request-split-declined = Det andra problemet lämnas. Ingen incident har dragits av.

## Ett avdrag som kunden bestrider

request-dispute = Bestrid avdraget
request-dispute-text = En arbetsledare läser det du skriver och avgör. Du får svaret här och med e-post.
request-dispute-why = Varför ska ingen incident dras av?
request-dispute-product-fault = Felet låg i produkten
request-dispute-duplicate = Det var samma problem som i ett annat ärende
request-dispute-not-solved = Svaret hjälpte inte
request-dispute-words = Med egna ord
request-dispute-missing = Välj varför ingen incident ska dras av
request-dispute-words-missing = Beskriv det med egna ord
request-dispute-send = Skicka till en arbetsledare
request-disputed = Du har bestridit avdraget. En arbetsledare avgör.
request-dispute-open = Du bestred avdraget { $date }. En arbetsledare avgör.

## Vilka som följer

request-followers = Följare
request-followers-none = Ingen annan följer ärendet.
request-follower = { $name }, sedan { $date }
request-follower-remove = Ta bort
request-follower-remove-what = Ta bort { $name }
request-follower-removed = Personen följer inte längre ärendet.
request-followed-by-you = Du följer ärendet. { $name } skickade in det och bestämmer över det.
request-unfollow = Sluta följa
request-unfollowed = Du följer inte längre ärendet.
request-share = Dela med kollega
request-share-email = Kollegans e-postadress
request-share-hint = Någon som har kopplat samma kontrakt eller hör till samma organisation. Kollegan kan läsa allt här, skriva och bifoga filer och får e-post om ärendet.
request-share-button = Dela
request-shared = Ärendet är delat med din kollega.

## En kollegas ärende

request-offered = En kollegas ärende
request-colleague = En kollega
request-offered-text = { $name } skickade in det { $date }. Följ det för att läsa vad som har hänt, skriva och bifoga filer. Den som skickade in det ser vilka som följer.
request-follow = Följ
request-following = Du följer ärendet och får e-post om det.
request-following-draft-kept = Du följer ärendet och får e-post om det. Utkastet finns kvar under Mina ärenden.

## Hur hjälpen var

request-solved-yes = Ja
request-solved-no = Nej, öppna igen
request-rating = Hur var hjälpen?
request-rating-1 = 1 – Mycket dålig
request-rating-2 = 2 – Dålig
request-rating-3 = 3 – Varken eller
request-rating-4 = 4 – Bra
request-rating-5 = 5 – Mycket bra
request-rating-words = Med egna ord
request-rating-send = Skicka
request-rating-missing = Välj ett betyg eller skriv med egna ord
request-rating-thanks = Tack. Ditt svar är sparat.
request-rating-yours = Ditt svar
request-rating-right = Det blev rätt
request-rating-label = Betyg
