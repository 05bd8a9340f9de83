### Kontosidan: vem man är, hur man läser och var man är inloggad.

account-title = Konto
account-signed-in-as = Du är inloggad som { $email }

## Om dig

account-details = Dina uppgifter
account-details-text = De fylls i åt dig när du skapar ett ärende.
account-name = Namn
account-email-change = Byt e-postadress
account-email-new = Ny e-postadress
account-email-change-text = Vi skickar en kod till den nya adressen och meddelar den gamla. Bytet görs när du har angett koden.
account-email-sent = Vi har skickat en kod till { $email }. Ange den här.
account-email-changed = Din e-postadress är nu { $email }.
account-email-taken = Adressen går inte att använda. Välj en annan.
account-phone = Telefon
account-phone-hint = Med landsnummer, till exempel +46 8 123 456 78
account-organisation = Organisation
account-language = Språk
account-language-hint = För sidor och e-post.
account-zone = Tidszon
account-zone-hint = Alla klockslag visas i den här zonen.
account-theme = Tema
account-theme-automatic = Automatiskt
account-theme-light = Ljust
account-theme-dark = Mörkt
account-shortcuts-on = Använd kortkommandon med en tangent i handläggarvyn
account-saved = Ändringarna är sparade.

## E-post om ärenden

account-notifications = Aviseringar med e-post
account-notifications-text = Du får alltid e-post om inloggning, om ID:n och om vad som dras av.
account-notify-answers = När en tekniker har svarat
account-notify-status = När ett ärende byter status
account-notify-reminders = Påminnelser när vi väntar på dig
account-notify-balance = När det är lite kvar på ett kontrakt
account-notify-ends = Innan ett kontrakt går ut
account-notify-statements = Ett kontoutdrag för dina kontrakt varje månad

## Sätt att logga in

account-sign-in = Sätt att logga in
account-sign-in-email = Länk eller kod med e-post till { $email }
account-identities = Kopplade inloggningstjänster
account-identities-none = Ingen annan inloggningstjänst är kopplad.
account-identity-connect = Koppla { $provider }
account-identity-remove = Ta bort kopplingen till { $provider }
account-identity-connected = Inloggningstjänsten är kopplad till ditt konto.
account-identity-disconnected = Inloggningstjänsten är inte längre kopplad.
account-passkeys = Passkeys
account-passkeys-none = Du har inga passkeys.
account-passkey-added = Tillagd { $date }
account-passkey-used = Senast använd { $time }
account-passkey-never-used = Aldrig använd
account-passkey-add = Registrera en passkey
account-passkey-remove = Ta bort { $name } som passkey
account-passkey-removed = Din passkey är borttagen.
account-passkey-last = Du kan inte ta bort din sista passkey, eftersom din roll kräver en. Registrera en annan först.

## Var du är inloggad

account-sessions = Var du är inloggad
account-sessions-text = Avsluta en session som du inte känner igen.
account-session-this = Den här sessionen
account-session-device = { $browser } på { $system }
account-session-device-unknown = Okänd enhet
account-session-begun = Inloggad { $time }
account-session-used = Senast använd { $time }
account-session-network = Från { $network }
account-session-end = Avsluta
account-session-end-what = Avsluta sessionen { $device }
account-session-ended = Sessionen är avslutad.
account-sign-out-everywhere = Logga ut överallt
account-sign-out-everywhere-text = Avslutar alla sessioner, även den här.

## Dina uppgifter hos oss

account-data = Dina uppgifter hos oss
account-download = Hämta mina uppgifter
account-download-text = En fil med allt vi sparar om dig: dina uppgifter, ärenden, meddelanden, filer och inloggningar.
account-delete = Ta bort mitt konto
account-delete-title = Vill du ta bort ditt konto?
account-delete-what = Ditt namn, dina adresser, ditt telefonnummer samt sessioner, kopplingar och utkast tas bort. I ärenden som du har skickat in tas ditt namn bort, och även dina texter och filer.
account-delete-kept = Det som har dragits av och återförts står kvar i kontraktens kontoutdrag, utan ditt namn: andra är beroende av saldona.
account-delete-open =
    { $count ->
        [one] Du har { $count } öppet ärende. Det återkallas.
       *[other] Du har { $count } öppna ärenden. De återkallas.
    }
account-delete-confirm-label = Ange din e-postadress för att bekräfta
account-delete-confirm-error = Ange { $email } för att bekräfta
account-delete-final = Det går inte att ångra.
account-delete-button = Ta bort mitt konto
account-deleted-title = Ditt konto är borttaget
account-deleted = Ditt konto är borttaget. Du kan skapa ett nytt när som helst genom att logga in.
account-delete-staff = Ett konto med en personalroll tas bort av en administratör.
