### Hjälp, tillgänglighetsredogörelse och driftstatus.

help-title = Hjälp
help-introduction = Så fungerar supporten: ID:na, incidenterna, allvarlighetsgraderna och när du får tillbaka en incident.
help-contents = På den här sidan

## Så får du dina ID:n

help-ids = Så får du dina ID:n
help-ids-what = Varje supportkontrakt har ett ID-par: ett Access-ID och ett kontrakts-ID. Tillsammans visar de att du får använda kontraktet. Du anger dem en gång, sedan är kontraktet kopplat till ditt konto.
help-ids-mail = Paret skickas med e-post när kontraktet aktiveras. I en organisation går det till den primära programkontakten, som kan dela det med kollegor.
help-ids-activation = Guld- och silverkontrakt aktiveras normalt inom fyra veckor efter förnyelsen. En del kontrakt aktiveras på begäran.
help-ids-zeros = Nollor i början hör till ID:t. Kalkylprogram kan ta bort dem, så kopiera ID:na från mejlet.
help-ids-lost = Om du inte hittar ID:na frågar du först er primära programkontakt. Servicecentret kan skicka dem igen, men bara till en adress som redan är registrerad.
help-ids-secret = Behandla kontrakts-ID:t som ett lösenord. Dela ID:na med dem du litar på, men aldrig din inloggning. Kontraktsägaren ser vilka som har kopplat kontraktet och kan stoppa en person eller byta kontrakts-ID.

## Vad en incident är

help-incident = Vad en incident är
help-incident-what = En incident är ett supportproblem och det arbete som rimligen krävs för att lösa det. Ett kontrakt rymmer ett antal incidenter, som klippen på ett klippkort.
help-incident-deducted = Normalt dras en incident av när du skickar in ett ärende. Du ser saldot före och efter, och varje avdrag står i kontraktets kontoutdrag.
help-incident-divided = Om ett problem visar sig vara flera säger teknikern till. Du väljer om det andra ska bli ett eget ärende, vilket drar en incident till.
help-incident-end = Det som är kvar när kontraktet går ut förfaller. Ärenden som skickas in före dess handläggs klart.
help-incident-cloud = Ett kontrakt omfattar lokala produkter, molnprodukter eller bådadera. Vad det omfattar står på kontraktets sida.

## Vad allvarlighetsgraderna betyder

help-severity = Vad allvarlighetsgraderna betyder
help-severity-choose = Du väljer allvarlighetsgrad efter hur problemet påverkar verksamheten. Den avgör när du får första svar.
help-severity-caption = Allvarlighetsgrader och svarstider
help-severity-column-meaning = Vad den betyder
help-severity-column-answer = Första svar
help-severity-a = Verksamheten står stilla eller förlorar mycket, och det går inte att komma runt problemet. Någon hos er måste kunna nås hela tiden.
help-severity-b = Arbetet fortsätter men går klart sämre: något viktigt är långsamt eller fallerar ibland.
help-severity-c = En mindre störning eller en fråga. Arbetet fortsätter som vanligt.
help-severity-a-answer = Inom { $hours }, dygnet runt
help-severity-b-answer = Inom { $hours } under kontorstid, eller dygnet runt om du väljer det
help-severity-contract = Det här är de vanliga tiderna. Ditt kontrakt kan ha andra och har kanske inte alla allvarlighetsgrader. I ärendet ser du vad som gäller.
help-severity-first-answer = Svarstiden räknas från att du skickar in tills en tekniker har hört av sig och börjat arbeta. Den står stilla medan vi väntar på dig.
help-severity-change = Du kan ändra allvarlighetsgraden själv tills en tekniker har tagit ärendet. Därefter ber du teknikern.

## När du får tillbaka en incident

help-credit = När du får tillbaka en incident
help-credit-what = När ett ärende stängs utan avdrag återförs incidenten direkt, utan att du behöver begära det. Du får ett mejl och det syns i kontoutdraget. Det händer när:
help-credit-fault = orsaken var ett fel i produkten, om produkten inte hade utökad support när du skickade in ärendet
help-credit-duplicate = ärendet var en dubblett av ett annat
help-credit-withdrawn = du återkallade ärendet innan handläggningen hade börjat
help-credit-courtesy = vi beslutar det av tillmötesgående.
help-credit-not = Ingen incident återförs när problemet är löst, av oss eller av dig, när du återkallar ärendet efter att handläggningen har börjat, när vi inte får något svar eller när problemet inte gick att lösa.
help-credit-dispute = Om du tycker att ett avdrag är fel kan du bestrida det på ärendets sida så länge ärendet kan öppnas igen. En arbetsledare avgör.
help-credit-expired = Om kontraktet har gått ut sedan dess registreras återföringen, men incidenten kan bara användas om kontraktet har respitdagar kvar.

## Molnsupport

help-cloud = Molnsupport
help-cloud-where = Ärenden om molnprodukter som hanteras här skapas under Hjälp och support, där dina prenumerationer finns.
help-cloud-role = Du behöver rollen Ägare, Deltagare eller Supportärendedeltagare i prenumerationen. En partner behöver delegerad administratörsbehörighet hos kunden där produkten kräver det.
help-cloud-link = För Azure måste kontraktet som betalar först vara kopplat till ditt konto. Välj Koppla befintliga förmåner och ange båda ID:na; därefter är kontraktet en supportplan som du kan välja.
help-cloud-benefits = En partner med Signature Cloud Support har ett eget ID-par för molnärenden, vid sidan av paret för lokala produkter. Med en molnkompetens är ärendena obegränsade. Advanced Support for Partners köps och är också obegränsad.
help-cloud-charged = Bara tekniska ärenden drar en incident. Frågor om fakturering, kvot och prenumerationen drar ingen.
help-cloud-without = Inget Access-ID behövs för Office 365 och Dynamics CRM Online.

## När du har skickat in

help-after = När du har skickat in
help-after-answer = En tekniker svarar senast den tid som står i ärendet. Du följer allt på ärendets sida och får ett mejl när något nytt har hänt.
help-after-waiting =
    { $days ->
        [one] Om vi väntar på ditt svar påminner vi dig. Utan svar stängs ärendet efter { $days } dag, och incidenten är fortfarande avdragen.
       *[other] Om vi väntar på ditt svar påminner vi dig. Utan svar stängs ärendet efter { $days } dagar, och incidenten är fortfarande avdragen.
    }
help-after-reopen =
    { $days ->
        [one] Du kan öppna ett stängt ärende igen inom { $days } dag. Det kostar inget.
       *[other] Du kan öppna ett stängt ärende igen inom { $days } dagar. Det kostar inget.
    }

## Annan hjälp

help-other = Andra sätt att få hjälp
help-other-articles = Självhjälpsartiklar är kostnadsfria. Du ser dem som passar ditt problem innan du väljer hur du vill betala.
help-other-cloud = Ärenden om vissa molnprodukter skapas i leverantörens egen portal. Det får du veta när du väljer produkten.
help-other-home = Om du använder produkten hemma är professionell support inget för dig. Då visar vi vägen till hjälp för privatpersoner i stället.
help-contact = Kontakta oss
help-contact-text = Frågor om ID:n, aktivering och kontrakt besvaras av servicecentret: { $contact }

## Tillgänglighetsredogörelse

help-accessibility-title = Tillgänglighet
help-accessibility-goal = Alla ska kunna skapa och följa ett ärende här. Sidorna följer riktlinjerna för tillgängligt webbinnehåll (WCAG) 2.2, nivå AA.
help-accessibility-how = Det betyder bland annat att
help-accessibility-keyboard = allt går att göra med tangentbordet, och du ser alltid var du är
help-accessibility-scripts = varje steg fungerar utan JavaScript
help-accessibility-zoom = texten kan förstoras till 400 % utan att du behöver rulla i sidled
help-accessibility-colour = färg aldrig är den enda signalen, och kontrasten är hög både i ljust och mörkt tema
help-accessibility-time = inget går förlorat om du behöver lång tid: utkastet sparas i varje steg.
help-accessibility-gaps = Kända brister
help-accessibility-gap-files = Filer som bifogas ärenden kan sakna tillgänglighet. Be om en annan form i ärendet.
help-accessibility-gap-articles = En del självhjälpsartiklar finns bara på engelska. Det står då vid artikeln.
help-accessibility-gap-passkeys = Personalens inloggning med passkey kräver JavaScript.
help-accessibility-tested = Så har det testats
help-accessibility-tested-text = Varje sida kontrolleras automatiskt i en webbläsare, i båda teman och på båda språken, och hela vägen till ett inskickat ärende görs med enbart tangentbord. Senast testat { $date }.
help-accessibility-tell = Hör av dig
help-accessibility-tell-text = Om något inte fungerar för dig vill vi veta det: { $contact }. Vi svarar inom fem arbetsdagar.

## Driftstatus

help-status-title = Driftstatus
help-status-well = Allt fungerar som det ska.
help-status-troubled =
    { $count ->
        [one] En tjänst fungerar inte som den ska.
       *[other] { $count } tjänster fungerar inte som de ska.
    }
help-status-since = Sedan { $time }
help-status-checked = Kontrollerat { $time }
help-status-working = Fungerar
help-status-down = Fungerar inte
help-status-requests = Skapa och följa ärenden
help-status-files = Filer
help-status-mail = E-post
help-status-search = Söka efter artiklar
help-status-sign-in = Inloggning
help-status-mail-delayed = E-posten är försenad. Den skickas så snart e-postservern svarar, och inget går förlorat.
help-status-files-down = Filer kan inte tas emot just nu. Du kan skicka in ärendet och lägga till filer senare.
help-status-caption = Tjänster och hur de fungerar
help-status-service = Tjänst
help-status-state = Läge
help-licences = Licenser för andras arbete i portalen
