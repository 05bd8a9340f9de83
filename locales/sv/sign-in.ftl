### Inloggning och att visa vem man är.

## Första sidan

sign-in-title = Logga in
sign-in-introduction = Ange din e-postadress. Vi skickar en länk och en kod – du behöver inget lösenord.
sign-in-reason-page = Logga in för att fortsätta. Sedan kommer du tillbaka till sidan du ville till.
sign-in-reason-draft = Logga in för att välja hur du vill betala för ärendet. Det du har skrivit finns kvar.
sign-in-email = E-postadress
sign-in-email-hint = Vilken adress som helst där du kan läsa e-post.
sign-in-send = Skicka inloggningslänk
sign-in-provider = Fortsätt med { $provider }
sign-in-new = Om du inte har något konto än skapas det när du loggar in.

## När länken är beställd

sign-in-sent-title = Kolla din e-post
sign-in-sent = Kolla din e-post. Vi har skickat en inloggningslänk till { $email }. Den gäller i { $minutes } minuter.
sign-in-sent-nothing = Har inget kommit? Titta i skräpposten, kontrollera adressen eller skicka en ny länk.
sign-in-sent-again = Skicka en ny länk
sign-in-sent-other-address = Använd en annan adress
sign-in-code = Sexsiffrig kod
sign-in-code-hint = Finns i samma mejl. Du kan klistra in den. Den fungerar bara i den här webbläsaren.
sign-in-code-send = Logga in med koden
sign-in-code-missing = Ange den sexsiffriga koden
sign-in-code-form = Koden har sex siffror
sign-in-code-wrong = Det är inte koden som vi skickade. Du har { $count } försök kvar.
sign-in-code-spent = Koden gäller inte längre. Skicka en ny.

## Sidan som länken leder till

sign-in-link-title = Logga in som { $email }
sign-in-link-text = Ett klick till så är du inloggad. Knappen finns för att e-postprogram som öppnar länkar inte ska förbruka den.
sign-in-link-button = Logga in
sign-in-link-not-you = Om du inte har bett om detta kan du stänga sidan.
sign-in-link-expired-title = Länken gäller inte längre
sign-in-link-expired = Länken gäller inte längre. Skicka en ny.
sign-in-too-many = För många försök. Försök igen om { $wait }.

## En annan inloggningstjänst

sign-in-provider-failed = { $provider } loggade inte in dig. Försök igen eller använd din e-postadress.
sign-in-provider-cancelled = Du avbröt inloggningen hos { $provider }.
sign-in-provider-unreachable = Vi når inte { $provider } just nu. Använd din e-postadress eller försök igen senare.
sign-in-provider-no-email = { $provider } lämnade ingen bekräftad e-postadress, och en sådan behöver vi. Logga in med din e-postadress.
sign-in-connect-title = Koppla { $provider } till ditt konto
sign-in-connect-text = Det finns redan ett konto för { $email }. Visa att det är ditt: vi skickar en länk och en kod till den adressen. Sedan kan du logga in med { $provider } också.
sign-in-connect-send = Skicka en länk till { $email }

## Passkeys, för personal

sign-in-passkey = Logga in med en passkey
sign-in-passkey-use = Använd passkey
sign-in-passkey-scripts = Passkeys kräver JavaScript. Slå på det i webbläsaren och läs in sidan igen.
sign-in-passkey-failed = Din passkey godtogs inte. Försök igen eller använd en annan.
sign-in-passkey-cancelled = Ingen passkey användes. Försök igen när du är redo.
sign-in-passkey-none = Ditt konto har ingen passkey än. Registrera en för att gå vidare.
sign-in-passkey-register-title = Registrera en passkey
sign-in-passkey-register-text = En passkey finns i din enhet eller i en säkerhetsnyckel och kan inte lämnas ut av misstag. Din roll kräver en.
sign-in-passkey-register = Registrera passkey
sign-in-passkey-name = Namn på din passkey
sign-in-passkey-name-hint = Så att du vet vilken det är, till exempel ”Jobbdatorn”.
sign-in-passkey-registered = Din passkey är registrerad.
sign-in-passkey-register-failed = Det gick inte att registrera din passkey. Försök igen eller använd en annan enhet.
sign-in-step-up-title = Bekräfta att det är du
sign-in-step-up = Det här kräver att du har visat en passkey de senaste { $minutes } minuterna. Inget du har skrivit går förlorat.

## Utloggning

sign-in-signed-out-title = Du är utloggad
sign-in-signed-out = Dina utkast och ärenden finns kvar. Logga in för att se dem.
sign-in-confirm-title = Logga in igen
sign-in-confirm = För att göra det här måste du ha loggat in de senaste { $minutes } minuterna.
