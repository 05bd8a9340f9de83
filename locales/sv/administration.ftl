### Administration av huset: personer, e-post, jobb, granskningslogg, inställningar och första start.

## Roller

administration-role-engineer = handläggare
administration-role-supervisor = arbetsledare
administration-role-service-centre = servicecenterhandläggare
administration-role-administrator = administratör

## Brev

administration-letter-staff-invited-subject = Du är inbjuden att arbeta i { $app }
administration-letter-staff-invited-text = { $name } har gett dig rollen { $role } i { $app }. Logga in med den här e-postadressen.
administration-letter-role-given-subject = Du har rollen { $role } i { $app }
administration-letter-role-given-text = { $name } har gett dig rollen { $role }. Du har loggats ut: logga in igen för att använda den.
administration-letter-role-taken-subject = Du har inte längre rollen { $role } i { $app }
administration-letter-role-taken-text = { $name } har tagit bort rollen { $role } från dig. Du har loggats ut.
administration-letter-account-disabled-subject = Ditt konto i { $app } är inaktiverat
administration-letter-account-disabled-text = { $name } har inaktiverat ditt konto. Du har loggats ut och kan inte logga in längre. Fråga en administratör om det är ett misstag.
administration-letter-account-enabled-subject = Ditt konto i { $app } är aktivt igen
administration-letter-account-enabled-text = { $name } har aktiverat ditt konto igen.
administration-letter-standing-passkey = Personalens roller fungerar bara med en passkey. Har du ingen blir du ombedd att skapa en.
administration-letter-sample-subject = Ett test från { $app }
administration-letter-sample-text = Det här brevet visar att { $app } kan skicka e-post.

## Första sidan

administration-health = Så mår systemet
administration-version = Version { $version }
administration-works = Fungerar
administration-broken = Fungerar inte
administration-health-files = Filer
administration-health-search = Sökning
administration-health-mail = { $waiting } väntar, { $failed } misslyckade
administration-sealed = Huvudboken förseglad
administration-checklist = Börja här
administration-checklist-server = Ange en e-postserver i programmets inställningar och starta om det.
administration-checklist-mail = Skicka ett testbrev till dig själv
administration-checklist-import = Importera kontrakt
administration-checklist-people = Bjud in personalen
administration-group-data = In och ut
administration-group-catalogue = Det som erbjuds
administration-group-house = Personal och drift

## Personer

administration-people-region = Arbetar för regionen
administration-people-assign = Arbetar för regionen som väljs nedan
administration-people-title = Personal
administration-people-lead = Vilka som arbetar här och med vilken roll.
administration-people-invite = Bjud in någon
administration-people-invite-lead = Personen får ett brev och skapar en passkey vid inloggningen.
administration-people-invite-button = Skicka inbjudan
administration-people-invited = Inbjudan är skickad.
administration-people-search = Namn eller e-postadress
administration-people-role = Roll
administration-people-role-missing = Välj en roll
administration-people-none = Ingen stämmer med sökningen.
administration-people-name = Namn
administration-people-email = E-postadress
administration-people-roles = Roller
administration-people-no-role = Inga
administration-people-passkey = Passkey
administration-people-passkey-yes = Ja
administration-people-passkey-no = Ingen än
administration-people-seen = Senast här
administration-people-never = Aldrig
administration-people-access = Konto
administration-people-disabled = Inaktiverat
administration-people-what = Vad ska ändras?
administration-people-what-missing = Välj vad som ska ändras
administration-people-give = Ge rollen { $role }
administration-people-take = Ta bort rollen { $role }
administration-people-disable = Inaktivera kontot: ingen kan logga in med det
administration-people-enable = Aktivera kontot igen
administration-people-reason-hint = Den sparas i granskningsloggen.
administration-people-told = Personen får ett brev och loggas ut överallt.
administration-people-apply = Genomför ändringen
administration-people-changed = Ändringen är genomförd.

## Granskningslogg

administration-audit-title = Granskningslogg
administration-audit-lead = Vem som gjorde vad, när, varifrån och hur det var innan.
administration-audit-when = När
administration-audit-actor = Av
administration-audit-deed = Vad
administration-audit-object = Med vad
administration-audit-change = Före → efter
administration-audit-before-after = { $before } → { $after }
administration-audit-network = Varifrån
administration-audit-from = Från och med
administration-audit-until = Till och med
administration-audit-none = Inget i loggen stämmer med filtret.
administration-audit-newest = Till de senaste raderna
administration-audit-export = Ladda ned som CSV

## E-post

administration-mail-title = E-post
administration-mail-lead = Brev som väntar eller inte gick att skicka.
administration-mail-waiting = Väntar
administration-mail-failed = Misslyckade
administration-mail-none = Inga brev här.
administration-mail-kind = Brev
administration-mail-to = Till
administration-mail-posted = Skrivet
administration-mail-tries = Försök
administration-mail-next = Nästa försök
administration-mail-given-up = Gavs upp
administration-mail-retry = Försök igen
administration-mail-retry-what = Försök igen med brevet till { $email }
administration-mail-retry-all = Försök igen med alla
administration-mail-retry-all-text = Allt som misslyckats de senaste { $days } dagarna, och det som väntar efter ett misslyckat försök, prövas igen nu.
administration-mail-retried = Ett nytt försök görs strax.
administration-mail-settings = Inställningar
administration-mail-test = Skicka ett testbrev till mig
administration-mail-tested = Testbrevet är på väg till dig.

## Jobb

administration-jobs-title = Jobb
administration-jobs-lead = Det som sker av sig självt.
administration-jobs-job = Jobb
administration-jobs-every =
    { $minutes ->
        [one] Varje minut
        [60] Varje timme
       *[other] Var { $minutes }:e minut
    }
administration-jobs-last = Senaste körning
administration-jobs-took = { $milliseconds } ms
administration-jobs-never = Inte än
administration-jobs-result = Resultat
administration-jobs-done = Klart
administration-jobs-failed = Misslyckades
administration-jobs-next = Nästa körning
administration-jobs-late = Försenat
administration-jobs-run = Kör nu
administration-jobs-run-what = Kör nu: { $name }
administration-jobs-started = Jobbet har startat. Läs in sidan igen för att se hur det gick.
administration-job-expiry = Enheter som förfaller
administration-job-waiting = Frågor utan svar
administration-job-partners = Medlemskap och aktiveringar
administration-job-seal = Försegling av huvudboken
administration-job-warnings = Varningar om saldon
administration-job-orders = Betalda beställningar
administration-job-all-warnings = Varningar om alla kontrakt
administration-job-statements = Månadsbesked
administration-job-drafts = Utkast som går ut
administration-job-submissions = Kvitton på inskickade ärenden
administration-job-sessions = Avslutade sessioner och inloggningar
administration-job-imported-files = Importerade filer
administration-job-files = Borttagna filer

## Brev

administration-templates-title = Brev
administration-templates-lead = Varje brev så som det läses, på varje språk.
administration-templates-invented = Namnen och siffrorna är påhittade.
administration-templates-test = Skicka ett test till mig

## Inställningar

administration-settings-title = Inställningar
administration-settings-lead = Ändringar gäller genast och sparas i granskningsloggen.
administration-settings-saved = Inställningarna är sparade.
administration-settings-name = Organisationens namn
administration-settings-name-hint = Det står på varje sida och i varje brev. Lämna tomt för att använda namnet i programmets inställningar.
administration-settings-name-wrong = Ange ett namn med högst { $most } tecken
administration-settings-contact = Kontaktadress
administration-settings-contact-hint = Dit vänder sig folk, och dit går svar på brev.
administration-settings-sender = Avsändaradress
administration-settings-sender-hint = Brev kommer från den här adressen. E-postservern måste tillåta det.
administration-settings-zone = Tidszon
administration-settings-zone-hint = För den som inte har valt någon.
administration-settings-drafts = Dagar som utkast sparas
administration-settings-drafts-hint = { $least } till { $most } dagar efter senaste ändringen.
administration-settings-days-wrong = Ange ett antal dagar från { $least } till { $most }
administration-settings-units = Incidenter som en person får justera
administration-settings-units-hint = En större justering av ett kontrakt kräver en andra person.
administration-settings-minutes = Minuter som en person får justera
administration-settings-minutes-hint = Samma sak för kontrakt med rådgivningstimmar. 600 minuter är 10 timmar.
administration-settings-figure-wrong = Ange ett heltal från 0 till { $most }
administration-settings-operator = Programmets inställningar
administration-settings-operator-note = De ändras i dess fil eller miljö och gäller när det startas om.
administration-settings-setting = Inställning
administration-settings-value = Värde
administration-settings-source = Från
administration-settings-secret = Angivet, visas inte
administration-settings-unset = Inte angivet
administration-settings-file = Fil
administration-settings-environment = Miljö
administration-settings-default = Förval

## Första start

administration-setup-title = Kom i gång
administration-setup-lead = Ingen administrerar portalen än. Det kan den göra som kan läsa serverns logg.
administration-setup-code = Kod
administration-setup-code-hint = Den står i loggen som programmet skrev när det startade.
administration-setup-code-wrong = Ange koden från serverns logg. Varje gång programmet startar skrivs en ny, som gäller i 24 timmar.
administration-setup-language = Ditt språk
administration-setup-email = Din e-postadress
administration-setup-email-hint = Du blir administratör och loggar in med den.
administration-setup-person = Ditt namn
administration-setup-examples = Vad ska finnas från början?
administration-setup-examples-nothing = Ingenting
administration-setup-examples-nothing-hint = Produkter, supportplaner och allt annat skrivs in eller importeras.
administration-setup-examples-catalogue = Exempelkatalogen
administration-setup-examples-catalogue-hint = Produkter, supportplaner, kalendrar, regioner och artiklar, att ändra efter behov.
administration-setup-examples-world = Exempeldata
administration-setup-examples-world-hint = Exempelkatalogen med påhittade personer, kontrakt och ärenden, för att prova allt. Inte för skarp drift: det går inte att ta bort igen.
administration-examples = Exempeldata
administration-examples-half = Läses in. Ladda om sidan om en minut. Om det inte ändras står orsaken i serverns logg.
administration-examples-whole = Exempeldata är inlästa
administration-setup-next = Härnäst skapar du en passkey. Gå sedan till Administration: skicka ett testbrev, importera kontrakt och bjud in personalen.
administration-setup-button = Kom i gång
