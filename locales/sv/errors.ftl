### Fel vid fält, och sidorna för det som inte kan visas.

## Vilket fält som helst

error-required = Fyll i fältet
error-required-named = Ange { $field }
error-choice = Välj ett av alternativen
error-too-long = Använd högst { $max } tecken
error-too-short = Använd minst { $min } tecken
error-control-characters = Texten innehåller tecken som inte kan visas. Klistra in den som ren text
error-one-line = Skriv på en rad
error-lines =
    { $max ->
        [one] Skriv högst { $max } rad
       *[other] Skriv högst { $max } rader
    }
error-encoding = Texten gick inte att läsa. Klistra in den som ren text

## Olika slags fält

error-name = Ange ett namn
error-email = Ange en e-postadress, till exempel namn@exempel.se
error-email-ascii = Använd en e-postadress med bokstäverna a–z
error-phone = Ange ett telefonnummer med landsnummer, till exempel +46 8 123 456 78
error-code =
    { $digits ->
        [one] Ange koden: { $digits } siffra
       *[other] Ange koden: { $digits } siffror
    }
error-date = Ange ett datum, till exempel 2026-11-30
error-date-missing-day = { $date } finns inte i kalendern
error-date-past = Ange ett datum som har passerat
error-date-future = Ange ett datum som inte har passerat
error-date-order = Ange en sista dag som inte är före den första
error-time = Ange ett klockslag, till exempel 14:05
error-number = Ange ett heltal, till exempel 12
error-number-between = Ange ett tal från { $min } till { $max }
error-number-min = Ange ett tal som är minst { $min }
error-number-max = Ange ett tal som är högst { $max }
error-language = Välj ett språk
error-zone = Välj en tidszon
error-theme = Välj ett tema
error-address = Ange en adress som börjar med https://
error-search-long = Sök på högst { $max } tecken
error-confirm = Kryssa i rutan för att gå vidare

## Filer

error-file = Välj en fil
error-file-too-large = { $file } är större än { $size }
error-file-empty = { $file } är tom
error-file-kind = { $file } kan inte tas emot: filer av typen { $kind } är inte tillåtna
error-file-name = { $file } har ett namn som inte kan användas. Byt namn på filen och försök igen
error-file-unfinished = { $file } är inte färdiguppladdad
error-file-damaged = { $file } skadades på vägen. Skicka den igen
error-files-many =
    { $count ->
        [one] Bifoga högst { $count } fil
       *[other] Bifoga högst { $count } filer
    }

## Formuläret som helhet

error-form-unknown-field = Formuläret innehöll ett fält som inte hör dit. Läs in sidan igen och fyll i på nytt
error-form-fields-many = Formuläret hade för många fält
error-form-changed = Någon annan har ändrat detta under tiden. Dina ändringar finns nedan – jämför och spara igen.
error-form-theirs = Det som är sparat nu
error-form-yours = Det du skrev

## Sidor

error-400-title = Vi förstod inte det
error-400-text = Det som skickades gick inte att läsa. Gå tillbaka, läs in sidan igen och försök en gång till.
error-401-title = Logga in
error-401-text = Logga in för att fortsätta.
error-403-title = Du saknar behörighet
error-403-text = Du saknar behörighet till sidan. Du är inloggad som { $email }.
error-403-form-text = Formuläret kom inte från vår egen sida eller har varit öppet länge. Läs in sidan igen och skicka på nytt.
error-403-other-account = Logga in med ett annat konto
error-404-title = Vi hittar inte sidan
error-404-text = Vi hittar inte sidan. Kontrollera adressen eller gå till startsidan.
error-405-title = Det går inte att göra här
error-405-text = Gå till själva sidan och använd dess knappar.
error-409-title = Någon annan hann före
error-409-text = Någon annan har ändrat detta under tiden. Dina ändringar finns nedan – jämför och spara igen.
error-413-title = Det är för stort
error-413-text = Filerna är för stora tillsammans. Gränsen är { $megabytes } MB.
error-413-form-text = Formuläret är för stort. Korta texten eller bifoga den som en fil.
error-415-title = Den sortens innehåll tas inte emot här
error-415-text = Skicka formuläret från dess egen sida.
error-421-title = Den adressen är inte vår
error-421-text = Den här servern svarar inte för namnet i adressen. Kontrollera adressen.
error-422-title = Något behöver rättas
error-429-title = För många försök
error-429-text =
    { $minutes ->
        [one] För många försök. Försök igen om { $minutes } minut.
       *[other] För många försök. Försök igen om { $minutes } minuter.
    }
error-500-title = Något gick fel
error-500-text = Något gick fel hos oss. Din text är sparad. Ange { $reference } om du kontaktar oss.
error-500-unsaved-text = Något gick fel hos oss. Gå tillbaka och försök igen. Ange { $reference } om du kontaktar oss.
error-503-title = Vi är snart tillbaka
error-503-text = Vi uppdaterar { $app }. Försök igen om några minuter.
error-503-busy-title = Det är många här just nu
error-503-busy-text = Vi hann inte ta hand om det här. Inget har ändrats. Försök igen om en stund.
error-503-files-title = Filerna går inte att nå just nu
error-503-files-text = Platsen där filerna finns svarar inte. Det som ligger där är tryggt, och allt annat fungerar. Försök igen om några minuter.
error-507-title = Det finns ingen plats kvar
error-507-text = Inget nytt kan sparas just nu, och det du skickade blev inte sparat. Låt sidan vara öppen och försök igen om några minuter. Allt som sparats tidigare är kvar.
error-offline-title = Du är offline
error-reference = Referens: { $reference }
error-typed-heading = Det du hade skrivit
error-typed-text = Kopiera det innan du lämnar sidan.
error-what-now = Vad du kan göra
