### Fel vid fält, och sidorna för det som inte kan visas.

## Vilket fält som helst

error-too-long = Använd högst { $max } tecken
error-one-line = Skriv på en rad

## Olika slags fält

error-name = Ange ett namn
error-email = Ange en e-postadress, till exempel namn@exempel.se
error-email-ascii = Använd en e-postadress med bokstäverna a–z
error-phone = Ange ett telefonnummer med landsnummer, till exempel +46 8 123 456 78
error-language = Välj ett språk
error-zone = Välj en tidszon
error-theme = Välj ett tema

## Sidor

error-400-title = Vi förstod inte det
error-400-text = Det som skickades gick inte att läsa. Gå tillbaka, läs in sidan igen och försök en gång till.
error-401-title = Logga in
error-401-text = Logga in för att fortsätta.
error-403-title = Du saknar behörighet
error-403-form-text = Formuläret kom inte från vår egen sida eller har varit öppet länge. Läs in sidan igen och skicka på nytt.
error-404-title = Vi hittar inte sidan
error-404-text = Vi hittar inte sidan. Kontrollera adressen eller gå till startsidan.
error-405-title = Det går inte att göra här
error-405-text = Gå till själva sidan och använd dess knappar.
error-409-title = Någon annan hann före
error-413-title = Det är för stort
error-413-form-text = Formuläret är för stort. Korta texten eller bifoga den som en fil.
error-415-title = Den sortens innehåll tas inte emot här
error-415-text = Skicka formuläret från dess egen sida.
error-421-title = Den adressen är inte vår
error-421-text = Den här servern svarar inte för namnet i adressen. Kontrollera adressen.
error-422-title = Något behöver rättas
error-429-title = För många försök
error-500-title = Något gick fel
error-503-text = Vi uppdaterar { $app }. Försök igen om några minuter.
error-503-busy-title = Det är många här just nu
error-503-busy-text = Vi hann inte ta hand om det här. Inget har ändrats. Försök igen om en stund.
error-again-text = Det du skrev finns kvar på den här sidan och kan skickas som det är.
error-503-files-title = Filerna går inte att nå just nu
error-503-files-text = Platsen där filerna finns svarar inte. Det som ligger där är tryggt, och allt annat fungerar. Försök igen om några minuter.
error-507-title = Det finns ingen plats kvar
error-507-text = Inget nytt kan sparas just nu, och det du skickade blev inte sparat. Låt sidan vara öppen och försök igen om några minuter. Allt som sparats tidigare är kvar.
