### Ärendeguiden: från produkt till inskickat ärende.

wizard-title = Nytt supportärende

## Stegen

wizard-step-product = Produkt
wizard-step-use = Användning
wizard-step-problem = Problem
wizard-step-self-help = Självhjälp
wizard-step-contract = Kontrakt
wizard-step-contact = Kontakt
wizard-step-description = Beskrivning
wizard-step-check = Kontroll

## Sidopanelen och utkastet

wizard-summary = Ditt ärende hittills
wizard-summary-product = Produkt
wizard-summary-use = Används som
wizard-summary-problem = Problem
wizard-summary-contract = Kontrakt
wizard-summary-contact = Kontakt
wizard-summary-title = Rubrik
wizard-summary-severity = Allvarlighetsgrad
wizard-summary-files = Filer
wizard-summary-cost = Kostnad
wizard-save-later = Spara och fortsätt senare
wizard-saved = Sparat. Du hittar utkastet under Mina ärenden fram till { $date }.
wizard-visitor = Du är inte inloggad. Utkastet sparas i den här webbläsaren i { $hours } timmar. Logga in för att spara det i { $days } dagar.
wizard-resume-title = Du har utkast
wizard-discard = Kasta utkastet
wizard-discard-title = Vill du kasta utkastet?
wizard-discard-text = Det du har skrivit och filerna du har lagt till tas bort. Ingen incident har dragits av.
wizard-gone-title = Utkastet finns inte kvar
wizard-gone = Utkastet har skickats in, kastats eller legat längre än { $days } dagar. Titta under Mina ärenden eller börja på ett nytt.
wizard-untitled = Ärende utan rubrik

## Ett utkast som har ändrats i en annan flik eller på en annan enhet

wizard-stale-title = Utkastet har ändrats på ett annat ställe
wizard-stale-text = Det ändrades i en annan flik eller på en annan enhet medan den här sidan var öppen. Jämför och välj vilken text du vill behålla.
wizard-stale-saved = Det som är sparat
wizard-stale-typed = Det du har skrivit här
wizard-stale-keep-saved = Behåll det som är sparat
wizard-stale-keep-typed = Behåll det jag har skrivit här

## Produkt

wizard-product-title = Vilken produkt gäller det?
wizard-product-search = Sök produkt
wizard-product-search-hint = På namn eller på det du kallar den, till exempel ”SQL”.
wizard-product-found =
    { $count ->
        [one] { $count } produkt matchar ”{ $query }”
       *[other] { $count } produkter matchar ”{ $query }”
    }
wizard-product-empty = Ingen produkt matchar ”{ $query }”. Kontrollera stavningen eller bläddra i listan.
wizard-product-clear = Visa alla produkter
wizard-product-version = Version
wizard-product-version-title = Vilken version av { $product }?
wizard-product-support-ended = Supporten upphörde { $date }
wizard-product-extended-text = { $product } har utökad support till { $date }. En incident dras av även om orsaken är ett fel i produkten.
wizard-product-ended-warning = Supporten för { $product } upphörde { $date }. De flesta kontrakt omfattar den inte.
wizard-product-missing = Välj en produkt
wizard-version-missing = Välj en version
wizard-product-gone = Den produkten går inte längre att välja. Välj en annan.

## En molnprodukt: ärendet skapas någon annanstans

wizard-cloud-title = { $product } är en molnprodukt
wizard-cloud-text = { $product } är en molnprodukt. Skapa ärendet i { $portal }.
wizard-cloud-facts = Bra att veta
wizard-cloud-ids-none = Inget Access-ID behövs för { $product }.
wizard-cloud-ids-linked = Kontraktet måste först kopplas där som förmån, med Access-ID och kontrakts-ID.
wizard-cloud-go = Gå till { $portal }
wizard-cloud-other = Välj en annan produkt
wizard-cloud-kept = Inget har skickats. Utkastet finns kvar här till { $date }, och du kan kopiera det du har skrivit.
wizard-cloud-typed = Det du har skrivit

## Användning

wizard-use-title = Hur använder du produkten?
wizard-use-home = Hemma eller privat
wizard-use-professional = Som IT-tekniker, utvecklare eller partner
wizard-use-which = Vilket?
wizard-use-it-professional = IT-tekniker
wizard-use-developer = Utvecklare
wizard-use-partner = Partner
wizard-use-missing = Välj hur du använder produkten
wizard-use-which-missing = Välj IT-tekniker, utvecklare eller partner
wizard-use-production = Används den i produktion?
wizard-use-production-yes = Ja, andra är beroende av den i sitt arbete
wizard-use-production-no = Nej, för utveckling eller test
wizard-use-production-missing = Välj om den används i produktion
wizard-home-title = Hjälp för dig som använder produkten hemma
wizard-home-text = Professionell support är till för verksamheter. För { $product } hemma finns hjälp för privatpersoner, som är kostnadsfri eller betalas på annat sätt.
wizard-home-go = Gå till hjälp för privatpersoner
wizard-home-change = Jag använder den i arbetet

## Problem

wizard-problem-title = Vilken typ av problem är det?
wizard-problem-category-title = Vilken kategori passar bäst?
wizard-problem-summary = Problemet med några ord
wizard-problem-summary-hint = Hjälper oss att hitta artiklar som kan lösa det.
wizard-problem-type-missing = Välj en problemtyp
wizard-problem-category-missing = Välj en kategori

## Självhjälp

wizard-self-help-title = De här artiklarna kan hjälpa dig
wizard-self-help-title-empty = Självhjälp
wizard-self-help-search = Sök bland artiklarna
wizard-self-help-updated = Uppdaterad { $date }
wizard-self-help-more = Visa fler
wizard-self-help-shown = { $shown } av { $total } artiklar
wizard-self-help-solved = Det här löste problemet
wizard-self-help-start = Gå vidare med ärendet
wizard-self-help-empty = Vi har inga artiklar om det här problemet än.
wizard-self-help-no-match = Ingen artikel matchar ”{ $query }”. Prova med andra ord eller gå vidare med ärendet.
wizard-self-help-other-products = Det finns inget om just { $product }. De här handlar om närliggande produkter.
wizard-self-help-unavailable = Det går inte att söka bland artiklarna just nu. Du kan gå vidare med ärendet.
wizard-self-help-done-title = Löst
wizard-self-help-done = Vad bra. Ingen incident har dragits av.
wizard-self-help-done-more = Utkastet är avslutat. Om problemet kommer tillbaka kan du börja på ett nytt ärende när som helst.
wizard-article-back = Tillbaka till artiklarna
wizard-article-source = Källa
wizard-article-licence = Licens
wizard-article-question = Löste det här problemet?

## Kontrakt

wizard-contract-title = Hur vill du betala för ärendet?
wizard-contract-existing = Använd mitt befintliga kontrakt (Access-ID)
wizard-contract-covers = Omfattar produkten
wizard-contract-not-usable = Kan inte användas här
wizard-contract-card =
    { $left ->
        [0] Inga incidenter kvar · gäller till { $date }
       *[other] { $left } av { $total } incidenter kvar · gäller till { $date }
    }
wizard-contract-card-unlimited = Obegränsat antal incidenter · gäller till { $date }
wizard-contract-unusable = Kontrakt som inte kan användas för ärendet
wizard-contract-different = Använd ett annat kontrakt
wizard-contract-different-hint = Ange Access-ID och kontrakts-ID en gång. Nästa gång finns kontraktet bland dina.
wizard-contract-access-id = Access-ID
wizard-contract-access-id-hint = Alla siffror, även nollor i början. Exempel: { $example }
wizard-contract-contract-id = Kontrakts-ID
wizard-contract-contract-id-hint = Finns i aktiveringsmejlet
wizard-contract-paste = Du kan klistra in båda ID:na på en gång i det första fältet.
wizard-contract-add = Lägg till kontraktet
wizard-contract-use-suggestion = Använd { $id }
wizard-contract-swap = Byt plats
wizard-contract-link-for-cloud = Koppla det för molnärenden
wizard-contract-lost = Jag hittar inte mitt Access-ID
wizard-contract-uses = Ärendet kostar 1 incident. Därefter har du { $left } kvar.
wizard-contract-uses-last = Ärendet kostar 1 incident. Därefter har du inga kvar.
wizard-contract-uses-unlimited = Ärendet kostar 1 incident. Kontraktet har obegränsat antal incidenter.
wizard-contract-uses-back = Du får tillbaka den om ärendet stängs utan avdrag.
wizard-contract-already-added = Du har redan lagt till kontraktet. Det är valt nedan.
wizard-contract-added = Kontraktet är tillagt. Det är kopplat till ditt konto – nästa gång behöver du inte ange ID:na.
wizard-contract-added-unusable = Kontraktet är kopplat till ditt konto, men kan inte användas för ärendet.
wizard-contract-added-for-cloud = Kontraktet är kopplat för molnärenden. Välj ett annat kontrakt för det här ärendet.
wizard-contract-last = Det här är den sista incidenten i kontraktet.
wizard-contract-ends-soon =
    { $count ->
        [0] Kontraktet går ut i dag. Ärenden som skickas in före dess handläggs klart.
        [one] Kontraktet går ut om { $count } dag. Ärenden som skickas in före dess handläggs klart.
       *[other] Kontraktet går ut om { $count } dagar. Ärenden som skickas in före dess handläggs klart.
    }
wizard-contract-missing = Välj ett kontrakt eller ett annat sätt att betala
wizard-contract-none-no-buying = Du har inga kontrakt än. Ange ett Access-ID och ett kontrakts-ID.
wizard-contract-skip = Fortsätt utan kontrakt
wizard-contract-skip-text = Du kan beskriva problemet och spara utkastet. För att skicka in behövs ett kontrakt.
wizard-contract-proof-title = Ytterligare ett bevis behövs
wizard-contract-proof-code = Koden i mejlet
wizard-contract-proof-send = Bekräfta kopplingen

## Vad du gör åt ett kontrakt som inte kan användas

wizard-remedy-expired = Välj ett annat kontrakt eller fråga servicecentret om förnyelse.
wizard-remedy-exhausted = Välj ett annat kontrakt eller fråga servicecentret om fler incidenter. Om en incident återförs kan kontraktet användas igen.
wizard-remedy-not-yet-active = Fråga er primära programkontakt eller servicecentret när det aktiveras.
wizard-remedy-suspended = Bara de kan säga varför. Du kan välja ett annat kontrakt så länge.
wizard-remedy-superseded = Använd kontraktet som har ersatt det.
wizard-remedy-cancelled = Välj ett annat kontrakt eller fråga servicecentret.
wizard-remedy-advisory = Välj ett kontrakt som räknar incidenter. Rådgivningstimmar blir aldrig incidenter.
wizard-remedy-cloud-only = Använd det för molnärenden. För den här produkten behövs ett kontrakt som omfattar lokala produkter.
wizard-remedy-on-premises-only = För molnprodukter behövs ett kontrakt som omfattar dem.
wizard-remedy-product = Välj ett kontrakt som omfattar produkten. Vad ett kontrakt omfattar står på dess sida.
wizard-remedy-version = Kontrollera att du har valt rätt version eller välj ett kontrakt som omfattar äldre versioner.
wizard-remedy-lifecycle = Kontrollera att du har valt rätt version eller uppgradera till en som fortfarande har support.
wizard-remedy-production = Välj ett kontrakt för produktion.
wizard-remedy-region = Välj ett kontrakt för din region eller fråga servicecentret.

## Kontakt

wizard-contact-title = Hur når vi dig?
wizard-contact-name = Namn
wizard-contact-email = E-postadress
wizard-contact-phone = Telefon
wizard-contact-phone-hint = Med landsnummer, till exempel +46 8 123 456 78
wizard-contact-language = Språk för kontakt
wizard-contact-zone = Tidszon
wizard-contact-hours = Nåbar tid
wizard-contact-hours-hint = När vi kan nå dig, till exempel vardagar 8–17.
wizard-contact-way = Helst via
wizard-contact-way-email = E-post
wizard-contact-way-phone = Telefon
wizard-contact-recipients = Fler mottagare
wizard-contact-recipients-hint = Upp till { $max } e-postadresser, en på varje rad. De får en kopia av meddelandena.
wizard-contact-on-behalf = Åt en kund
wizard-contact-customer = Kundens namn
wizard-contact-reference = Referens
wizard-contact-name-missing = Ange ditt namn
wizard-contact-email-missing = Ange en e-postadress, till exempel namn@exempel.se
wizard-contact-phone-missing = Ange ett telefonnummer med landsnummer, till exempel +46 8 123 456 78
wizard-contact-way-missing = Välj e-post eller telefon
wizard-contact-phone-needed = Du har valt att bli nådd per telefon. Ange ett telefonnummer.
wizard-contact-zone-missing = Välj en tidszon
wizard-contact-recipient-form = { $address } är inte en e-postadress av formen namn@exempel.se
wizard-contact-recipients-many = Ange högst { $max } fler mottagare
wizard-contact-customer-missing = Ange kundens namn

## Beskrivning

wizard-description-title = Beskriv problemet
wizard-description-heading = Rubrik
wizard-description-heading-hint = En rad som säger vad som är fel.
wizard-description-text = Beskrivning
wizard-description-text-hint = Du kan använda Markdown. Skriv inte lösenord eller personuppgifter.
wizard-description-prompts = Infoga rubriker
wizard-description-prompt-happens = Vad händer?
wizard-description-prompt-expected = Vad hade du väntat dig?
wizard-description-prompt-tried = Vad har du provat?
wizard-description-prompt-began = När började det?
wizard-description-error-message = Felmeddelande
wizard-description-error-message-hint = Ordagrant, så som det visas.
wizard-description-systems = Berörda system
wizard-description-began = När det började
wizard-description-began-hint = Till exempel 2026-11-02 eller 2026-11-02 14:05
wizard-description-began-form = Ange ett datum, till exempel 2026-11-24
wizard-description-began-future = Ange en tid som har passerat
wizard-description-severity = Allvarlighetsgrad
wizard-description-a = A – Kritisk påverkan på verksamheten.
wizard-description-b = B – Begränsad påverkan.
wizard-description-c = C – Minimal påverkan.
# $hours är timmarna i ord: "2 timmar".
wizard-description-a-answer = Första svar inom { $hours }, dygnet runt. Någon hos er måste kunna nås hela tiden.
wizard-description-business-answer = Första svar inom { $hours } under kontorstid.
wizard-description-clock-answer = Första svar inom { $hours }, dygnet runt.
# $moment är en tid med tidszon: "kl. 14.05 (svensk tid)".
wizard-description-first-answer = Första svar senast { $moment }
wizard-description-handling = Handläggning
wizard-description-handling-business = Kontorstid
wizard-description-handling-clock = Dygnet runt
wizard-description-handling-clock-hint = Någon hos er måste kunna nås hela tiden.
wizard-description-handling-a = Allvarlighetsgrad A handläggs alltid dygnet runt.
wizard-description-handling-missing = Välj kontorstid eller dygnet runt
wizard-description-phone-needed = Allvarlighetsgrad A kräver ett telefonnummer där någon svarar dygnet runt.
wizard-description-heading-missing = Ange en rubrik
wizard-description-text-missing = Beskriv problemet
wizard-description-severity-missing = Välj en allvarlighetsgrad
wizard-description-good-start = Bra början. Skriv också vad du har provat – då går det snabbare att lösa.
wizard-description-secret = Det här ser ut som ett lösenord eller en nyckel. Ta bort det innan du skickar in.
wizard-similar = En kollega har redan ett öppet ärende om detta: { $number }. Vill du följa det i stället?
wizard-similar-gone = Det går inte längre att följa { $number }. Det du har skrivit finns kvar här.

## Filer

wizard-files = Filer
wizard-files-limit = Upp till { $count } filer, { $megabytes } MB per fil
wizard-files-hint = Skärmbilder och loggar hjälper. Bifoga inte lösenord eller personuppgifter.
wizard-files-later = Du kan också lägga till filer när du har skickat in.
wizard-files-too-large = { $file } är större än { $megabytes } MB
wizard-files-empty = { $file } är tom
wizard-files-too-many = Bifoga högst { $count } filer
wizard-files-failed = { $file } kunde inte tas emot. Försök igen – det du har skrivit finns kvar.
wizard-files-full = Det finns inte plats för fler filer just nu. Skicka in ärendet utan dem och lägg till dem senare.

## Kontroll

wizard-check-title = Kontrollera dina uppgifter
wizard-check-not-given = Inte angivet
wizard-check-cost-heading = Vad det kostar
wizard-check-cost = När du skickar in dras 1 incident från { $contract }. Därefter är { $left } kvar.
wizard-check-cost-last = När du skickar in dras 1 incident från { $contract }. Därefter är inga kvar.
wizard-check-cost-unlimited = När du skickar in dras 1 incident från { $contract }, som har obegränsat antal incidenter.
wizard-check-cost-held = När du skickar in reserveras 1 incident i { $contract }. Den dras av när en tekniker tar ärendet.
wizard-check-cost-resolved = När du skickar in reserveras 1 incident i { $contract }. Den dras av när ärendet är löst.
wizard-check-agreement = Tjänsteavtal
wizard-check-agreement-read = Läs tjänsteavtalet
wizard-check-agreement-accept = Jag godkänner tjänsteavtalet (version { $version })
wizard-check-agreement-changed = Tjänsteavtalet finns i en nyare version, { $version }. Läs den och godkänn den för att skicka in.
wizard-check-submit = Skicka in ärendet
wizard-check-no-contract = Välj hur du vill betala innan du skickar in.
wizard-check-last-used = Den sista incidenten i kontraktet användes medan du skrev. Välj ett annat sätt att betala – din text är sparad.
wizard-check-expired = Kontraktet gick ut vid midnatt. Välj ett annat sätt att betala – din text är sparad.
wizard-check-no-longer-usable = Kontraktet kan inte längre användas för ärendet. Välj ett annat sätt att betala – din text är sparad.
wizard-check-choose-contract = Välj ett annat sätt att betala
wizard-agreement-title = Tjänsteavtal, version { $version }
wizard-agreement-from = Gäller sedan { $date }

## Inskickat

wizard-submitted-title = Ärendet är inskickat
wizard-submitted-text = { $number } är inskickat. En tekniker svarar senast { $moment }.
wizard-submitted-text-program = { $number } är inskickat. Servicecentret svarar senast { $moment }.
wizard-submitted-number = Ärendenummer
wizard-submitted-severity = Allvarlighetsgrad
wizard-submitted-first-answer = Första svar senast
wizard-submitted-counted-business = Räknat i kontorstid: { $hours } från { $moment }
wizard-submitted-counted-clock = Räknat dygnet runt: { $hours } från { $moment }
wizard-submitted-calendar = Kontorstid enligt { $calendar }
wizard-submitted-contract = Kontrakt
wizard-submitted-entry = Post i kontoutdraget
wizard-submitted-entry-number = Nr { $number }
wizard-submitted-balance = Saldo
wizard-submitted-balance-change = { $before } → { $after } incidenter
wizard-submitted-copy-sent = Vi har skickat en kopia till { $email }
wizard-submitted-next = Vad händer nu?
wizard-submitted-next-answer = En tekniker läser din beskrivning och hör av sig.
wizard-submitted-next-answer-advisory = En tekniker läser ditt mål och skickar en uppskattning att godkänna, eller frågar.
wizard-submitted-next-answer-program = Servicecentret läser ditt ärende och hör av sig.
wizard-submitted-next-follow = Du följer ärendet här och får ett mejl när något nytt har hänt.
wizard-submitted-next-add = Du kan lägga till information och filer när som helst.
wizard-submitted-show = Visa ärendet
wizard-submitted-another = Skapa ett till
wizard-submitted-calendar-add = Lägg till i kalendern
wizard-submitted-calendar-event = Första svar i { $number }
