### Avslag: en mening för varje, med samma namn som det maskinord som API:et säger.

## Vem som frågar

refusal-sign-in-needed = Logga in för att fortsätta.
refusal-passkey-needed = Din roll kräver en passkey. Visa din för att fortsätta.
refusal-step-up-needed = Det här kräver en passkey som visats de senaste { $minutes } minuterna. Visa din, så görs det sedan.
refusal-fresh-sign-in-needed = Det här kräver att du har loggat in med e-post de senaste { $minutes } minuterna. Logga in igen så kommer du tillbaka hit.
refusal-not-found = Vi hittar inte det du söker, eller så saknar du behörighet.
refusal-sign-in-expired = Länken gäller inte längre. Skicka en ny.
refusal-code-wrong = Det är inte koden som vi skickade. Kontrollera den och försök igen.
refusal-rate-limited = För många försök. Försök igen om { $wait }.
refusal-identity-taken = Den här inloggningen hör redan till ett annat konto. Logga in i det kontot eller använd en annan inloggning.
refusal-passkey-refused = Din passkey godtogs inte. Försök igen eller använd en annan.
refusal-last-passkey = Du kan inte ta bort din sista passkey, eftersom din roll kräver en. Registrera en annan först.
refusal-email-taken = Den adressen kan inte användas. Välj en annan.
refusal-staff-account = Ett konto med personalroll tas bort av en administratör.
refusal-last-administrator = Det måste finnas en administratör. Ge någon annan rollen först.
refusal-own-standing = Du kan inte inaktivera ditt eget konto. Be en annan administratör.

## Ett ID-par

refusal-access-id-empty = Ange ett Access-ID
refusal-access-id-characters = Access-ID får bara innehålla siffror
refusal-access-id-length = Ett Access-ID har mellan { $min } och { $max } siffror. Räkna dem och ta med nollor i början
refusal-contract-id-empty = Ange ett kontrakts-ID
refusal-contract-id-characters = Kontrakts-ID får bara innehålla siffror
refusal-contract-id-length = Ett kontrakts-ID har mellan { $min } och { $max } siffror. Räkna dem och ta med nollor i början
refusal-near-miss = Menade du { $id }? Nollor i början hör till ID:t.
refusal-swapped = ID:na verkar ligga i fel fält.
refusal-pair-not-found = Vi hittar inget kontrakt med det Access-ID:t och kontrakts-ID:t. Kontrollera båda eller fråga servicecentret.
refusal-pair-rate-limited = För många försök. Vänta { $wait } eller fråga servicecentret.
refusal-proof-needed = Nya kopplingar till kontraktet kräver just nu ytterligare ett bevis: en kod till den registrerade adressen eller ett godkännande från någon som har kopplat det.
refusal-pair-taken = Ett annat kontrakt har redan det ID-paret.

## Varför ett kontrakt inte kan användas

refusal-superseded = Ersatt av { $successor }.
refusal-superseded-unnamed = Ersatt av ett annat kontrakt. Fråga ägaren eller servicecentret.
refusal-cancelled = Makulerat. Fråga servicecentret.
refusal-suspended = Spärrat. Kontakta servicecentret.
refusal-not-yet-active = Inte aktiverat än. Guld- och silverkontrakt aktiveras normalt inom fyra veckor efter förnyelsen.
refusal-not-yet-active-from = Gäller från { $date }.
refusal-expired =
    { $count ->
        [0] Gick ut { $date }. Inga incidenter var outnyttjade.
        [one] Gick ut { $date }. { $count } incident var outnyttjad.
       *[other] Gick ut { $date }. { $count } incidenter var outnyttjade.
    }
refusal-expired-hours = Gick ut { $date }. Outnyttjad rådgivning: { $hours }.
refusal-expired-unlimited = Gick ut { $date }.
refusal-cloud-only = Kan inte användas här: { $plan } gäller bara molnprodukter och { $product } är en lokal produkt.
refusal-on-premises-only = Kan inte användas här: { $plan } gäller bara lokala produkter.
refusal-product-not-covered = Kan inte användas här: { $plan } omfattar inte { $product }.
refusal-version-too-old = Kan inte användas här: { $plan } omfattar nuvarande och föregående version, och { $version } är äldre.
refusal-advisory-only = Kan inte användas här: { $plan } räknar rådgivningstimmar, inte incidenter.
refusal-mainstream-over = Kan inte användas här: { $plan } omfattar föregående version så länge den har ordinarie support, och den har upphört för { $version }.
refusal-out-of-lifecycle = Kan inte användas här: supporten för { $version } upphörde { $date }.
refusal-production-use-not-covered = Kan inte användas här: { $plan } gäller utveckling och test, inte produktion.
refusal-region-not-covered = Kan inte användas här: { $plan } gäller { $region }.
refusal-exhausted = Inga incidenter kvar.
refusal-exhausted-since = Inga incidenter kvar. Den sista användes { $date }.

## Kopplingar och inbjudningar

refusal-invitation-expired = Inbjudan har använts eller återkallats, har skickats till en annan adress eller är äldre än { $days } dagar. Logga in med adressen som den skickades till eller be om en ny.
refusal-not-a-colleague = Ärendet kan inte delas med den adressen. Det kan delas med dem som har kopplat samma kontrakt eller hör till samma organisation. Dela kontraktet först.
refusal-too-many-followers =
    { $count ->
        [one] Bara { $count } person kan följa ett ärende. Ta bort någon först.
       *[other] Bara { $count } personer kan följa ett ärende. Ta bort någon först.
    }
refusal-undo-over = Tiden att ångra kopplingen är slut. Kontraktsägaren kan fortfarande stoppa en person.
refusal-contract-state = Kontraktets status tillåter inte det här. Läs in sidan igen för att se hur det ligger till.
refusal-adjustment-too-large = Så mycket finns inte kvar att ta bort. Ange ett mindre antal.
refusal-adjustment-over = Saldot skulle bli större än vad ett kontrakt kan ha. Ange ett mindre tal.
refusal-not-later = Kontraktet gäller redan till { $date }. Ange en senare dag.
refusal-range-reversed = Det högsta kan inte vara lägre än det lägsta. Ange det högre talet här.
refusal-second-person-needed = Om så många måste en annan person besluta.
refusal-balance-moved = Saldot har ändrats sedan sidan öppnades. Se efter igen innan du beslutar.
refusal-reason-needed = Ange ett skäl

## Utkastet och att skicka in det

refusal-stale-draft = Utkastet har ändrats i en annan flik eller på en annan enhet. Båda texterna finns nedan – välj vilken du vill behålla.
refusal-step-open = Fyll i det här steget först: { $step }
refusal-agreement-not-accepted = Godkänn tjänsteavtalet för att skicka in
refusal-agreement-changed = Tjänsteavtalet finns i en nyare version. Läs den och godkänn den för att skicka in.
refusal-severity-not-offered = Kontraktet har inte den allvarlighetsgraden. Välj en annan.
refusal-phone-needed = Allvarlighetsgrad A kräver ett telefonnummer där någon svarar dygnet runt.
refusal-key-reused = Formuläret har redan använts för ett annat ärende. Läs in sidan igen och skicka in på nytt – din text är sparad.
refusal-key-too-long = Formuläret är skadat. Läs in sidan igen och skicka in på nytt – din text är sparad.
refusal-too-many-drafts = För många utkast har påbörjats. Logga in för att gå vidare eller fortsätt med ett utkast som du redan har.

## Filer

refusal-file-unfinished = En fil är inte färdiguppladdad. Fortsätt ladda upp eller ta bort filen.
refusal-file-too-large = Filen är större än { $limit }. Dela upp den eller komprimera den.
refusal-too-many-files =
    { $limit ->
        [one] Bifoga högst { $limit } fil. Flera kan skickas som ett arkiv.
       *[other] Bifoga högst { $limit } filer. Flera kan skickas som ett arkiv.
    }
refusal-file-empty = Filen är tom. Välj en annan.

## När ärendet är inskickat

refusal-closed = Ärendet är stängt. Öppna det igen först.
refusal-not-closed = Ärendet är öppet, så det finns inget att öppna igen eller bestrida.
refusal-reopen-over = Tiden att öppna ärendet igen är slut. Skapa ett nytt som fortsätter det.
refusal-already-taken = { $name } har ärendet.
refusal-not-taken = Ingen har tagit ärendet än. Ta det först.
refusal-disposition-not-offered = Den orsaken kan inte användas för det här ärendet. Välj en annan.
refusal-severity-unchanged = Ärendet har redan den allvarlighetsgraden.
refusal-severity-locked = En tekniker har ärendet. Be teknikern ändra allvarlighetsgraden.
refusal-newer-message = Det har kommit ett nytt meddelande sedan du började. Läs det och skicka sedan.
refusal-no-charge = Det finns inget avdrag att bestrida eller flytta, eller så är det redan bestritt.
refusal-no-proposal = Det finns inget att svara på här längre.
refusal-paying-contract-not-yours = Kontraktet som betalar för ärendet finns inte bland dina. Länka det under Mina kontrakt och svara sedan igen, eller låt det andra problemet vara.
refusal-already-open = Frågan är redan ställd och väntar på svar.

refusal-partner-id-taken = En annan organisation har det partner-ID:t.
refusal-country-unknown = Landet hör inte till någon region, så kontrakt kan inte utfärdas där.
refusal-contact-on-file = Adressen finns redan registrerad hos organisationen.
refusal-location-on-file = Det verksamhetsstället finns redan registrerat.
refusal-primary-contact = Personen är primär programkontakt. Be servicecentret att utse en annan först.

refusal-changed-elsewhere = Någon annan har ändrat detta under tiden. Dina ändringar finns nedan – jämför och spara igen.
refusal-no-primary-contact = Ingen är registrerad som primär programkontakt för verksamhetsstället. Utse en först: ID:na skickas dit.
refusal-no-membership = Organisationen har inget medlemskap den dagen.
refusal-membership-overlaps = Ett annat medlemskap omfattar några av de dagarna.
refusal-not-in-membership = Det ingår inte i medlemskapet, eller aktiveras utan att någon begär det.
refusal-activation-asked = Det är redan begärt. Servicecentret aktiverar det.
refusal-activation-done = Det är redan aktiverat.
refusal-not-sent-there = I den här regionen skickas ID:na inte till den kontakten. Välj någon av kontakterna nedan.
refusal-days-reversed = Den sista dagen ligger före den första.
refusal-days-over = Den sista dagen är redan förbi. Välj en senare.
refusal-days-outside = Den första dagen måste ligga mellan { $from } och { $until }, då medlemskapet gäller.
refusal-days-too-many = Den sista dagen kan vara senast { $until }.
refusal-toolkit-used = Verksamhetsställets verktygslåda har redan begärts eller används. En till kan begäras när dess kontrakt har gått ut och en ny verktygslåda har köpts.

## Prenumerationer

refusal-role-missing = Din roll { $role } i { $subscription } får inte skapa ärenden. Det får Ägare, Deltagare och Supportärendedeltagare.
refusal-role-none = Du har ingen roll i { $subscription }. Ägare, Deltagare och Supportärendedeltagare får skapa ärenden.
refusal-delegation-missing = Du behöver delegerad administratörsbehörighet hos { $customer }.
refusal-subscription-not-found = Du har ingen roll i prenumerationen, eller så finns den inte. Logga in med kontot som äger den, eller be ägaren om en roll.
refusal-subscription-of-another-product = Prenumerationen gäller en annan produkt. Välj prenumeration igen.
refusal-last-owner = En prenumeration behöver en ägare. Gör någon annan till ägare först.
refusal-account-not-found = Ingen har loggat in med den adressen. Be personen logga in en gång.
refusal-partner-not-found = Ingen partner har det partner-ID:t.

## Rådgivning och programsupport

refusal-too-few-left = Högst { $hours } kan reserveras på kontraktet. Begär färre timmar eller använd ett annat kontrakt.
refusal-engagement-too-long = Ett uppdrag är högst { $hours } och inte mindre än det som redan är levererat. Ange en tid inom det.
refusal-not-approved = Kunden har godkänt { $hours } till. Skicka en högre uppskattning först.
refusal-hours-not-yours = Du får inte längre använda timmarna på det här kontraktet. Be en kollega som fortfarande hör till organisationen.
refusal-not-entitled = Din organisation har inget medlemskap där det här ingår.
