## Begär dina ID:n

ids-title = Begär dina ID:n
ids-contract = Kontrakt
ids-recipient = Skicka till
ids-choose = Välj vem ID:na skickas till
ids-contact = { $name }, { $location } ({ $masked })
ids-rule-country = I { $region } skickas ID:na till valfri kontakt i er organisation i samma land som förmånen. De går till adressen vi har registrerad.
ids-rule-primary = I { $region } skickas ID:n bara till den primära programkontakten, { $name }.
ids-primary-is = Primär programkontakt är { $name }.
ids-primary-only = { $name } får dem inte: det får bara den primära programkontakten.
ids-other-country = { $name } får dem inte: kontakten finns i ett annat land än förmånen.
ids-head-office-only = { $name } får dem inte: förmånen är huvudkontorets.
ids-nobody = Ingen av era kontakter kan få de här ID:na.
ids-none = Här finns inget kontrakt vars ID:n kan skickas.
ids-open-case = Skapa programärende
ids-write-to = Skriv till servicecentret: { $address }
ids-send = Skicka ID:na
ids-sent-title = ID:na är skickade
ids-sent = Skickat till { $masked }. Fråga { $name } om det inte har kommit inom en timme.
