//! Money that goes back: only while nothing is used, once, and however often the provider fails.

use std::sync::Arc;

use actions::purchases::{self, Fate, Narrowed, Outcome, View};
use actions::testing::noon;
use actions::testing::scene::refusal;
use actions::{Answer, MIGRATIONS, Stopped, contracts, ledger};
use domain::contract::Standing;
use domain::ledger::Account;
use domain::order::{State, Way};
use domain::refusal::Refusal;
use store::on_both_engines;

use crate::purchases::shop::{Shop, TOTAL};

/// The provider is asked as the job asks it, and answers `fate`; gives the names that it was asked for.
async fn ask(shop: &Shop, minutes: i64, fate: Fate) -> Vec<String> {
    let at = noon().plus_minutes(minutes);
    let due = purchases::take_due(&shop.house, at).await.expect("due");
    let names = due.iter().map(|due| due.name.clone()).collect();
    for one in due {
        let settled = purchases::settle(&shop.house, one, fate.clone(), at).await;
        settled.expect("settled");
    }
    names
}

fn away() -> Fate {
    Fate::Later {
        why: "no answer".into(),
    }
}

on_both_engines! { MIGRATIONS;
    async fn a_refund_ends_the_contract_and_takes_its_units_back(world) {
        let shop = Shop::open(&world).await;
        let order = shop.bought().await;
        let contract = shop.contract(&order).await;
        purchases::refund(&shop.house, &shop.buyer, &order, None).await.expect("begun");
        purchases::refund(&shop.house, &shop.buyer, &order, None).await.expect("again");
        assert_eq!(shop.state(&order).await, State::Refunding);
        let shown = contracts::show(&shop.house, &shop.buyer, &contract, None).await.expect("shown").page;
        assert_eq!(shown.summary.standing, Standing::Cancelled);
        let lot = &shown.lots[0].balances;
        assert_eq!((lot.of(Account::Available), lot.of(Account::Granted)), (0, 0));
        assert_eq!(ledger::examine(&shop.house).await.expect("examined").findings, []);
        assert_eq!(ask(&shop, 0, Fate::Back).await, ["pi_1"]);
        assert_eq!(shop.state(&order).await, State::Refunded);
        assert_eq!(ask(&shop, 600, Fate::Back).await, [""; 0], "once");
        assert_eq!(shop.letters().await, ["order_placed", "contract_activated", "order_refunded"]);
    }

    /// The naive refund forgets the request when the provider does not answer.
    async fn a_provider_that_fails_is_asked_again(world) {
        let shop = Shop::open(&world).await;
        let order = shop.bought().await;
        purchases::refund(&shop.house, &shop.buyer, &order, None).await.expect("begun");
        assert_eq!(ask(&shop, 0, away()).await, ["pi_1"]);
        assert_eq!(ask(&shop, 0, away()).await, [""; 0], "not at once");
        assert_eq!(ask(&shop, 1, away()).await, ["pi_1"]);
        assert_eq!(ask(&shop, 2, away()).await, [""; 0], "and later each time");
        assert_eq!(shop.state(&order).await, State::Refunding);
        let payment = shop.shown(&order).await.payments.remove(0);
        assert_eq!((payment.tries, payment.failure.as_deref()), (2, Some("no answer")));
        assert_eq!(ask(&shop, 3, Fate::Back).await, ["pi_1"]);
        assert_eq!(shop.state(&order).await, State::Refunded);
        assert_eq!(shop.shown(&order).await.payments[0].failure, None);
    }

    async fn a_refund_that_a_process_died_with_is_taken_up_by_another(world) {
        let shop = Shop::open(&world).await;
        let order = shop.bought().await;
        purchases::refund(&shop.house, &shop.buyer, &order, None).await.expect("begun");
        let lost = purchases::take_due(&shop.house, noon()).await.expect("due");
        assert_eq!(lost.len(), 1);
        assert_eq!(ask(&shop, 4, Fate::Back).await, [""; 0], "it is another's");
        assert_eq!(ask(&shop, 5, Fate::Back).await, ["pi_1"]);
        for late in lost {
            purchases::settle(&shop.house, late, away(), noon().plus_minutes(6)).await.expect("too late");
        }
        assert_eq!(shop.state(&order).await, State::Refunded);
        assert_eq!(ask(&shop, 900, Fate::Back).await, [""; 0]);
    }

    async fn what_was_used_is_not_refunded_until_it_is_given_back(world) {
        let shop = Shop::open(&world).await;
        let order = shop.bought().await;
        let contract = shop.contract(&order).await;
        shop.submit(&contract, "One").await.expect("submitted");
        shop.submit(&contract, "Two").await.expect("submitted");
        let refused = purchases::refund(&shop.house, &shop.buyer, &order, None).await;
        assert_eq!(refusal(refused), Refusal::OrderUsed { used: 2 });
        assert_eq!(shop.shown(&order).await.used, 2);
        assert_eq!(shop.state(&order).await, State::Delivered);
    }

    /// The naive refund looks first and locks later: then a unit is used that was paid back.
    async fn of_a_refund_and_a_request_at_once_one_wins(world) {
        let shop = Arc::new(Shop::open(&world).await);
        let order = shop.bought().await;
        let contract = shop.contract(&order).await;
        let requests: Vec<_> = (0..5)
            .map(|place| {
                let (shop, contract) = (Arc::clone(&shop), contract.clone());
                tokio::spawn(async move { shop.submit(&contract, &format!("Race {place}")).await })
            })
            .collect();
        let refunded = purchases::refund(&shop.house, &shop.buyer, &order, None).await;
        let mut used = 0;
        for request in requests {
            match request.await.expect("it ran") {
                Ok(()) => used += 1,
                other => assert!(matches!(other, Err(Stopped::Refused(_))), "{other:?}"),
            }
        }
        match refunded {
            Ok(()) => assert_eq!(used, 0, "nothing that was paid back is used"),
            other => assert!(matches!(refusal(other), Refusal::OrderUsed { .. })),
        }
        assert_eq!(ledger::examine(&shop.house).await.expect("examined").findings, []);
    }

    async fn an_invoice_is_paid_back_by_hand(world) {
        let shop = Shop::open(&world).await;
        let order = shop.ordered(Way::Invoice).await;
        let unpaid = purchases::refund(&shop.house, &shop.buyer, &order, None).await;
        assert_eq!(refusal(unpaid), Refusal::OrderState);
        purchases::mark_paid(&shop.house, &shop.officer, &order, "Bank").await.expect("paid");
        let by_hand = async |visit, reason| -> Answer<()> {
            purchases::settle_by_hand(&shop.house, visit, &order, reason).await
        };
        assert_eq!(refusal(by_hand(&shop.officer, "too soon").await), Refusal::OrderState);
        purchases::refund(&shop.house, &shop.officer, &order, Some("Asked by phone")).await.expect("begun");
        assert_eq!(ask(&shop, 0, Fate::Back).await, [""; 0], "no provider has it");
        assert_eq!(refusal(by_hand(&shop.buyer, "me").await), Refusal::NotFound);
        assert_eq!(refusal(by_hand(&shop.officer, " ").await), Refusal::ReasonNeeded);
        by_hand(&shop.officer, "Bank 25 Nov").await.expect("marked");
        by_hand(&shop.officer, "Bank 25 Nov").await.expect("again");
        assert_eq!(shop.state(&order).await, State::Refunded);
        let late = purchases::mark_paid(&shop.house, &shop.officer, &order, "Bank").await;
        assert!(late.is_ok(), "the same invoice is known: {late:?}");
        assert_eq!(shop.state(&order).await, State::Refunded);
    }

    async fn what_pays_for_nothing_goes_back_and_the_order_stays(world) {
        let shop = Shop::open(&world).await;
        let order = shop.bought().await;
        assert!(matches!(shop.told(&order, "pi_2", TOTAL, "sek").await, Outcome::Odd(_)));
        let refused = purchases::return_payments(&shop.house, &shop.buyer, &order, "mine").await;
        assert_eq!(refusal(refused), Refusal::NotFound);
        let silent = purchases::return_payments(&shop.house, &shop.officer, &order, "").await;
        assert_eq!(refusal(silent), Refusal::ReasonNeeded);
        purchases::return_payments(&shop.house, &shop.officer, &order, "Paid twice").await.expect("begun");
        assert_eq!(ask(&shop, 0, Fate::Back).await, ["pi_2"]);
        assert_eq!(shop.state(&order).await, State::Delivered);
        let odd = Narrowed { view: View::Odd, ..Narrowed::default() };
        let desk = purchases::at_service_centre(&shop.house, &shop.officer, odd).await.expect("a list").page;
        assert_eq!(desk.page.lines, []);
    }
}
