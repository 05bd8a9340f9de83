### Köp: beställningens formulär, en beställning, listan, och vad servicecentret gör med beställningar.

## New order

order-new-title = Köp support
order-new-lead = Kontraktet är aktivt så snart beställningen är betald. ID:na skickas till dig med e-post.
order-offer = Vad vill du köpa?
order-offer-missing = Välj vad du vill köpa
order-offer-price = { $net } exklusive moms, { $total } inklusive moms.
order-offer-grants =
    { $count ->
        [one] { $count } incident, gäller till { $date } om den betalas i dag.
       *[other] { $count } incidenter, gäller till { $date } om de betalas i dag.
    }
order-offer-grants-unlimited = Så många incidenter du behöver, gäller till { $date } om det betalas i dag.
order-quantity = Antal
order-quantity-hint = Hur många paket. Enheterna hamnar på ett kontrakt.
order-quantity-wrong =
    { $most ->
        [1] Det här kan köpas en gång per beställning
       *[other] Ange ett antal från 1 till { $most }
    }
order-owner = Vem gäller kontraktet?
order-owner-me = Mig
order-region = Region
order-region-hint = Där supporten används.
order-region-missing = Välj en region
order-reference = Inköpsordernummer
order-reference-hint = Det står på beställningen och i vår e-post.
order-way = Hur vill du betala?
order-way-missing = Välj hur du vill betala
order-way-card = Kort
order-way-card-text = Du betalar på betalningsleverantörens sida. Vi ser aldrig kortnumret.
order-way-invoice = Faktura
order-way-invoice-text = Vi skickar en faktura. Kontraktet är aktivt när den är betald.
order-cost = Pris
order-cost-net = Pris exklusive moms
order-cost-tax = Moms
order-cost-tax-rate = { $tax } ({ $percent })
order-cost-total = Totalt
order-calculate = Räkna ut priset
order-place = Beställ
order-place-note = Inget betalas än. Du kan avbryta tills du har betalat.

## Orders

orders-title = Beställningar
orders-caption = Dina beställningar, den nyaste först
orders-empty = Du har inga beställningar än.
orders-buy = Köp support
orders-column-order = Beställning
orders-column-placed = Beställd
orders-column-total = Totalt
orders-column-state = Status
orders-column-customer = Kund
orders-quantity = { $count } × { $plan }

## One order

order-title = Beställning { $number }
order-state-awaiting-payment = Väntar på betalning
order-state-paid = Betald
order-state-delivered = Levererad
order-state-refunding = Återbetalas
order-state-refunded = Återbetald
order-state-failed = Misslyckad
order-facts = Beställningen
order-number = Beställningsnummer
order-placed = Beställd
order-customer = Kontrakt för
order-paid-by = Betalas med
order-pay-title = Betala { $total } med kort
order-pay-text = Du betalar på betalningsleverantörens sida och kommer tillbaka hit. Kontraktet är aktivt när betalningen har bekräftats för oss, oftast inom en minut.
order-pay-button = Gå till betalsidan
order-pay-away = Betalsidan går inte att nå just nu. Beställningen är sparad. Försök igen om några minuter.
order-returned = Om du har betalat väntar vi på bekräftelsen.
order-returned-reload = Titta igen
order-invoice-title = Vi skickar en faktura
order-invoice-text = Ange beställningsnumret { $number } när du betalar. Kontraktet är aktivt när servicecentret har sett betalningen, och ID:na kommer med e-post.
order-waits-request = Fortsätt med ditt ärende; du kan betala med ett annat kontrakt under tiden
order-paid-title = Betald
order-paid-text = Kontraktet görs i ordning. Du får ID:na med e-post och behöver inte göra något.
order-delivered-title = Betald. Kontraktet { $access } är aktivt.
order-delivered-text = Vi har skickat ID:na med e-post.
order-delivered-contract = Visa kontraktet
order-delivered-request = Gå vidare med ditt ärende
order-refunding-text = Kontraktet har upphört och pengarna är på väg tillbaka till dig.
order-refunded-text = Pengarna skickades tillbaka { $date }.
order-failed-text = Beställningen avbröts, eller så gick tiden att betala ut. Inget är köpt.
order-odd-amount = { $amount } kom in, vilket inte är vad beställningen kostar. Servicecentret tittar på det och skickar tillbaka pengarna.
order-odd-twice = { $amount } kom in fast beställningen redan var betald. Servicecentret tittar på det och skickar tillbaka pengarna.
order-odd-returned = { $amount } som inte betalade något skickades tillbaka { $date }.
order-refund = Återbetalning
order-refund-text = Så länge inget är använt kan du få pengarna tillbaka. Kontraktet upphör genast.
order-refund-used =
    { $count ->
        [one] { $count } incident har använts, så beställningen kan inte återbetalas.
       *[other] { $count } incidenter har använts, så beställningen kan inte återbetalas.
    }
order-refund-button = Återbetala { $total }
order-cancel = Avbryt beställningen
order-cancel-text = Beställningen är inte betald. Om du inte vill ha den längre kan du avbryta den.
order-done-placed = Beställningen är gjord. Vi har skickat en bekräftelse med e-post.
order-done-cancelled = Beställningen är avbruten.
order-done-refund = Beställningen återbetalas.

## Service centre

order-desk-title = Beställningar
order-desk-caption = Beställningar
order-desk-views = Vyer
order-desk-unpaid = Väntar på betalning
order-desk-undelivered = Betalda, inte levererade
order-desk-odd = Avvikande betalningar
order-desk-refunding = Återbetalningar
order-desk-all = Alla
order-desk-search = Beställningsnummer
order-desk-empty = Inget att göra här just nu.
order-desk-buyer = Beställd av
order-desk-payments = Betalningar
order-desk-payments-caption = Vad som kom in för beställningen
order-desk-payments-none = Inget har kommit in.
order-desk-payment-at = Kom in
order-desk-payment-amount = Belopp
order-desk-payment-note = Anmärkning
order-desk-payment-good = Betalar beställningen
order-desk-payment-amount-wrong = Ett annat belopp än beställningens
order-desk-payment-twice = Beställningen var redan betald
order-desk-payment-returning = Skickas tillbaka
order-desk-payment-returned = Skickades tillbaka { $date }
order-desk-payment-failure =
    { $count ->
        [one] Försökt { $count } gång: { $why }
       *[other] Försökt { $count } gånger: { $why }
    }
order-desk-decide = Vad vill du göra?
order-desk-decide-missing = Välj vad du vill göra
order-desk-nothing = Det finns inget att besluta om beställningen.
order-desk-stuck = Den är betald och kan inte levereras: reglerna nekar kontraktet ({ $code }). Den prövas igen av sig själv.
order-desk-stuck-nobody = Den är betald och kan inte levereras: köparens konto eller regionen finns inte längre. Återbetala den, eller fråga köparen. Den prövas igen av sig själv.
order-desk-change = { $before } → { $after }
order-desk-pay = Markera som betald
order-desk-pay-text = Kontraktet görs och ID:na skickas till kunden.
order-desk-refund = Återbetala
order-desk-refund-text = Kontraktet upphör och pengarna går tillbaka.
order-desk-returned = Markera som återsänd
order-desk-returned-text = Pengarna har skickats tillbaka till kunden.
order-desk-return = Skicka tillbaka det som inte betalar något
order-desk-return-text = Beställningen blir som den är.
order-desk-reason = Skäl
order-desk-reason-hint = Den sparas i granskningsloggen.
order-desk-button = Utför
order-desk-done = Klart.

## E-mail

order-letter-subject = Beställning { $number }: { $plan }
order-letter-text-card = Vi har fått din beställning. Kontraktet är aktivt så snart den är betald.
order-letter-text-invoice = Vi har fått din beställning och skickar en faktura. Kontraktet är aktivt så snart den är betald; ange beställningsnumret när du betalar.
order-letter-refunded-subject = Beställning { $number } är återbetald
order-letter-refunded-text = Pengarna för din beställning har skickats tillbaka.
order-letter-label-what = Beställning
order-letter-open = Visa beställningen
order-letter-open-link = Visa beställningen: { $link }
order-letter-footer = Du får det här mejlet eftersom { $email } har gjort en beställning i { $app }.

## What is refused

order-not-for-sale = Det går inte att köpa längre. Välj något annat.
order-too-many = Du har många beställningar som inte är betalda. Betala eller avbryt några av dem först.
order-changed = Beställningen har ändrats under tiden, så det går inte att göra nu. Sidan visar hur det står till.
order-offer-changed = Det du beställer har ändrats sedan du öppnade formuläret. Priset nedan är det som gäller nu: titta på det och beställ igen.
order-form-used = En beställning med annat innehåll har redan lagts med det här formuläret. Den finns bland dina beställningar. Vill du ha den här också, lägg den nu.
order-members-only = Det här säljs till partner med medlemskap. Välj en av dina organisationer som har ett som kontraktets ägare.

## In the payment step

order-step-buy = Köp { $plan }
order-step-price = { $price } inklusive moms
order-step-bought = Kontraktet som du köpte är valt nedan.
order-step-ordered = Din beställning { $number } väntar på betalning. Kontraktet visas här när den är betald.
order-step-none = Du har inga kontrakt än. Ange ett Access-ID och ett kontrakts-ID, eller köp incidenter.
order-menu = Beställningar
