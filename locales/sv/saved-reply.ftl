### Svarsmallar: det som handläggarna lägger in i sina svar, och sidan för dem som håller dem aktuella.

## I ett svar

saved-reply-choose = Svarsmall
saved-reply-none-chosen = Välj en svarsmall
saved-reply-insert = Infoga
saved-reply-missing = Välj en svarsmall att infoga

## Listan

saved-reply-title = Svarsmallar
saved-reply-lead = Det som står här kan läggas in i ett svar och ändras innan det skickas. Ett ärende får mallarna för sin produkt och för alla produkter, på kontaktpersonens språk.
saved-reply-none = Det finns inga svarsmallar.
saved-reply-column-title = Svarsmall
saved-reply-languages = Språk
saved-reply-kept = Svarsmallen är sparad.
saved-reply-changed = Svarsmallen är ändrad. Det som redan har skickats är som det var.
saved-reply-removed = Svarsmallen är borttagen.

## Formuläret

saved-reply-new = Ny svarsmall
saved-reply-change-title = Ändra svarsmallen
saved-reply-languages-hint = Skriv på ett språk eller på båda. Mallen erbjuds på de språk som den är skriven på.
saved-reply-heading-hint = Det som handläggaren hittar den med. Kunden ser det inte.
saved-reply-text = Text ({ $language })
saved-reply-text-missing = Skriv svarsmallens text
saved-reply-nothing = Skriv svarsmallen på minst ett språk
saved-reply-remove-title = Behövs den inte längre?
saved-reply-remove-text = Mallen kan inte längre läggas in i ett svar. Det som har skickats med den finns kvar.
saved-reply-remove = Ta bort svarsmallen
