### Buying: the form of an order, one order, the list, and what the service centre does with orders.

## New order

order-new-title = Buy support
order-new-lead = The contract is active as soon as the order is paid. Its IDs are sent to you by e-mail.
order-offer = What do you want to buy?
order-offer-missing = Select what to buy
order-offer-price = { $net } excluding VAT, { $total } including VAT.
order-offer-grants =
    { $count ->
        [one] { $count } incident, valid until { $date } if it is paid today.
       *[other] { $count } incidents, valid until { $date } if it is paid today.
    }
order-offer-grants-unlimited = As many incidents as you need, valid until { $date } if it is paid today.
order-quantity = Quantity
order-quantity-hint = How many packs. The units end up on one contract.
order-quantity-wrong =
    { $most ->
        [1] This can be bought once per order
       *[other] Enter a quantity from 1 to { $most }
    }
order-owner = Who is the contract for?
order-owner-me = For me
order-region = Region
order-region-hint = Where the support is used.
order-region-missing = Select a region
order-reference = Purchase order number
order-reference-hint = It is shown on the order and in our e-mail.
order-way = How do you want to pay?
order-way-missing = Select how to pay
order-way-card = Card
order-way-card-text = You pay on the payment provider’s page. We never see the card number.
order-way-invoice = Invoice
order-way-invoice-text = We send an invoice. The contract is active when it is paid.
order-cost = Price
order-cost-net = Price excluding VAT
order-cost-tax = VAT
order-cost-tax-rate = { $tax } ({ $percent })
order-cost-total = Total
order-calculate = Calculate the price
order-place = Place the order
order-place-note = Nothing is paid yet. You can cancel until you have paid.

## Orders

orders-title = Orders
orders-caption = Your orders, the newest first
orders-empty = You have no orders yet.
orders-buy = Buy support
orders-column-order = Order
orders-column-placed = Ordered
orders-column-total = Total
orders-column-state = Status
orders-column-customer = Customer
orders-quantity = { $count } × { $plan }

## One order

order-title = Order { $number }
order-state-awaiting-payment = Awaiting payment
order-state-paid = Paid
order-state-delivered = Delivered
order-state-refunding = Being refunded
order-state-refunded = Refunded
order-state-failed = Failed
order-facts = The order
order-number = Order number
order-placed = Ordered
order-customer = Contract for
order-paid-by = Paid by
order-pay-title = Pay { $total } by card
order-pay-text = You pay on the payment provider’s page and come back here. The contract is active when the payment is confirmed to us, usually within a minute.
order-pay-button = Go to the payment page
order-pay-away = The payment page cannot be reached right now. Your order is kept. Try again in a few minutes.
order-returned = If you have paid, we are waiting for the confirmation of it.
order-returned-reload = Look again
order-invoice-title = We send you an invoice
order-invoice-text = Give the order number { $number } when you pay. The contract is active when the service centre has seen the payment, and its IDs come by e-mail.
order-waits-request = Go on with your request; you can pay with another contract meanwhile
order-paid-title = Paid
order-paid-text = Your contract is being made. You get its IDs by e-mail; you need not do anything.
order-delivered-title = Paid. Your contract { $access } is active.
order-delivered-text = We have sent the IDs by e-mail.
order-delivered-contract = Show the contract
order-delivered-request = Go on with your request
order-refunding-text = The contract has ended, and the money is on its way back to you.
order-refunded-text = The money was sent back { $date }.
order-failed-text = The order was cancelled, or the time to pay ran out. Nothing was bought.
order-odd-amount = { $amount } came in, which is not what the order costs. The service centre looks into it and sends it back.
order-odd-twice = { $amount } came in although the order was paid already. The service centre looks into it and sends it back.
order-odd-returned = { $amount } that paid for nothing was sent back { $date }.
order-refund = Refund
order-refund-text = While nothing is used you can have the money back. The contract ends at once.
order-refund-used =
    { $count ->
        [one] { $count } incident has been used, so the order cannot be refunded.
       *[other] { $count } incidents have been used, so the order cannot be refunded.
    }
order-refund-button = Refund { $total }
order-cancel = Cancel the order
order-cancel-text = The order is not paid. If you do not want it any more, cancel it.
order-done-placed = The order is placed. We have sent a confirmation by e-mail.
order-done-cancelled = The order is cancelled.
order-done-refund = The order is being refunded.

## Service centre

order-desk-title = Orders
order-desk-caption = Orders
order-desk-views = Views
order-desk-unpaid = Awaiting payment
order-desk-undelivered = Paid, not delivered
order-desk-odd = Odd payments
order-desk-refunding = Refunds
order-desk-all = All
order-desk-search = Order number
order-desk-empty = Nothing to do here right now.
order-desk-buyer = Ordered by
order-desk-payments = Payments
order-desk-payments-caption = What came in for the order
order-desk-payments-none = Nothing has come in.
order-desk-payment-at = Came in
order-desk-payment-amount = Amount
order-desk-payment-note = Note
order-desk-payment-good = Pays the order
order-desk-payment-amount-wrong = Another amount than the order’s
order-desk-payment-twice = The order was paid already
order-desk-payment-returning = Being sent back
order-desk-payment-returned = Sent back { $date }
order-desk-payment-failure =
    { $count ->
        [one] Tried { $count } time: { $why }
       *[other] Tried { $count } times: { $why }
    }
order-desk-decide = What do you want to do?
order-desk-decide-missing = Select what to do
order-desk-nothing = There is nothing to decide about this order.
order-desk-stuck = It is paid and cannot be delivered: the rules refuse its contract ({ $code }). It is tried again by itself.
order-desk-stuck-nobody = It is paid and cannot be delivered: the buyer’s account or the region is gone. Refund it, or ask the buyer. It is tried again by itself.
order-desk-change = { $before } → { $after }
order-desk-pay = Mark as paid
order-desk-pay-text = The contract is made and its IDs are sent to the customer.
order-desk-refund = Refund
order-desk-refund-text = The contract ends, and the money goes back.
order-desk-returned = Mark as sent back
order-desk-returned-text = The money has been sent back to the customer.
order-desk-return = Send back what pays for nothing
order-desk-return-text = The order stays as it is.
order-desk-reason = Reason
order-desk-reason-hint = It is kept in the audit log.
order-desk-button = Carry out
order-desk-done = Done.

## E-mail

order-letter-subject = Order { $number }: { $plan }
order-letter-text-card = We have your order. The contract is active as soon as it is paid.
order-letter-text-invoice = We have your order and send an invoice. The contract is active as soon as it is paid; give the order number when you pay.
order-letter-refunded-subject = Order { $number } is refunded
order-letter-refunded-text = The money for your order has been sent back.
order-letter-label-what = Order
order-letter-open = Show the order
order-letter-open-link = Show the order: { $link }
order-letter-footer = You get this e-mail because { $email } placed an order in { $app }.

## What is refused

order-not-for-sale = That cannot be bought any more. Select something else.
order-too-many = You have many orders that are not paid. Pay or cancel some of them first.
order-changed = The order has changed meanwhile, so that cannot be done now. Its page says how it stands.
order-offer-changed = What you order has changed since you opened the form. The price below is the one that holds now: look at it and place the order again.
order-form-used = An order with other contents was placed with this form. It is among your orders. If you want this one as well, place it now.
order-members-only = This is sold to partners with a membership. Choose an organisation of yours that has one as the owner of the contract.

## In the payment step

order-step-buy = Buy { $plan }
order-step-price = { $price } including VAT
order-step-bought = The contract that you bought is selected below.
order-step-ordered = Your order { $number } is waiting to be paid. Its contract appears here when it is.
order-step-none = You have no contracts yet. Enter an Access ID and a Contract ID, or buy incidents.
order-menu = Orders
