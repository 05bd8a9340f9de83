### The catalogue and its administration.

## The first page of the administration

catalogue-door-products = Produkter, versioner och när deras support upphör.
catalogue-door-plans = Det som kontrakt görs av: antal, längd, omfattning, varningar, pris.
catalogue-door-severities = Namn, och minuter till första svar.
catalogue-door-calendars = Supportställenas öppettider och helgdagar.
catalogue-door-regions = Länder, deras kalender, och vem som får förlorade ID:n.
catalogue-door-programme = Vad ett medlemskap ger, nivå för nivå.
catalogue-door-articles = Självhjälp: det som visas innan ett ärende skickas in.
catalogue-door-agreement = Tjänsteavtalets versioner.
catalogue-door-files = Katalogens alla filer som text.
catalogue-door-versions = Vem som ändrade vad i katalogen, när och varför.

## Lists

catalogue-products-title = Produkter
catalogue-products-lead = Det som man kan be om support för. Ett datum som ändras här flyttar vem som omfattas från den dagen.
catalogue-plans-title = Supportplaner
catalogue-plans-lead = Kontrakt behåller den version av planen som de gjordes av.
catalogue-calendars-title = Kalendrar
catalogue-calendars-lead = Kontorstid räknas efter kalendern för kontraktets region.
catalogue-regions-title = Regioner
catalogue-regions-lead = Ett kontrakts region följer av ägarens land.
catalogue-programme-title = Partnerprogrammet
catalogue-programme-lead = Planerna som ett medlemskap ger, och de kompetenser som en plats kan få.
catalogue-severities-title = Allvarlighetsgrader
catalogue-severities-lead = Tiden till första svar, om inte en supportplan lovar en annan. Allvarlighetsgrad A räknas dygnet runt.
catalogue-files-title = Katalogens filer
catalogue-files-lead = Det som inte har något eget formulär ändras här. Helheten kontrolleras innan något sparas.
catalogue-versions-title = Versioner
catalogue-versions-lead = Varje ändring av katalogen är en version. Ärenden behåller den som de avgjordes enligt.
catalogue-articles-title = Artiklar
catalogue-articles-lead = Det som man läser innan man skickar in ett ärende.
catalogue-articles-none = Det finns ingen artikel om produkten.
catalogue-agreement-title = Tjänsteavtal
catalogue-agreement-lead = Den som skickar in ett ärende godkänner den version som gäller den dagen.
catalogue-product = Produkt
catalogue-plan = Supportplan
catalogue-region = Region
catalogue-calendar = Kalender
catalogue-file = Fil
catalogue-version = Version
catalogue-article = Artikel
catalogue-language = Språk
catalogue-changed-at = Ändrad
catalogue-when = När
catalogue-by = Av
catalogue-from = Gäller från
catalogue-versions-column = Versioner
catalogue-versions-of =
    { $count ->
        [one] { $newest }
       *[other] { $count }, senast { $newest }
    }
catalogue-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidenter
    }
catalogue-unlimited = Obegränsat
catalogue-free = Kostnadsfri
catalogue-last-holiday = Sista helgdag
catalogue-level = Nivå
catalogue-level-core = Kärnförmåner
catalogue-level-advisory = Rådgivning
catalogue-level-cloud = Molnsupport
catalogue-level-cloud-plans = { $counted }; med en molnkompetens { $unlimited }
catalogue-level-toolkit = Verktygslåda för en plats
catalogue-levels = Nivåer
catalogue-competency = Kompetens
catalogue-competencies = Kompetenser
catalogue-competency-cloud = För molnet
catalogue-competency-use = Intern användning
catalogue-yes = Ja
catalogue-no = Nej
catalogue-all = Alla produkter
catalogue-show = Visa

## Forms

catalogue-basics = Grunder
catalogue-name-en = Namn på engelska
catalogue-name-sv = Namn på svenska
catalogue-key = Nyckel
catalogue-key-hint = Små bokstäver, siffror, bindestreck och punkter. Den kan inte ändras senare.
catalogue-aliases = Andra namn
catalogue-aliases-hint = Det som man söker efter, med komman emellan.
catalogue-family = Familj
catalogue-delivery = Körs
catalogue-deliveries = Omfattar produkter som körs
catalogue-on-premises = I egen miljö
catalogue-cloud = I molnet
catalogue-portal = Portal
catalogue-portal-hint = Där ärenden om en molnprodukt skapas.
catalogue-none = Ingen
catalogue-asks-use = Fråga hur produkten används
catalogue-version-new = Lägg till en version
catalogue-version-new-hint = Lämna fälten tomma om ingen ska läggas till.
catalogue-released = Släppt
catalogue-mainstream-end = Sista dag med ordinarie support
catalogue-extended-end = Sista dag med utökad support
catalogue-plan-versions = En ändring ger planen en ny version. Kontrakt som finns behåller sin.
catalogue-terms = Villkor
catalogue-answers = Svarstider
catalogue-coverage = Omfattning
catalogue-warnings = Varningar
catalogue-warnings-hint = Tal med komman emellan. Där inget sägs gäller de vanliga nivåerna.
catalogue-price = Pris
catalogue-price-hint = En plan med pris kan köpas. Utan skatt.
catalogue-programme = Program
catalogue-programme-hint = Som det står i molnområdets etikett, utan tankstreck.
catalogue-unit = Räknas i
catalogue-unit-incident = Incidenter
catalogue-unit-minute = Minuter rådgivning
catalogue-quantity = Antal
catalogue-quantity-hint = Ett tal, eller ordet unlimited (obegränsat) eller free (kostnadsfri).
catalogue-term = Längd
catalogue-term-hint = P1Y är ett år, P90D nittio dagar, P1Y30D båda.
catalogue-redeem = Ska aktiveras inom
catalogue-redeem-hint = Skrivs som längden.
catalogue-charge = En enhet dras
catalogue-charge-submit = när ärendet skickas in
catalogue-charge-accept = när en tekniker tar emot det
catalogue-charge-resolve = när det är löst
catalogue-grace = Respitdagar
catalogue-grace-hint = Det som ges tillbaka efter slutet kan användas så många dagar.
catalogue-reopen = Dagar att återöppna
catalogue-waiting = Dagar innan ett ärende utan svar stängs
catalogue-severities = Allvarlighetsgrader som kan väljas
catalogue-minutes = Minuter till första svar
catalogue-minutes-a = Minuter till första svar, A
catalogue-minutes-b = Minuter till första svar, B
catalogue-minutes-c = Minuter till första svar, C
catalogue-minutes-own = Tomt: som allvarlighetsgraden säger.
catalogue-families = Familjer
catalogue-products = Produkter
catalogue-families-hint = Ingen vald, varken familj eller produkt: alla.
catalogue-releases-behind = Versioner bakom den senaste
catalogue-releases-behind-hint = 0 för bara den senaste, 1 även för den föregående. Tomt: alla.
catalogue-production = Omfattar system i drift
catalogue-regions = Regioner
catalogue-regions-hint = Ingen vald: alla.
catalogue-warn-percent = Procent kvar
catalogue-warn-left = Enheter kvar
catalogue-warn-days = Dagar före slutet
catalogue-amount = Belopp
catalogue-currency = Valuta
catalogue-currency-hint = Tre stora bokstäver, till exempel SEK.
catalogue-tax = Skatt i procent
catalogue-zone = Tidszon
catalogue-zone-hint = Till exempel Europe/Stockholm.
catalogue-hours = Öppettider
catalogue-hours-hint = Till exempel 08:00-12:00, 13:00-17:00. Tomt: stängt.
catalogue-monday = Måndag
catalogue-tuesday = Tisdag
catalogue-wednesday = Onsdag
catalogue-thursday = Torsdag
catalogue-friday = Fredag
catalogue-saturday = Lördag
catalogue-sunday = Söndag
catalogue-holidays = Helgdagar
catalogue-holidays-gone = Ta bort de här helgdagarna
catalogue-holiday = { $day } – { $name }
catalogue-holiday-new = Lägg till en helgdag
catalogue-holiday-day = Dag
catalogue-due-now = Ett ärende med allvarlighetsgrad { $severity } som skapas nu och sköts på kontorstid skulle besvaras senast { $due }.
catalogue-ids = Förlorade ID:n skickas till
catalogue-ids-contacts = Alla kontakter i samma land
catalogue-ids-primary = Bara den primära programkontakten
catalogue-countries = Länder
catalogue-countries-hint = Koder med två stora bokstäver, med komman emellan.
catalogue-text = Text
catalogue-text-hint = Kommentarer och ordning sparas som de skrivs.
catalogue-text-en = Text på engelska
catalogue-text-sv = Text på svenska
catalogue-file-change = Ändra som text
catalogue-file-path = En fils sökväg
catalogue-file-path-hint = Även en ny, till exempel products/ny-produkt.toml.
catalogue-file-open = Öppna
catalogue-file-new = Det finns ingen sådan fil. Det du skriver blir en ny.
catalogue-file-remove = Ta bort filen
catalogue-download = Hämta
catalogue-upload = Ta texten från en fil
catalogue-upload-file = Fil på din dator
catalogue-upload-missing = Välj en textfil i UTF-8
catalogue-agreement-new = Publicera en ny version
catalogue-agreement-name-hint = Till exempel 2027-1.
catalogue-agreement-there = Den versionen är redan publicerad
catalogue-agreement-past = Ange i dag eller en senare dag
catalogue-article-new = Lägg till en artikel
catalogue-article-product-hint = Välj en produkt för att lägga till en artikel om den.
catalogue-article-key-hint = Samma på varje språk. Den står i artikelns adress.
catalogue-article-title = Rubrik
catalogue-article-summary = Sammanfattning
catalogue-article-text-hint = Markdown.
catalogue-article-changes = Vad som har ändrats här
catalogue-article-changes-hint = Texten kommer från annat håll, och licensen kräver det här.
catalogue-article-remove-title = Ta bort artikeln
catalogue-article-remove = Ta bort
catalogue-article-written = Artikeln är sparad.
catalogue-article-removed = Artikeln är borttagen.
catalogue-about = Kategori

## Nytt, och det som ändras i sin helhet

catalogue-product-new = Lägg till en produkt
catalogue-plan-new = Lägg till en supportplan
catalogue-calendar-new = Lägg till en kalender
catalogue-region-new = Lägg till en region
catalogue-families-lead = Det som produkterna listas under, i den ordning som de visas.
catalogue-family-new = Lägg till en familj
catalogue-portals = Portaler
catalogue-portals-lead = Där ärenden om molnprodukter skapas. En portal utan adress är molnområdet här.
catalogue-portal-new = Lägg till en portal
catalogue-portal-address = Adress
catalogue-portal-address-hint = Börjar med https://. Tomt: molnområdet här.
catalogue-portal-uses-ids = Tar emot ID-par
catalogue-portal-by-delegation = Partner skapar ärenden genom delegerad administration
catalogue-portal-free-offer = Villkor för ärenden som inte drar någon enhet
catalogue-portal-free-offer-hint = En av planerna som inte kostar något.
catalogue-portal-sign-in-en = Vilken inloggning som behövs, på engelska
catalogue-portal-sign-in-sv = Vilken inloggning som behövs, på svenska
catalogue-portal-rights-en = Vad en partner behöver, på engelska
catalogue-portal-rights-sv = Vad en partner behöver, på svenska
catalogue-problem-types = Problemtyper
catalogue-problem-types-of = Problemtyper för { $product }
catalogue-problem-types-lead = Det man väljer bland innan man beskriver ett problem. Nycklarna står fast: ärenden och artiklar hänvisar till dem.
catalogue-problem-types-lent = Produkten har samma problemtyper som en annan. Ändra dem där.
catalogue-problem-type-new = Lägg till en problemtyp
catalogue-problem-type-new-hint = Med sin första kategori. Lämna fälten tomma för att inte lägga till någon.
catalogue-problem-type-first = Den första problemtypen, med sin första kategori. Fler kan läggas till senare.
catalogue-category-hint = De tre sista fälten lägger till en kategori. Lämna dem tomma för att inte lägga till någon.
catalogue-category-en = Kategori på engelska
catalogue-category-sv = Kategori på svenska
catalogue-category-key = Den nya kategorins nyckel
catalogue-category-new-en = Ny kategori på engelska
catalogue-category-new-sv = Ny kategori på svenska
catalogue-programme-change = Ändra programmet
catalogue-programme-order = Nivåerna står med den högsta först.
catalogue-programme-later = Det som ändras här gäller medlemskap som registreras eller förnyas därefter. Kontrakt som redan finns är som de var.
catalogue-programme-cloud = Obegränsad molnsupport som alla partner kan köpa
catalogue-level-new = Lägg till en nivå
catalogue-level-cloud-competency = Molnsupport med en molnkompetens
catalogue-level-cloud-hint = Båda sorternas molnsupport, eller ingen.
catalogue-level-activation = Dagar för aktivering efter förnyelse
catalogue-level-activation-hint = Tomt: partnern ber om det.
catalogue-level-program-support = Har programsupport
catalogue-competency-new = Lägg till en kompetens
catalogue-competency-use-en = Intern användning, på engelska
catalogue-competency-use-sv = Intern användning, på svenska
catalogue-read-count = Läst på 90 dagar
catalogue-helped = Hjälpte
catalogue-helped-share = { $count } ({ $share })

## What is wrong

catalogue-missing = Fyll i fältet
catalogue-choose = Välj något
catalogue-day-form = Ange en dag som ÅÅÅÅ-MM-DD
catalogue-number-form = Ange ett heltal
catalogue-hundredths-form = Ange ett belopp som 4990,00
catalogue-levels-form = Ange heltal med komman emellan
catalogue-key-form = Använd 1 till 64 små bokstäver, siffror, bindestreck och punkter
catalogue-before-release = Det är före den dag då versionen släpptes
catalogue-before-version = Det är före den dag då versionen ovanför släpptes
catalogue-mainstream-missing = Utökad support kräver ett slut på ordinarie support före
catalogue-after-mainstream = Det är inte efter slutet på ordinarie support
catalogue-unknown = Det finns inte i katalogen
catalogue-twice = Det står två gånger
catalogue-portal-missing = En molnprodukt behöver en portal
catalogue-portal-cloud-only = Bara en molnprodukt har en portal
catalogue-hours-form = Ange tider som 08:00-17:00
catalogue-hours-none = Det är inte öppet någon dag
catalogue-mistake = Det här kan inte användas här
catalogue-mistakes =
    { $count ->
        [one] { $count } fel i katalogen som den skulle bli
       *[other] { $count } fel i katalogen som den skulle bli
    }
catalogue-mistakes-title = Det här gör att katalogen inte hänger ihop
catalogue-place = { $file }, rad { $line }, kolumn { $column }
catalogue-mistake-at = { $place }: { $sentence }
catalogue-mistake-of = { $field }: { $sentence }
catalogue-longer = Det här är längre än { $most } tecken
catalogue-none-of = Skriv något av { $words }
catalogue-whole-from-to = Skriv ett heltal från { $least } till { $most }
catalogue-region-taken = Landet hör redan till en annan region
catalogue-date-form = Skriv ett datum som 2026-10-13, utan citattecken
catalogue-text-form = Skriv en text inom citattecken
catalogue-digits-form = Skriv siffror inom citattecken
catalogue-list-form = Skriv en lista inom hakparenteser
catalogue-table-form = Skriv fält med sina värden här
catalogue-yes-form = Skriv true eller false
catalogue-https-form = Skriv en adress som börjar med https://
catalogue-country-form = Skriv landskoder med två stora bokstäver, till exempel SE
catalogue-field-unknown = Det finns inget sådant fält här
catalogue-file-unknown = Katalogen har ingen sådan fil
catalogue-severities-form = A, B och C måste finnas, i den ordningen
catalogue-lender-form = Den produkten har inga egna problemtyper
catalogue-lent-twice = En produkt med egna problemtyper kan inte ta över en annans
catalogue-dash-form = Skriv utan bindestreck, som skiljer etikettens delar åt
catalogue-file-name-form = Det här och filens sökväg hör inte ihop
catalogue-source-missing = En text från annat håll behöver det här
catalogue-front-matter-form = Filen måste börja med fält mellan rader med +++
catalogue-front-matter-alone = Det måste finnas en text efter fälten i början
catalogue-agreement-apart = En versions båda språk måste gälla från samma dag
catalogue-agreement-alone = En version av avtalet måste finnas på båda språken
catalogue-agreement-missing = Det måste finnas en version av tjänsteavtalet
catalogue-articles-lost = Det finns artiklar om något som inte längre skulle finnas
catalogue-toml-form = Texten kan inte läsas som TOML härifrån
catalogue-unit-other = Den planen räknas i något annat

## Before and after

catalogue-preview = Förhandsgranska ändringen
catalogue-preview-title = Det här skulle ändras
catalogue-preview-lead = Inget är ändrat ännu.
catalogue-nothing = Inget skulle ändras.
catalogue-kept = Ärenden som redan har avgjorts förblir som de avgjordes.
catalogue-reason = Skäl
catalogue-reason-hint = Det står i historiken och i granskningsloggen.
catalogue-confirm = Gör ändringen
catalogue-changed = Ändringen gäller.
catalogue-step-up = Visa din passkey i en annan flik. Kom sedan tillbaka och tryck på knappen igen: inget du har skrivit går förlorat.
catalogue-step-up-link = Visa din passkey (öppnar en ny flik)
catalogue-line-gone = Borttaget:
catalogue-line-new = Tillagt:
catalogue-what = Vad
catalogue-before = Före
catalogue-after = Efter
catalogue-effect-offers = Supportplaner för nya kontrakt
catalogue-effect-moved = Produkter och versioner som omfattas annorlunda
catalogue-effect-dues = När ett ärende som skapas nu och sköts på kontorstid skulle besvaras
catalogue-due-of = { $calendar }, allvarlighetsgrad { $severity }
catalogue-offer-new = Ny
catalogue-offer-version = Version { $version }
catalogue-offer-withdrawn = Erbjuds inte längre
catalogue-offered = Erbjuds
catalogue-not-there = Finns inte
catalogue-stage-unreleased = Släpps { $day }.
catalogue-stage-mainstream = Ordinarie support.
catalogue-stage-extended = Utökad support.
catalogue-stage-ended = Supporten har upphört.
catalogue-mainstream-until = Ordinarie till { $day }.
catalogue-extended-until = Utökad till { $day }.
catalogue-behind =
    { $count ->
        [0] Den aktuella versionen.
        [one] Den föregående versionen.
       *[other] { $count } versioner bakom.
    }

## Versions

catalogue-version-number = Version { $version }
catalogue-first = Allt i den första versionen är nytt.
catalogue-loaded = Inläst från en mapp
catalogue-somebody = En administratör
