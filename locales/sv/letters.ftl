### E-post: ämnesrader, meningar och ledtexter i varje brev.

## Det som är gemensamt för alla brev

letter-open-request = Öppna ärendet
letter-open-request-link = Ärendet: { $link }
letter-open-contract = Öppna kontraktet
letter-open-contract-link = Kontraktet: { $link }
letter-footer-request = Du får det här mejlet för att du är med på ärende { $number } i { $app }.
letter-footer-contract = Du får det här mejlet för att kontraktet { $access } i { $app } är ditt eller för att du har kopplat det.
letter-footer-on-file = Du får det här mejlet för att du är registrerad som kontakt för kontraktet { $access } i { $app }.
letter-footer-unlinked = Du får det här mejlet för att du hade kopplat kontraktet { $access } i { $app }.
letter-footer-contact = Du får det här mejlet för att du är registrerad som kontakt för { $organisation } i { $app }.
letter-footer-supervisor = Du får det här mejlet för att du är arbetsledare i { $app }.
letter-footer-account = Du får det här mejlet för att någon har använt { $email } i { $app }.
letter-label-number = Ärendenummer
letter-label-title = Rubrik
letter-label-severity = Allvarlighetsgrad
letter-label-first-answer = Första svar senast
letter-label-counted = Så har det räknats
letter-label-contract = Kontrakt
letter-label-access-id = Access-ID
letter-label-contract-id = Kontrakts-ID
letter-label-balance = Saldo
letter-label-valid-from = Gäller från
letter-label-valid-until = Gäller till
letter-label-entry = Post i kontoutdraget
letter-label-reason = Orsak
letter-label-description = Din beskrivning
letter-balance-change = { $before } → { $after } incidenter
letter-counted-business = Kontorstid: { $hours } från { $moment }
letter-counted-clock = Dygnet runt: { $hours } från { $moment }

## Inloggning

letter-sign-in-subject = Logga in i { $app }
letter-sign-in-text = Använd knappen för att logga in i { $app }.
letter-sign-in-button = Logga in
letter-sign-in-link = Logga in: { $link }
letter-sign-in-code = Eller ange den här koden där du bad om den: { $code }
letter-sign-in-minutes = Länken och koden fungerar en gång, i { $minutes } minuter.
letter-sign-in-ignore = Om du inte har bett om detta behöver du inte göra något.
letter-email-change-subject = { $code } bekräftar din nya e-postadress
letter-email-change-text = Ange koden { $code } i { $app } för att byta din e-postadress till { $email }.
letter-email-changed-subject = Din e-postadress i { $app } är bytt
letter-email-changed-text = Ditt konto i { $app } har nu adressen { $email }. Om det inte var du som bytte ska du genast kontakta oss: { $contact }
letter-account-deleted-subject = Ditt konto i { $app } är borttaget
letter-account-deleted-text = Ditt konto och det vi hade sparat om dig är borttaget.

## Kontrakt aktiverat

letter-activated-subject = Ert supportkontrakt är aktivt: { $plan }
letter-activated-text = Kontraktet { $plan } är aktivt. Här är dess ID:n.
letter-activated-later-subject = Ert supportkontrakt börjar gälla { $day }: { $plan }
letter-activated-later-text = Kontraktet { $plan } börjar gälla { $day } och kan användas från dess. Här är dess ID:n.
letter-activated-zeros = Ta med alla nollor.
letter-activated-secret = Kontrakts-ID:t fungerar som ett lösenord. Ge det bara till dem som ska använda kontraktet.
letter-activated-share = Vill du dela det bjuder du in kollegor på kontraktets sida. Dela aldrig din inloggning.
letter-rotated-subject = Kontrakts-ID:t för { $plan } är bytt
letter-rotated-text = { $name } bytte kontrakts-ID för { $access } den { $moment }. Det gamla fungerar inte längre. De som har kopplat kontraktet har det kvar.
letter-rotated-new = Det nya kontrakts-ID:t är:
letter-rotated-told = Du behöver inte göra något: kontraktet är fortfarande kopplat till ditt konto.

## Ärende mottaget

letter-received-subject = [{ $number }] Vi har tagit emot ditt ärende
letter-received-text = Vi har tagit emot ditt ärende. En tekniker svarar senast { $moment }.
letter-received-text-advisory = Vi har tagit emot din begäran om rådgivning. En tekniker svarar senast { $moment }, med en uppskattning att godkänna eller med frågor.
letter-received-text-program = Vi har tagit emot ditt ärende. Servicecentret svarar senast { $moment }.
letter-received-used =
    { $left ->
        [0] 1 incident drogs från { $contract }. Inga är kvar.
       *[other] 1 incident drogs från { $contract }. { $left } är kvar.
    }
letter-received-used-unlimited = 1 incident drogs från { $contract }, som har obegränsat antal incidenter.
letter-received-reserved =
    { $left ->
        [0] 1 incident är reserverad i { $contract }. Inga är kvar.
       *[other] 1 incident är reserverad i { $contract }. { $left } är kvar.
    }
letter-received-back = Du får tillbaka den om ärendet stängs utan avdrag.

## Svar och väntan

letter-answer-subject = [{ $number }] { $title }
letter-answer-text = { $name } har svarat:
letter-answer-files =
    { $count ->
        [one] Med { $count } fil, på ärendets sida.
       *[other] Med { $count } filer, på ärendets sida.
    }
letter-proposed-text = { $name } föreslår en lösning. Svara på ärendets sida om den fungerar.
letter-waiting-subject = [{ $number }] Vi behöver svar från dig
letter-waiting-text = { $name } behöver svar från dig för att komma vidare:
letter-waiting-until = Utan svar stängs ärendet { $date }.
letter-waiting-until-incident = Utan svar stängs ärendet { $date }, och incidenten är fortfarande avdragen.
letter-waiting-until-hours = Utan svar stängs ärendet { $date }. Timmar som har levererats är fortfarande avdragna, och resten frigörs.
letter-reminder-subject = [{ $number }] Stängs { $date } om vi inte hör av dig
letter-reminder-text = Vi väntar fortfarande på ditt svar i ”{ $title }”.
letter-auto-closed-subject = [{ $number }] Stängt utan svar
letter-auto-closed-text =
    { $days ->
        [one] Vi fick inget svar på { $days } dag, så ärendet är stängt.
       *[other] Vi fick inget svar på { $days } dagar, så ärendet är stängt.
    }

## Stängt

letter-solved-subject = [{ $number }] Löst
letter-solved-text = { $name } har stängt ärendet som löst.
letter-solved-question = Blev det rätt? Svara gärna på ärendets sida.
letter-closed-subject = [{ $number }] Stängt
letter-closed-text = { $name } har stängt ärendet: { $reason }.
letter-closed-used = 1 incident drogs av i { $contract }.
letter-closed-given-back = 1 incident återfördes till { $contract }.
letter-closed-nothing = Ingen incident drogs av.
letter-closed-reopen = Du kan öppna ärendet igen till och med { $date }. Det kostar inget.
letter-given-back-subject = [{ $number }] 1 incident har återförts
letter-given-back-text = Ärendet stängdes utan avdrag, så incidenten har återförts.
letter-given-back-lapsed = Kontraktet hade gått ut, så återföringen är registrerad men incidenten kan inte användas.
letter-withdrawn-subject = [{ $number }] Återkallat
letter-withdrawn-text = { $name } har återkallat ärendet.
letter-withdrawn-free = Handläggningen hade inte börjat, så incidenten återförs.
letter-withdrawn-charged = Handläggningen hade börjat, så incidenten är fortfarande avdragen.
letter-severity-subject = [{ $number }] Allvarlighetsgrad { $severity }
letter-severity-text = { $name } har ändrat allvarlighetsgraden från { $from } till { $to }.
letter-severity-due = Första svar kommer senast { $moment }.

## Ett andra problem, ett bestritt avdrag

letter-split-subject = [{ $number }] Ett andra problem
letter-split-text = { $name } ser två problem i ärendet. Det andra kan bli ett eget ärende, vilket drar en incident till. Du väljer på ärendets sida.
letter-dispute-subject = [{ $number }] Avdraget som du bestred
letter-dispute-given-back = En arbetsledare har beslutat att incidenten återförs.
letter-dispute-stands = En arbetsledare har beslutat att avdraget står fast.
letter-moved-subject = [{ $number }] Avdraget är flyttat
letter-moved-text = Incidenten drogs från fel kontrakt. Den har återförts till { $from } och dragits från { $to } i stället.

## Kollegor som följer, och hur hjälpen var

letter-shared-subject = [{ $number }] { $name } har delat ett ärende med dig
letter-shared-text = { $name } har delat ärendet ”{ $title }” med dig. Du kan läsa det och skriva i det, och du får e-post om det tills du slutar följa det.
letter-followed-subject = [{ $number }] { $name } följer ärendet
letter-followed-text = { $name } kan nu läsa ärendet ”{ $title }” och skriva i det, och får e-post om det. På ärendets sida ser du vilka som följer och kan ta bort dem.
letter-colleague-text = { $name } har skrivit i ärendet:
letter-rate = Betygsätt hjälpen
letter-rate-link = Betygsätt hjälpen: { $link }

## Kontrakt som delas

letter-invitation-subject = { $name } har delat ett supportkontrakt med dig
letter-invitation-text = { $name } vill att du ska kunna använda { $plan }. Koppla det till ditt konto med knappen.
letter-invitation-message = { $name } skriver:
letter-invitation-button = Koppla kontraktet
letter-invitation-link = Koppla kontraktet: { $link }
letter-invitation-days = Inbjudan fungerar en gång, i { $days } dagar. Om du inte känner { $name } behöver du inte göra något.
letter-linked-subject = { $email } har kopplat { $plan }
letter-linked-text = { $email } har kopplat { $contract } till ett konto och kan nu använda det.
letter-linked-you-text = Du har kopplat { $contract } till ditt konto.
letter-linked-undo = Ångra
letter-linked-undo-link = Ångra: { $link }
letter-linked-undo-until = Du kan ångra kopplingen till och med { $date }.
letter-link-code-subject = { $code } bekräftar en koppling till { $plan }
letter-link-code-text = { $email } vill koppla { $contract }. Om det stämmer lämnar du den här koden vidare:
letter-link-code-minutes = Koden gäller i { $minutes } minuter och { $tries } försök. Om du inte känner { $email } behöver du inte göra något.
letter-revoked-subject = { $plan } är inte längre kopplat till ditt konto
letter-revoked-text = Ägaren har tagit bort { $contract } från ditt konto. Ärenden som du har skickat in fortsätter.
letter-undone-text = { $name } har ångrat din koppling till { $contract }. Ärenden som du har skickat in fortsätter.
letter-attack-subject = Felaktiga ID:n provas för { $plan }
letter-attack-text = Någon har provat många felaktiga ID:n för { $contract }. Du och de som har kopplat det kan använda det som vanligt. En ny koppling kräver ytterligare ett bevis tills vidare.
letter-suspended-subject = { $plan } är spärrat
letter-suspended-text = Kontraktet { $contract } är spärrat och kan inte användas för nya ärenden. Öppna ärenden fortsätter. Kontakta servicecentret.
letter-resumed-subject = { $plan } kan användas igen
letter-resumed-text = Kontraktet { $contract } är inte längre spärrat. Det kan användas för nya ärenden igen.

## Till handläggare

letter-desk-replied-subject = [{ $number }] Kunden har svarat
letter-desk-reopened-subject = [{ $number }] Öppnat igen av kunden
letter-uncharged-subject = [{ $number }] Stängt, och inget fanns kvar att dra av
letter-uncharged-text = { $title }: incidenten har återförts tidigare och det finns inget kvar i kontraktet, så ärendet stängdes utan avdrag.
letter-desk-text = { $title }, { $customer }

letter-organisation-button = Öppna mina förmåner
letter-organisation-link = Dina förmåner: { $link }
letter-contact-invited-subject = { $organisation } har bjudit in dig
letter-contact-invited-text = { $by } bjuder in dig att se supportförmånerna för { $organisation }, { $location }, med din egen inloggning.
letter-contact-invited-button = Tacka ja till inbjudan
letter-contact-invited-link = Öppna den här adressen för att tacka ja: { $link }
letter-contact-invited-days = Inbjudan gäller en gång, inom { $days } dagar, och bara för den adress som den skickades till.
letter-contact-asked-subject = Någon vill höra till { $organisation }
letter-contact-asked-text = { $who } vill se supportförmånerna för { $organisation }, { $location }. Inget visas förrän du godkänner det. Säg nej om du inte känner personen.
letter-contact-asked-button = Besluta
letter-contact-asked-link = Öppna den här adressen för att besluta: { $link }
letter-contact-approved-subject = Du kan se förmånerna för { $organisation }
letter-contact-approved-text = Du ser nu supportförmånerna för { $organisation }, { $location }, med din egen inloggning.
letter-primary-subject = Primär programkontakt för { $organisation }
letter-primary-now-text = Du är nu primär programkontakt för { $organisation }, { $location }. ID:na för dess kontrakt skickas till dig, och du bestämmer vem som ser supportförmånerna. Om det inte stämmer kontaktar du servicecentret.
letter-primary-before-text = Någon annan är nu primär programkontakt för { $organisation }, { $location }, i ditt ställe. Du är fortfarande registrerad som kontakt. Om det inte stämmer kontaktar du servicecentret.
letter-activation-overdue-subject = Inte aktiverat i tid: { $organisation }
letter-activation-overdue-text = Medlemskapet för { $organisation }, { $location }, förnyades { $day }. Kontrakten skulle ha varit aktiverade vid det här laget.
letter-activation-overdue-button = Öppna aktiveringen
letter-activation-overdue-link = Aktiveringen: { $link }
letter-ids-resent-subject = Ditt Access-ID och kontrakts-ID
letter-ids-resent-asked = { $by } har bett oss skicka ID:na för { $contract } till dig igen.
letter-ids-resent-text = Här är ID:na för { $contract } igen.

## Rådgivning

letter-estimate-subject = [{ $number }] Godkänn en uppskattning på { $hours }
letter-estimate-text = { $name } uppskattar hela uppdraget till { $hours }. Timmarna reserveras när du godkänner på ärendets sida.
letter-estimate-raised = Du har tidigare godkänt { $hours }. De ersätts av den nya uppskattningen.
letter-estimate-told-subject = [{ $number }] En uppskattning på { $hours }
letter-estimate-told-text = { $name } uppskattar hela uppdraget till { $hours }. Den som bad om rådgivningen tar ställning till det.
letter-approved-subject = [{ $number }] { $hours } godkända
letter-approved-text = { $name } har godkänt uppskattningen. { $hours } är reserverade på { $contract }, och det som inte används frigörs när ärendet stängs.
letter-declined-subject = [{ $number }] Uppskattningen är avböjd
letter-declined-text = { $name } har avböjt uppskattningen på { $hours }: { $title }
letter-delivered-subject = [{ $number }] { $hours } rådgivning levererad
letter-delivered-text = { $name } levererade { $hours } den { $date }. { $left } är fortfarande godkända.
letter-closed-minutes = { $used } drogs av från { $contract } och { $released } frigjordes.

letter-id-shown-subject = Kontrakts-ID för { $plan } har visats för personal
letter-id-shown-text = { $who } såg kontrakts-ID för { $contract } { $when }.
letter-id-shown-officer = En handläggare på servicecentret
letter-id-shown-supervisor = En arbetsledare
letter-id-shown-administrator = En administratör
letter-id-shown-reason = Det angivna skälet:
letter-id-shown-change = Om du inte väntade dig detta kan du byta kontrakts-ID på kontraktets sida.

## En roll i en prenumeration

letter-subscription-role-subject = { $role } i prenumerationen { $subscription }
letter-subscription-role-text = { $name } har gett dig rollen { $role } i prenumerationen { $subscription }.
letter-subscription-role-sign-in = Logga in med { $email } för att använda den. Har du inte loggat in förut får du ett konto då.
letter-subscription-role-button = Visa prenumerationen
letter-subscription-role-link = Visa prenumerationen: { $link }
