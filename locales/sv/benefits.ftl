## Mina förmåner och aktiviteter

benefits-title = Mina förmåner och aktiviteter
benefits-organisation = { $organisation } · Partner-ID { $partner }
benefits-location = Verksamhetsställe
benefits-all-locations = Alla verksamhetsställen
benefits-all-of = { $organisation }, alla verksamhetsställen
benefits-switch = Visa
benefits-no-organisation = Ditt konto är inte kopplat till någon partnerorganisation. Be er administratör om hjälp, eller koppla det med ert partner-ID.
benefits-join = Koppla det med ett partner-ID
benefits-empty = Inga kontrakt visas för { $organisation }. Du kan ändå skicka in ett ärende: ange Access-ID och kontrakts-ID i ärendet, eller köp incidenter.
benefits-incidents = Incidenter kvar
benefits-hours = Rådgivningstimmar kvar
benefits-open = Öppna ärenden
benefits-next-end = Nästa utgångsdatum
benefits-no-end = Inget
benefits-in-contracts =
    { $count ->
        [one] i { $count } kontrakt
       *[other] i { $count } kontrakt
    }
benefits-and-unlimited =
    { $count ->
        [one] i { $count } kontrakt, och obegränsat i { $unlimited } till
       *[other] i { $count } kontrakt, och obegränsat i { $unlimited } till
    }
benefits-unlimited = Obegränsat
benefits-of-hours = av { $hours }
benefits-waiting-for-you = { $count } väntar på dig
benefits-waiting-for-others = { $count } väntar på en kollega
benefits-waiting-for-both = { $mine } väntar på dig, { $others } på en kollega
benefits-membership = { $level } · förnyat { $date }
benefits-primary-contact = den primära programkontakten
benefits-renewed = Ert medlemskap på nivån { $level } förnyades { $date }. Kontraktet aktiveras normalt inom fyra veckor; ID:na skickas till { $name }.
benefits-asked = Ni bad om ert kontrakt { $date }. Servicecentret aktiverar det och skickar ID:na till { $name }.
benefits-toolkit-asked = { $location } bad om sitt verktygspaket { $date }. Servicecentret aktiverar det och skickar ID:na till { $name }.
benefits-on-request = Ert kontrakt aktiveras på begäran.
benefits-activate = Aktivera
benefits-toolkit = { $location } har en egen kompetens och kan få ett verktygspaket: ytterligare en uppsättning incidenter.
benefits-toolkit-button = Be om verktygspaketet
benefits-rights = Rätt till internt bruk
benefits-request-ids = Begär dina ID:n
benefits-heading = Mina förmåner
benefits-own = Mina egna kontrakt
benefits-column-benefit = Förmån
benefits-column-left = Kvar
benefits-column-until = Gäller till
benefits-column-status = Status
benefits-burn-down = Förbrukning av { $plan }
benefits-calendar = Utgångsdatum månad för månad
benefits-calendar-none = Inget går ut
benefits-calendar-mark = { $day }: { $plan }
benefits-feed = Prenumerera på utgångsdatumen
benefits-people = Personer
benefits-activities = Mina aktiviteter
benefits-tab-incidents = Incidenter
benefits-tab-advisory = Rådgivning
benefits-tab-program = Programsupport
benefits-tab-community = Community
benefits-show-open = Öppna
benefits-show-closed = Stängda
benefits-which = Öppna eller stängda
benefits-column-request = Ärende
benefits-column-reporter = Skapat av
benefits-none-incident = Inga supportärenden här.
benefits-none-advisory = Inga rådgivningsärenden här.
benefits-none-program = Inga programärenden här.
benefits-create-advisory = Begär rådgivning
benefits-create-program = Skapa programärende
benefits-more = Fler
benefits-fewer = Tillbaka till de nyaste
