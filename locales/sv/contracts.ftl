### Kontrakt: listan, koppling, ett kontrakt med kontoutdrag, delning.

## Mina kontrakt

contracts-title = Mina kontrakt
contracts-usable = Kan användas
contracts-not-usable = Kan inte användas
contracts-plan = Plan
contracts-access-id = Access-ID
contracts-balance = Saldo
contracts-end = Går ut
contracts-standing = Status
contracts-shared = Delning
contract-units-from = { $units } från { $date }
contracts-shared-with =
    { $count ->
        [0] Bara du
        [one] Delat med { $count } person
       *[other] Delat med { $count } personer
    }
contracts-add = Lägg till kontrakt
contracts-empty = Inga kontrakt är kopplade till ditt konto. Koppla ett nu, så är det klart när du behöver hjälp.

## Koppla ett kontrakt

contract-link-title = Koppla ett kontrakt
contract-link-to = Det kopplas till { $email }.
contract-link-button = Koppla kontraktet
contract-link-done-title = Kontraktet är kopplat
contract-link-done = { $contract } är kopplat till { $email }.
contract-link-done-unusable = { $contract } är kopplat till { $email }, men kan inte användas nu.
contract-link-already = Du har redan kopplat kontraktet.
contract-link-told = Ägaren och de andra som har kopplat kontraktet får veta det.
contract-proof-title = Bekräfta kopplingen
contract-proof-text = Vi har skickat en kod till den registrerade adressen; den gäller i { $minutes } minuter. Be ägaren om den, eller be någon som har kopplat kontraktet att godkänna dig på kontraktets sida.
contract-proof-code = Sexsiffrig kod
contract-link-another = Koppla ett till kontrakt

## Ett kontrakt

contract-access-id = Access-ID
contract-contract-id = Kontrakts-ID
contract-contract-id-show = Visa kontrakts-ID:t
contract-contract-id-hide = Dölj kontrakts-ID:t
contract-contract-id-logged = Att det visas skrivs i granskningsloggen.
contract-contract-id-masked = Kontrakts-ID:t är dolt.
contract-owner = Ägare
contract-started = Gäller från
contract-ends = Sista dag
contract-redeem-by = Ska aktiveras senast
contract-predecessor = Ersätter
contract-balance = Saldo
contract-granted = { $count } tilldelade
contract-used = { $count } använda
contract-held = { $count } reserverade
contract-lapsed = { $count } förfallna
contract-next-expiry =
    { $count ->
        [one] { $count } incident förfaller { $date }.
       *[other] { $count } incidenter förfaller { $date }.
    }

## Prognos och förbrukning

contract-forecast-lasts =
    { $count ->
        [0] I nuvarande takt tar incidenterna slut ungefär när kontraktet går ut.
        [one] I nuvarande takt har ni { $count } incident kvar när kontraktet går ut.
       *[other] I nuvarande takt har ni { $count } incidenter kvar när kontraktet går ut.
    }
contract-forecast-runs-out = I nuvarande takt tar incidenterna slut omkring { $month }.
contract-forecast-unused =
    { $count ->
        [one] Ingen incident har använts än. Fortsätter det så förfaller { $count } incident när kontraktet går ut.
       *[other] Ingen incident har använts än. Fortsätter det så förfaller { $count } incidenter när kontraktet går ut.
    }
contract-chart-title = Saldo över tid
contract-chart-description = Saldot gick från { $from } den { $start } till { $left } den { $today }.
contract-chart-hide-table = Visa som diagram
contract-chart-today = I dag
contract-chart-forecast = prognos { $units }

## Kontoutdrag

contract-statement = Kontoutdrag
contract-statement-caption = Vad som har hänt med saldot, nyast först
contract-statement-period = Från { $from } till { $to }
contract-statement-from = Från och med
contract-statement-to = Till och med
contract-statement-show = Visa perioden
contract-statement-order = Ange en sista dag som inte är före den första
contract-statement-empty = Inget hände med saldot under perioden.
contract-statement-date = Datum
contract-statement-event = Händelse
contract-statement-request = Ärende
contract-statement-person = Person
contract-statement-change = Förändring
contract-statement-balance = Saldo
contract-statement-entry = Post
contract-statement-opening = Ingående saldo
contract-statement-closing = Utgående saldo
contract-statement-signed = Hämta signerat kontoutdrag
contract-statement-signed-text = Filen kan kontrolleras utan oss, med kommandot { $command }.
contract-statement-csv = Hämta som CSV
contract-event-granted = Tilldelat
contract-event-topped-up = Påfyllt
contract-event-imported = Ingående saldo
contract-event-used = Incident avdragen
contract-event-reserved = Incident reserverad
contract-event-reserved-used = Reserverad incident avdragen
contract-event-reserved-hours = Timmar reserverade
contract-event-reserved-used-hours = Reserverade timmar använda
contract-event-released = Reservation släppt
contract-event-given-back = Återförd
contract-event-given-back-lapsed = Återförd efter slutdatum, förfallen
contract-event-moved-out = Flyttad till ett annat kontrakt
contract-event-moved-in = Flyttad från ett annat kontrakt
contract-event-adjusted = Justerat
contract-event-lapsed = Förfallet

## Vad det omfattar

contract-covers = Omfattar
contract-covers-products = Produkter
contract-covers-all-products = Alla produkter
contract-covers-versions = Versioner
contract-covers-current-previous = Nuvarande version, och föregående så länge den har ordinarie support
contract-covers-supported = Alla versioner som har support
contract-covers-delivery = Lokalt eller moln
contract-covers-on-premises = Bara lokala produkter
contract-covers-cloud = Bara molnprodukter
contract-covers-both = Lokala produkter och molnprodukter
contract-covers-use = Användning
contract-covers-production = Produktion, utveckling och test
contract-covers-non-production = Utveckling och test, inte produktion
contract-covers-region = Region
contract-covers-all-regions = Alla regioner
contract-covers-severities = Allvarlighetsgrader
contract-covers-charge = När en incident dras av
contract-covers-charge-submit = När ärendet skickas in
contract-covers-charge-accept = När en tekniker tar ärendet
contract-covers-charge-resolve = När ärendet är löst

## Kopplade personer

contract-link-by-place = Du ser kontraktet genom din plats i organisationen. Koppla det till din inloggning för att använda det i ärenden; ID:na behövs inte.
contract-link-by-place-button = Koppla till min inloggning
contract-linked-by-place = Kontraktet är kopplat till din inloggning.
contract-people = Kopplade personer
contract-people-caption = Vilka som har kopplat kontraktet
contract-people-person = Person
contract-people-linked = Kopplad
contract-people-used = Senast använt
contract-people-never = Aldrig
contract-people-requests = Ärenden
contract-people-owner = Ägare
contract-people-pending = Väntar på godkännande
contract-people-approve = Godkänn { $email }
contract-people-approved = Personen är kopplad till kontraktet.
contract-people-owner-only = Bara ägaren ser vilka som har kopplat kontraktet.
contract-revoke = Stoppa
contract-revoke-what = Stoppa { $email }
contract-revoke-title = Vill du stoppa { $email }?
contract-revoke-text = { $email } kan inte längre använda eller se kontraktet. Ärenden som är inskickade fortsätter. Med båda ID:na går det att koppla kontraktet igen. Byt kontrakts-ID om du vill hindra det.
contract-revoke-button = Stoppa
contract-revoked = Personen kan inte längre använda kontraktet.
contract-undo-link-title = Vill du ta bort kopplingen för { $email }?
contract-undo-link-text = { $email } kopplade { $contract } den { $date }. Om du tar bort kopplingen försvinner kontraktet från det kontot, och personen får veta det.
contract-undo-link-button = Ta bort kopplingen
contract-undone = Kopplingen för { $email } är borttagen.

## Ta bort kopplingen

contract-unlink = Ta bort kopplingen
contract-unlink-title = Ta bort kopplingen till { $access }?
contract-unlink-text = Ta bort kopplingen till { $access }? Du behöver båda ID:na för att koppla det igen. Dina öppna ärenden påverkas inte.
contract-unlink-kept = Själva kontraktet tas inte bort.
contract-unlink-button = Ta bort kopplingen

## Dela

contract-share-title = Dela { $plan }
contract-share = Dela ID:n
contract-share-text = Dela ID:na, aldrig din inloggning. Den du bjuder in kopplar kontraktet till sitt eget konto.
contract-share-email = E-postadress
contract-share-message = Meddelande
contract-share-message-hint = Kommer med i inbjudan. Skriv inte kontrakts-ID:t här.
contract-share-message-secret = Meddelandet innehåller kontrakts-ID:t. Ta bort det – inbjudan fungerar utan.
contract-share-send = Skicka inbjudan
contract-share-sent = Inbjudan är skickad. Den fungerar en gång, i { $days } dagar.
contract-share-yourself = Du har redan kopplat kontraktet. Ange någon annans adress.
contract-share-copy = Kopiera ID:na
contract-share-copied = Båda ID:na är kopierade.
contract-invitations = Inbjudningar
contract-invitation-to = { $email }, skickad { $date }
contract-invitation-until = Gäller till { $date }
contract-invitation-withdraw = Återkalla
contract-invitation-withdraw-what = Återkalla inbjudan till { $email }
contract-invitation-withdrawn = Inbjudan är återkallad.
contract-invitation-title = { $name } delar ett supportkontrakt med dig
contract-invitation-text = Vill du koppla { $plan } till ditt konto, { $email }? Då kan du använda det i ärenden utan att ange några ID:n.
contract-invitation-accept = Koppla kontraktet
contract-invitation-decline = Nej tack
contract-invitation-declined = Du har tackat nej till inbjudan.
contract-invitation-gone-title = Inbjudan gäller inte längre

## Byt kontrakts-ID

contract-rotate = Byt kontrakts-ID
contract-rotate-title = Vill du byta kontrakts-ID för { $access }?
contract-rotate-text = Ett nytt kontrakts-ID skapas och mejlas till { $masked }. Det gamla slutar fungera direkt. De som har kopplat kontraktet har det kvar, och historiken finns kvar.
contract-rotate-reason = Varför?
contract-rotate-reason-hint = Sparas i kontraktets historik.
contract-rotate-button = Byt kontrakts-ID
contract-rotated = Kontrakts-ID:t är bytt. Det nya är mejlat till { $masked }.

## Kodad etikett för partners molnkontrakt

contract-cloud-label = Skapat { $year } · { $programme } · partner { $partner }
