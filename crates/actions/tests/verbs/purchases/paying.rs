//! Placing orders, and money that comes in for them: once, twice, wrong, late, and a thousand times at once.

use std::sync::Arc;

use actions::purchases::{self, Narrowed, Order, Outcome, Received, View};
use actions::testing::scene::{later, refusal};
use actions::testing::{catalogue, noon};
use actions::{MIGRATIONS, catalog, contracts, ledger};
use domain::order::{Oddity, State, Way, number};
use domain::refusal::Refusal;
use store::on_both_engines;

use crate::purchases::shop::{Shop, TOTAL, five_pack};

on_both_engines! { MIGRATIONS;
    async fn an_order_costs_what_the_offer_says_with_its_tax(world) {
        let shop = Shop::open(&world).await;
        let two = Order { quantity: 2, ..five_pack("two", Way::Invoice) };
        let order = purchases::place(&shop.house, &shop.buyer, two).await.expect("placed");
        let purchase = shop.shown(&order).await.purchase;
        let minor = |money: domain::money::Money| money.minor;
        assert_eq!((minor(purchase.cost.net), minor(purchase.cost.tax)), (3_990_000, 997_500));
        assert_eq!(purchase.cost.total.currency.code(), "SEK");
        assert_eq!(shop.state(&order).await, State::AwaitingPayment);
        assert_eq!(shop.letters().await, ["order_placed"]);
    }

    /// The naive form places an order for each click.
    async fn t12_a_form_that_is_sent_twice_places_one_order(world) {
        let shop = Shop::open(&world).await;
        let first = shop.ordered(Way::Card).await;
        assert_eq!(shop.ordered(Way::Card).await, first);
        let other = Order { quantity: 2, ..five_pack("form", Way::Card) };
        for other in [other, five_pack("form", Way::Invoice)] {
            let placed = purchases::place(&shop.house, &shop.buyer, other).await;
            assert_eq!(refusal(placed), Refusal::OrderFormUsed, "another order is not the first");
        }
        let theirs = purchases::place(&shop.house, &shop.stranger, five_pack("form", Way::Card)).await;
        assert_ne!(theirs.expect("placed"), first, "another's form may have the same key");
        assert_eq!(shop.texts("SELECT CAST(COUNT(*) AS TEXT) FROM purchase").await, ["2"]);
    }

    async fn what_cannot_be_bought_is_refused(world) {
        let shop = Shop::open(&world).await;
        let place = async |order| refusal(purchases::place(&shop.house, &shop.buyer, order).await);
        let order = || five_pack("form", Way::Card);
        let offer = |offer: &str| Order { offer: offer.into(), ..order() };
        assert_eq!(place(offer("partner-gold-20")).await, Refusal::NotForSale);
        assert_eq!(place(offer("nothing")).await, Refusal::NotForSale);
        let many = |quantity| Order { quantity, ..order() };
        for quantity in [0, -1, 101, i64::MAX] {
            assert_eq!(place(many(quantity)).await, Refusal::QuantityOutOfBounds { most: 100 });
        }
        let unlimited = Order { offer: "asfp-unlimited".into(), ..many(2) };
        assert_eq!(place(unlimited).await, Refusal::QuantityOutOfBounds { most: 1 });
        assert_eq!(place(Order { version: 2, ..order() }).await, Refusal::OfferChanged, "not what was shown");
        let unlimited = Order { offer: "asfp-unlimited".into(), ..order() };
        assert_eq!(place(unlimited).await, Refusal::ForMembersOnly);
        assert_eq!(place(Order { region: "moon".into(), ..order() }).await, Refusal::NotFound);
        let nobodys = Order { location: Some("w_00000000000000000000000000".into()), ..order() };
        assert_eq!(place(nobodys).await, Refusal::NotFound);
        assert!(shop.letters().await.is_empty());
    }

    async fn no_more_orders_wait_than_anybody_looks_after(world) {
        let shop = Shop::open(&world).await;
        for place in 0..20 {
            let order = five_pack(&place.to_string(), Way::Invoice);
            purchases::place(&shop.house, &shop.buyer, order).await.expect("placed");
        }
        let more = purchases::place(&shop.house, &shop.buyer, five_pack("more", Way::Invoice)).await;
        assert_eq!(refusal(more), Refusal::TooManyOrders);
    }

    async fn what_is_paid_is_delivered_active_and_mailed(world) {
        let shop = Shop::open(&world).await;
        let three = Order { quantity: 3, ..five_pack("three", Way::Card) };
        let order = purchases::place(&shop.house, &shop.buyer, three).await.expect("placed");
        assert_eq!(shop.told(&order, "pi_3", 3 * TOTAL, "SEK").await, Outcome::Paid);
        assert_eq!(shop.state(&order).await, State::Delivered);
        let mine = contracts::mine(&shop.house, &shop.buyer).await.expect("a page").page;
        assert_eq!(mine.len(), 1);
        assert_eq!((mine[0].left, mine[0].is_usable()), (Some(15), true), "three times what the offer grants");
        assert_eq!(shop.letters().await, ["order_placed", "contract_activated"]);
        assert_eq!(ledger::examine(&shop.house).await.expect("examined").findings, []);
    }

    /// The naive webhook issues a contract for every message.
    async fn of_a_thousand_messages_at_once_one_makes_the_contract(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Card).await;
        let told: Vec<_> = (0..1_000)
            .map(|_| {
                let (house, order) = (Arc::clone(&shop.house), order.clone());
                let received =
                    Received { order, name: "pi_1".into(), amount: TOTAL, currency: "sek".into() };
                tokio::spawn(async move { purchases::receive(&house, received, noon()).await })
            })
            .collect();
        let mut paid = 0;
        for one in told {
            match one.await.expect("it ran").expect("taken up") {
                Outcome::Paid => paid += 1,
                outcome => assert_eq!(outcome, Outcome::Known),
            }
        }
        assert_eq!(paid, 1);
        assert_eq!(shop.texts("SELECT CAST(COUNT(*) AS TEXT) FROM contract").await, ["1"]);
        assert_eq!(shop.letters().await, ["order_placed", "contract_activated"]);
    }

    /// The naive shop delivers whatever comes in.
    async fn another_amount_or_currency_delivers_nothing_and_is_kept(world) {
        let shop = Shop::open(&world).await;
        for (amount, currency) in [(TOTAL - 1, "sek"), (TOTAL, "eur"), (TOTAL, "jpy"), (1, "sek")] {
            let name = format!("pi_{amount}{currency}");
            let placed = purchases::place(&shop.house, &shop.buyer, five_pack(&name, Way::Card)).await;
            let order = placed.expect("placed");
            let odd = Outcome::Odd(Oddity::Amount);
            assert_eq!(shop.told(&order, &name, amount, currency).await, odd);
            assert_eq!(shop.told(&order, &name, amount, currency).await, Outcome::Known);
            assert_eq!(shop.state(&order).await, State::Failed);
            let shown = shop.shown(&order).await;
            assert!(shown.purchase.contract.is_none());
            assert_eq!(shown.payments[0].oddity, Some(Oddity::Amount));
        }
        assert_eq!(shop.texts("SELECT key FROM contract").await, [""; 0]);
    }

    async fn money_that_comes_twice_delivers_once_and_is_kept(world) {
        let shop = Shop::open(&world).await;
        let order = shop.bought().await;
        assert_eq!(shop.told(&order, "pi_2", TOTAL, "sek").await, Outcome::Odd(Oddity::Twice));
        assert_eq!(shop.state(&order).await, State::Delivered, "what is paid has not failed");
        assert_eq!(shop.texts("SELECT CAST(COUNT(*) AS TEXT) FROM contract").await, ["1"]);
        let odd = Narrowed { view: View::Odd, ..Narrowed::default() };
        let desk = purchases::at_service_centre(&shop.house, &shop.officer, odd).await.expect("a list").page;
        assert_eq!((desk.page.lines.len(), desk.counts), (1, [0, 0, 1, 0]));
    }

    async fn news_that_come_out_of_order_change_nothing(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Card).await;
        purchases::over(&shop.house, &order, noon()).await.expect("taken up");
        assert_eq!(shop.state(&order).await, State::Failed);
        assert_eq!(shop.told(&order, "pi_1", TOTAL, "sek").await, Outcome::Paid, "paid after it was over");
        purchases::over(&shop.house, &order, noon()).await.expect("taken up");
        assert_eq!(shop.state(&order).await, State::Delivered, "over after it was paid");
        purchases::over(&shop.house, "r_00000000000000000000000000", noon()).await.expect("nobody's");
        assert_eq!(shop.told("r_00000000000000000000000000", "pi_9", 1, "sek").await, Outcome::Unknown);
        assert_eq!(shop.told("' OR 1=1 --", "pi_9", 1, "sek").await, Outcome::Unknown);
    }

    async fn an_invoice_is_marked_paid_by_the_service_centre_alone_and_once(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Invoice).await;
        let pay = async |visit, reason| purchases::mark_paid(&shop.house, visit, &order, reason).await;
        assert_eq!(refusal(pay(&shop.buyer, "I did").await), Refusal::NotFound);
        assert_eq!(refusal(pay(&shop.officer, "  ").await), Refusal::ReasonNeeded);
        pay(&shop.officer, "Bank 24 Nov").await.expect("marked");
        pay(&shop.officer, "Bank 24 Nov").await.expect("again");
        assert_eq!(shop.state(&order).await, State::Delivered);
        let lines = "
            SELECT l.deed || ' ' || COALESCE(l.before, '') || ' ' || COALESCE(n.words, '')
            FROM audit l LEFT JOIN audit_note n ON n.audit = l.id WHERE l.object LIKE 'r!_%' ESCAPE '!' ORDER BY l.id";
        let lines = shop.texts(lines).await;
        assert_eq!(lines[0], "order.place  ");
        assert_eq!(lines[1..3], ["order.pay awaiting_payment ", "order.deliver  "]);
        assert_eq!(lines[3..], ["order.mark_paid awaiting_payment Bank 24 Nov"]);
        let card = purchases::place(&shop.house, &shop.buyer, five_pack("card", Way::Card)).await.expect("placed");
        let by_hand = purchases::mark_paid(&shop.house, &shop.officer, &card, "cash").await;
        assert_eq!(refusal(by_hand), Refusal::OrderState, "a card is seen by the provider alone");
    }

    async fn another_persons_order_looks_like_none(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Invoice).await;
        for key in [order.as_str(), "r_00000000000000000000000000", ""] {
            let shown = purchases::show(&shop.house, &shop.stranger, key).await;
            assert_eq!(refusal(shown), Refusal::NotFound);
            assert_eq!(refusal(purchases::cancel(&shop.house, &shop.stranger, key).await), Refusal::NotFound);
            assert_eq!(refusal(purchases::refund(&shop.house, &shop.stranger, key, None).await), Refusal::NotFound);
            let desk = purchases::show_at_service_centre(&shop.house, &shop.stranger, key).await;
            assert_eq!(refusal(desk), Refusal::NotFound);
        }
        let all = Narrowed { view: View::All, ..Narrowed::default() };
        let list = purchases::at_service_centre(&shop.house, &shop.stranger, all).await;
        assert_eq!(refusal(list), Refusal::NotFound);
        let theirs = purchases::mine(&shop.house, &shop.stranger, 1).await.expect("a list").page;
        assert_eq!(theirs.lines, []);
    }

    async fn the_service_centre_finds_an_order_by_its_number(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Invoice).await;
        purchases::place(&shop.house, &shop.stranger, five_pack("form", Way::Invoice)).await.expect("placed");
        let find = async |text: String| {
            let narrowed = Narrowed { view: View::All, text, page: 1 };
            let desk = purchases::at_service_centre(&shop.house, &shop.officer, narrowed).await;
            desk.expect("a list").page.page.lines.into_iter().map(|line| line.key).collect::<Vec<_>>()
        };
        assert_eq!(find(number(&order)).await, std::slice::from_ref(&order));
        assert_eq!(find(number(&order).replace('-', " ")).await, [order]);
        assert_eq!(find(String::new()).await.len(), 2);
        assert_eq!(find("%".into()).await.len(), 2, "nothing typed is a wildcard");
    }

    /// The naive shop makes the contract from whatever the offer says by then.
    async fn what_was_ordered_is_delivered_though_the_offer_changed(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Card).await;
        let mut files = catalogue();
        let offers = files.get_mut("offers.toml").expect("the offers");
        *offers = offers.replace("quantity = 5\nterm = \"P1Y30D\"", "quantity = 3\nterm = \"P1Y30D\"");
        catalog::load(&shop.house, &files, noon()).await.expect("loaded");
        assert_eq!(shop.told(&order, "pi_1", TOTAL, "sek").await, Outcome::Paid);
        let mine = contracts::mine(&shop.house, &shop.buyer).await.expect("a page").page;
        assert_eq!(mine[0].left, Some(5));
    }

    async fn what_cannot_be_delivered_stays_paid_until_it_can(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Card).await;
        let hide = "UPDATE account SET email = NULL WHERE name = 'kim'";
        let show = "UPDATE account SET email = 'kim@example.com' WHERE name = 'kim'";
        let write = async |sql: &'static str| {
            shop.store.write::<_, store::Fault, _>(move |tx| tx.execute(sql, &[])).await.expect("written");
        };
        write(hide).await;
        assert_eq!(shop.told(&order, "pi_1", TOTAL, "sek").await, Outcome::Paid);
        assert_eq!(shop.texts("SELECT key FROM contract").await, [""; 0]);
        assert_eq!(purchases::deliver_due(&shop.house, noon()).await.expect("a turn"), 1);
        assert_eq!(shop.texts("SELECT key FROM contract").await, [""; 0]);
        assert_eq!(shop.texts("SELECT refusal FROM purchase").await, ["not_found"]);
        let tried = "SELECT CAST(tried_at AS TEXT) FROM purchase";
        assert_eq!(purchases::deliver_due(&shop.house, noon().plus_hours(1)).await.expect("a turn"), 1);
        assert_eq!(shop.texts(tried).await, [noon().plus_hours(1).0.to_string()], "behind what waits longer");
        write(show).await;
        assert_eq!(shop.state(&order).await, State::Paid);
        assert_eq!(purchases::deliver_due(&shop.house, noon()).await.expect("a turn"), 1);
        assert_eq!(purchases::deliver_due(&shop.house, noon()).await.expect("a turn"), 0);
        assert_eq!(shop.state(&order).await, State::Delivered);
    }

    async fn an_order_that_waits_is_cancelled_by_its_buyer(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Invoice).await;
        purchases::cancel(&shop.house, &shop.buyer, &order).await.expect("cancelled");
        purchases::cancel(&shop.house, &shop.buyer, &order).await.expect("again");
        assert_eq!(shop.state(&order).await, State::Failed);
        purchases::mark_paid(&shop.house, &shop.officer, &order, "It came after all").await.expect("paid");
        assert_eq!(shop.state(&order).await, State::Delivered);
        let late = purchases::cancel(&shop.house, &later(&shop.buyer, 1), &order).await;
        assert_eq!(refusal(late), Refusal::OrderState);
    }
}
