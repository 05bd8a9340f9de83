### Administration: att ta över filer.

## Start

import-title = Import
import-lead = Först ser du vad som skulle hända. Inget ändras förrän du verkställer.
import-new = Importera en fil
import-kind = Vad filen innehåller
import-kind-guess = Det som rubrikerna säger
import-kind-contracts = Kontrakt med ingående saldon
import-kind-organisations = Organisationer med platser
import-kind-contacts = Organisationers kontakter
import-kind-taken = Filen tolkas som: { $kind }.
import-file = Fil
import-file-hint = CSV eller Excel (.xlsx), högst { $size }. Excel-filer högst { $sheet }; spara större som CSV.
import-file-missing = Välj en fil.
import-upload = Ladda upp och fortsätt
import-products = Produkter, supportplaner, nivåer och kalendrar importeras inte här. De ändras i katalogens filer.
import-template = Mall
import-template-text = En fil med rätt rubriker. Ange ID:n som text, så behåller kalkylprogrammet nollorna.
import-template-download = Hämta mall
import-earlier = Tidigare importer
import-earlier-empty = Ingen fil har importerats än.
import-column-file = Fil
import-column-received = Mottagen
import-column-state = Status
import-column-rows = Rader
import-rows = { $new } nya, { $changed } ändrade, { $same } oförändrade, { $errors } fel
import-secret = Filen sparas krypterad. Den tas bort när den har verkställts, och senast efter { $hours } timmar.

## States

import-state-columns = Välj kolumner
import-state-checking = Kontrolleras
import-state-checked = Kontrollerad
import-state-applying = Verkställs
import-state-applied = Verkställd
import-state-undoing = Ångras
import-state-undone = Ångrad
import-state-failed = Inte importerad

## Columns

import-columns-title = Vilken kolumn är vilken?
import-columns-lead = Gissat från rubrikerna i filen. Ändra det som är fel.
import-read-as-tab = Filen lästes som { $encoding } med skiljetecknet tabb.
import-read-as = Filen lästes som { $encoding } med skiljetecknet ”{ $separator }”.
import-read-sheet = Filen lästes som en Excel-arbetsbok, första bladet. ID:n läses som text.
import-encoding = Teckenkodning
import-separator = Skiljetecken
import-separator-tab = Tabb
import-separator-comma = Komma ,
import-separator-semicolon = Semikolon ;
import-read-again = Läs om
import-column = Kolumn { $number }: { $heading }
import-column-unnamed = Kolumn { $number }
import-column-none = Importeras inte
import-column-twice = { $field } är valt för två kolumner. Välj det för en.
import-column-needed = Välj en kolumn för { $field }.
import-column-nobody = Välj en kolumn för ägarens e-post eller organisationen.
import-samples = De första raderna i filen
import-zone = Tidszon
import-zone-hint = Första och sista dagen är dagar i den här zonen.
import-country = Land
import-country-hint = För rader som inte anger något. Regionen följer av landet.
import-country-missing = Välj ett land.
import-check = Kontrollera filen
import-dry-run-note = Det här är en provkörning: inget ändras.

## Fields

import-field-access-id = Access-ID
import-field-contract-id = Kontrakts-ID
import-field-plan = Supportplan
import-field-owner-email = Ägarens e-post
import-field-organisation = Organisation
import-field-country = Land
import-field-start = Startdatum
import-field-last-day = Slutdatum
import-field-left = Kvar
import-field-partner-id = Partner-ID
import-field-location = Plats
import-field-zone = Tidszon
import-field-head-office = Huvudkontor
import-field-level = Nivå
import-field-renewal = Förnyelsedatum
import-field-contact-name = Namn
import-field-email = E-post
import-field-phone = Telefon
import-field-language = Språk
import-field-primary = Primär kontakt

## Progress

import-checking-title = Filen kontrolleras
import-applying-title = Filen verkställs
import-undoing-title = Importen ångras
import-progress-read = { $percent } läst, { $rows } rader hittills.
import-progress-done = { $done } av { $rows } rader.
import-progress-text = Du kan stänga sidan; arbetet fortsätter. Sidan läses in igen av sig själv.
import-progress-reload = Läs in igen

## Dry run

import-dry-run-title = Provkörning
import-dry-run-lead = Inget har ändrats än.
import-total-new = Nya
import-total-changed = Ändrade
import-total-same = Oförändrade
import-total-errors = Fel
import-empty = Filen har inga rader under rubrikerna.
import-nothing = Inget i filen behöver göras.
import-problems = Rader med fel
import-problem-row = Rad
import-problem-field = Fält
import-problem-value = Värde
import-problem-message = Meddelande
import-problems-more = Fler fel
import-problems-first = Första felen
import-problems-download = Hämta raderna med fel
import-reason = Orsak
import-repair = Reparera
import-repair-zeros =
    { $rows ->
        [one] Lägg till nollorna på { $rows } rad
       *[other] Lägg till nollorna på { $rows } rader
    }
import-repair-keep = ID:na är rätt som de är
import-repair-serials =
    { $rows ->
        [one] Läs talet på { $rows } rad som datum
       *[other] Läs talen på { $rows } rader som datum
    }
import-apply-title = Verkställ
import-apply-text = Kontrakten skapas med sina ingående saldon och blir aktiva. Inga brev skickas och inget dras av. Ägare som inte har någon inloggning får en.
import-apply-text-organisations = Organisationer, platser och medlemskap läggs till. Inga brev skickas och inget ska aktiveras: kontrakt importeras för sig.
import-apply-text-contacts = Kontakterna registreras; den som har loggat in med en sådan adress får platsen. En primär kontakt tar den förras plats. Inga brev skickas.
import-apply-all = Allt eller inget
import-apply-all-note = Inget importeras så länge en rad har fel.
import-apply-skip = Hoppa över rader med fel
import-apply-skip-note =
    { $rows ->
        [one] { $rows } rad utelämnas.
       *[other] { $rows } rader utelämnas.
    }
import-apply = Verkställ
import-change-columns = Ändra kolumner
import-gone-on = Importen har gått vidare sedan sidan öppnades. Läs in sidan igen.
import-has-errors = Rätta raderna med fel, eller välj att hoppa över dem.

## Result

import-done = Importerat: { $new } nya, { $changed } ändrade, { $same } oförändrade.
import-done-skipped =
    { $rows ->
        [one] { $rows } rad med fel utelämnades.
       *[other] { $rows } rader med fel utelämnades.
    }
import-undo = Ångra importen
import-undo-until = Importen kan ångras till { $until }, om inget av den har använts. Kontrakten avslutas, och deras ID:n kan importeras igen.
import-undo-until-unused = Importen kan ångras till { $until }, om inget av den har använts.
import-undo-over = Importen kan inte längre ångras.
import-undo-used = Importen ångrades inte: det som rad { $row } blev har använts.
import-undone-title = Importen är ångrad
import-undone-text = Kontrakten är avslutade, och deras ID:n kan importeras igen.
import-undone-all = Inget av den finns kvar.
import-failed-title = Filen importerades inte
import-failed-nothing = Inget i den har importerats.
import-failed-row = Rad { $row }: { $message }
import-another = Importera en annan fil

## Unreadable files

import-unreadable-old-sheet = Det här är en Excel-fil i det gamla formatet (.xls). Spara den som .xlsx eller CSV.
import-unreadable-no-table = Filen är varken CSV eller en Excel-arbetsbok.
import-unreadable-locked = Arbetsboken är skyddad med lösenord. Spara den utan.
import-unreadable-too-large = Arbetsboken är för stor när den packas upp. Spara den som CSV.
import-unreadable-row = En rad i filen tar aldrig slut: ett citattecken kan saknas.
import-unreadable-rows = Filen har fler än { $most } rader. Dela upp den.
import-unreadable-columns = Filen har fler än { $most } kolumner.
import-unreadable-lost = Filen finns inte kvar. Ladda upp den igen.

## Messages

import-message-missing = Inget är angivet för { $field }.
import-message-id-characters = { $field } { $value } har andra tecken än siffror.
import-message-id-length = { $field } har { $digits } siffror; det ska ha 6 till 20.
import-message-zeros-access = Access-ID { $value } har { $digits } siffror. Kalkylprogrammet kan ha tagit bort en nolla i början.
import-message-zeros-contract = Kontrakts-ID:t har { $digits } siffror. Kalkylprogrammet kan ha tagit bort en nolla i början.
import-message-exponent = Exponentform ({ $value }). Formatera kolumnen som text och exportera igen.
import-message-exponent-secret = Exponentform. Formatera kolumnen som text och exportera igen.
import-message-rounded = Kalkylprogrammet har avrundat de sista siffrorna. Formatera kolumnen som text och ange ID:t igen.
import-message-no-start = Startdatumet { $value } finns inte.
import-message-no-last-day = Slutdatumet { $value } finns inte.
import-message-no-date = { $field } { $value } är inget datum.
import-message-date-ambiguous = { $field } { $value } kan vara två datum. Skriv det som 2026-11-30.
import-message-date-serial = { $field } { $value } är ett tal. Kalkylprogrammet kan ha sparat ett datum som tal.
import-message-no-number = { $field } { $value } är inte ett heltal.
import-message-too-many = { $field } { $value } är mer än vad som kan delas ut.
import-message-undecodable = { $field } har tecken som inte kan läsas. Välj en annan teckenkodning.
import-message-too-long = { $field } är för långt.
import-message-plan-unknown = Det finns ingen supportplan som heter { $value }.
import-message-email = { $value } är ingen e-postadress.
import-message-country-unknown = Landet { $value } finns inte i någon region. Använd två bokstäver, till exempel SE.
import-message-country-none = Inget land är angivet. Välj ett för rader som inte anger något.
import-message-region = Supportplanen omfattar inte landets region.
import-message-ends-before-start = Slutdatumet { $value } är före startdatumet.
import-message-ended = Kontraktet har gått ut, så { $value } kvar skulle förfalla på en gång. Ange 0.
import-message-two-owners = Ange ägarens e-post eller en organisation, inte båda.
import-message-organisation = Det finns inte exakt en organisation som heter { $value }.
import-message-duplicate = Samma som rad { $row }.
import-message-conflict = Säger något annat än rad { $row } om samma sak: { $field }.
import-message-belongs = Hör till rad { $row }, som har fel.
import-message-taken = Access-ID { $value } hör till ett kontrakt med ett annat kontrakts-ID.
import-message-plan-differs = Kontraktet finns med en annan supportplan. En import ändrar den inte.
import-message-start-differs = Kontraktet finns med ett annat startdatum. En import ändrar det inte.
import-message-ends-earlier = Kontraktet som finns gäller längre. En import tar inte bort tid.
import-message-balance-differs = Kontraktet finns med ett annat saldo. Ändra det på kontraktets sida.
import-message-closed = Kontraktet som finns är avslutat eller ersatt.
import-message-meanwhile = Det har kommit hit på annat sätt sedan filen kontrollerades.
import-message-no-answer = { $field } { $value } är varken ja eller nej.
import-message-zone-unknown = Det finns ingen tidszon som heter { $value }. Skriv den som Europe/Stockholm.
import-message-level-unknown = Det finns ingen nivå som heter { $value }.
import-message-level-elsewhere = En nivå hör hemma på raden för en partners huvudkontor.
import-message-phone = { $value } är inget telefonnummer med landskod. Skriv det som +46 8 123 456 78.
import-message-language-unknown = Språket { $value } finns inte här. Skriv en eller sv.
import-message-location-unknown = Organisationen har ingen plats som heter { $value }.
import-message-head-office-missing = { $value } finns inte. Raden för huvudkontoret måste komma först.
import-message-head-office-differs = Organisationen har ett annat huvudkontor. En import ändrar det inte.
import-message-name-differs = Organisationen med det partner-ID:t heter något annat.
import-message-location-differs = Platsen finns med annan uppgift för { $field }. En import ändrar den inte.
import-message-membership-differs = Organisationen har ett annat medlemskap under det året.
import-message-on-file-elsewhere = { $value } är registrerad på en annan plats, eller bara inbjuden eller väntande.
