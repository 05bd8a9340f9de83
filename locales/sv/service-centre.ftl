# Servicecentret.

service-centre-title = Servicecenter
service-centre-queues = Köer
service-centre-queue-renewal = Aktiveringar att göra
service-centre-queue-request = Aktiveringsbegäranden
service-centre-queue-toolkit = Ytterligare verksamhetsställen
service-centre-queue-purchase = Köp
service-centre-waiting = Väntar
service-centre-done-today = Aktiverade i dag
service-centre-average = Genomsnittlig tid till aktivering
service-centre-days =
    { $days ->
        [one] { $days } dag
       *[other] { $days } dagar
    }
service-centre-empty = Inget att göra här just nu.

service-centre-search = Hitta en organisation
service-centre-search-hint = Partner-ID, namn, Access-ID eller en kontakts e-postadress.
service-centre-nothing = Inga träffar på ”{ $text }”.
service-centre-found = Partnern { $partner } · { $place }

service-centre-partner = Partner
service-centre-partner-id = Partner-ID
service-centre-location = Verksamhetsställe
service-centre-place = { $location } ({ $country })
service-centre-zone = { $country }, { $zone }
service-centre-head-office = Huvudkontor
service-centre-level = Medlemskap
service-centre-renewed = Förnyat
service-centre-renews = Nästa förnyelse
service-centre-due = Senast
service-centre-waits = Väntar på att aktiveras
service-centre-people = Personer på { $location }
service-centre-contracts = Kontrakt för { $location }
service-centre-name = Namn
service-centre-email = E-post
service-centre-role = Roll
service-centre-language = Språk
service-centre-primary = Primär programkontakt
service-centre-on-file = Registrerad
service-centre-invited = Inbjuden
service-centre-asks = Vill vara med
service-centre-ids = ID:n
service-centre-signature-cloud = Signature Cloud Support
service-centre-toolkit = Verktygspaket

service-centre-change = Ändra
service-centre-appoint = Byt primär kontakt
service-centre-new-primary = Ny primär programkontakt
service-centre-reason = Skäl
service-centre-reason-hint = Sparas i granskningsloggen.
service-centre-appointed = Den primära programkontakten är bytt.
service-centre-file = Lägg till en kontakt
service-centre-as-primary = Gör personen till verksamhetsställets primära programkontakt
service-centre-filed = Kontakten är registrerad.
service-centre-name-missing = Ange personens namn.
service-centre-email-wrong = Ange en e-postadress, till exempel namn@example.com.

service-centre-activate = Aktivera kontrakt
service-centre-activate-button = Aktivera och skicka ID:na
service-centre-preview = Det här utfärdas
service-centre-replaces = Ersätter { $access } från sin första dag.
service-centre-overlaps = Överlappar det tidigare kontraktet
service-centre-sent-to = ID:na skickas till { $name } ({ $masked }), som är primär programkontakt. Rådgivningstimmar behöver inga ID:n.
service-centre-nobody = Ingen är registrerad som primär programkontakt, så ID:na kan inte skickas.
service-centre-name-one = Utse en primär kontakt
service-centre-other-days = Välj andra dagar
service-centre-other-days-hint = Om du lämnar fälten tomma gäller dagarna ovan.
service-centre-first-day = Första dag
service-centre-last-day = Sista dag
service-centre-day-form = Ange en dag, till exempel 2026-11-30.
service-centre-activated = Aktiverat. ID:na är skickade till { $name } ({ $masked }).
service-centre-is-activated = Det här är aktiverat.

service-centre-send-ids = Skicka ID:n igen
service-centre-send-to = Till vem?
service-centre-contact = { $name } ({ $masked })
service-centre-ids-sent = Skickat till { $masked }. Fråga { $name } om det inte har kommit inom en timme.
service-centre-rule-primary = I { $region } skickas ID:n bara till den primära programkontakten.
service-centre-rule-country = I { $region } skickas ID:n till den primära programkontakten, eller till en annan kontakt i samma land som förmånen.
service-centre-sending-primary = Primär programkontakt för förmånen.
service-centre-sending-country = I samma land som förmånen.
service-centre-sending-primary-only = Inte primär programkontakt.
service-centre-sending-other-country = I ett annat land än förmånen.
service-centre-sending-head-office = Huvudkontorets ID:n stannar hos huvudkontoret.

service-centre-contract = Kontrakt
service-centre-days-valid = Gäller
service-centre-what = Vad vill du ändra?
service-centre-what-missing = Välj vad du vill ändra.
service-centre-adjust = Justera saldo
service-centre-adjust-note = Enheter läggs till det som går ut sist och tas från det som går ut först.
service-centre-change-by = Ändring
service-centre-change-hint = Till exempel 2, eller -1 för att dra av en.
service-centre-change-form = Ange ett heltal som inte är noll, till exempel 2 eller -1.
service-centre-extend = Förläng
service-centre-extend-note = Det som har förfallit är fortfarande förfallet.
service-centre-suspend = Spärra
service-centre-suspend-note = Nya ärenden nekas; öppna ärenden fortsätter. De som använder kontraktet får veta det.
service-centre-resume = Häv spärr
service-centre-replace = Byt ID:n
service-centre-replace-note = Ett nytt kontrakts-ID skickas till ägaren; det gamla paret slutar fungera, och de som är kopplade behåller åtkomsten.
service-centre-apply = Ändra
service-centre-changed = Kontraktet är ändrat.
service-centre-overdue = Försenat sedan { $day }
