### Vad man får veta allteftersom tiden går: varningar, kontoutdrag, påminnelser och kalendrar.

## Varningar med e-post

notice-low-subject =
    { $count ->
        [0] Inga incidenter kvar på { $plan }
        [one] { $count } incident kvar på { $plan }
       *[other] { $count } incidenter kvar på { $plan }
    }
notice-low-hours-subject = { $hours } kvar på { $plan }
notice-low-text = Det är lite kvar på { $contract }. Det kan användas till och med { $date }.
notice-empty-text = Inget är kvar på { $contract }. Öppna ärenden fortsätter. För att skicka in fler behöver du ett annat kontrakt eller fler incidenter.
notice-low-do = Fråga servicecentret om du behöver mer.
notice-ends-subject = { $plan } går ut { $date }
notice-ends-text = { $date } är sista dagen för { $contract }.
notice-ends-lapses =
    { $count ->
        [0] Allt i det är använt.
        [one] { $count } incident är kvar och förfaller om den inte används innan dess.
       *[other] { $count } incidenter är kvar och förfaller om de inte används innan dess.
    }
notice-ends-hours-lapse = { $hours } rådgivning är kvar och förfaller om de inte används innan dess.
notice-ends-do = Ärenden som skickas in i tid handläggs klart. Fråga servicecentret om förnyelse.
notice-ends-file = Den bifogade filen lägger in dagen i din kalender.
# Länken leder till sidan där det kan ändras.
notice-footer = Du får det här mejlet för att kontraktet { $access } i { $app } är ditt, eller för att du har bett om en påminnelse. Ändra det: { $link }

## Det månatliga kontoutdraget med e-post

notice-statement-subject = Kontoutdrag för { $month }
notice-statement-subject-long = Kontoutdrag för { $from } till { $to }
notice-statement-text = Det här hände med dina kontrakt från och med { $from } till och med { $to }.
notice-statement-added = Tillagt
notice-statement-used = Använt
notice-statement-given-back = Återfört
notice-statement-lapsed = Förfallet
notice-statement-adjusted = Justerat eller flyttat
notice-statement-next = Förfaller härnäst
notice-statement-next-value = { $units } den { $date }
notice-statement-open = Öppna kontoutdraget
notice-statement-open-link = Kontoutdraget: { $link }
notice-statement-more =
    { $count ->
        [one] { $count } kontrakt till finns under Mina kontrakt.
       *[other] { $count } kontrakt till finns under Mina kontrakt.
    }
notice-statement-footer = Du får det här mejlet varje månad för att du har kontrakt i { $app }. Ändra det: { $link }

## Påminnelser

notice-remind = Påminn mig
notice-remind-to = Vi mejlar { $email }.
notice-remind-when = När vill du bli påmind?
notice-remind-days =
    { $count ->
        [one] { $count } dag innan kontraktet går ut
       *[other] { $count } dagar innan kontraktet går ut
    }
notice-remind-low = När det är lite kvar
notice-remind-save = Spara påminnelser
notice-remind-saved = Påminnelserna är sparade.
notice-remind-quiet = Du har stängt av en del av de här mejlen för alla kontrakt.
notice-remind-account = Ändra det på ditt konto

## Slutdatum i en kalender

notice-calendar = Slutdatum i din kalender
notice-calendar-lead = Varje kontrakt står på sin sista dag.
notice-calendar-name = Supportkontrakt
notice-calendar-event = { $plan } går ut
notice-calendar-copy = En kopia av datumen
notice-calendar-copy-text = Filen har slutdatumen som de är nu. Importera den i vilken kalender som helst.
notice-calendar-download = Hämta filen
notice-calendar-subscribe = Datum som hålls aktuella
notice-calendar-subscribe-text = Outlook, Google Kalender och andra kan prenumerera på en privat adress. Den som har adressen ser namn, slutdatum och saldo för dina kontrakt, och inget annat.
notice-calendar-make = Skapa en privat adress
notice-calendar-since = Din privata adress skapades { $date }. Den visas bara när den skapas. Byt den om du har tappat bort den: den gamla slutar fungera direkt.
notice-calendar-renew = Byt adressen
notice-calendar-off = Stäng av adressen
notice-calendar-address = Din privata adress
notice-calendar-once = Kopiera den nu och lägg till den i din kalender som en prenumeration. Den visas inte igen.
notice-calendar-ready = Den privata adressen är skapad.
notice-calendar-turned-off = Den privata adressen fungerar inte längre.

## Att stänga av dem från själva brevet

notice-off-title = Stänga av de här mejlen?
notice-off-text = Du får då inte längre mejl av slaget ”{ $kind }”. Alla andra kommer som vanligt.
notice-off-button = Stäng av
notice-off-done = Mejlen är avstängda
notice-off-done-text = Du får inte längre mejl av slaget ”{ $kind }”. Du kan slå på dem igen i ditt konto.
notice-off-account = Ditt konto
notice-off-link = Stäng av mejl av det här slaget: { $link }
