//! What is bought for an organisation belongs to it, whoever pressed the button.

use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::partners::{self, NewMembership};
use actions::purchases::{self, Order};
use actions::testing::noon;
use actions::testing::scene::refusal;
use actions::{By, MIGRATIONS, Visit};
use domain::ids::EmailAddress;
use domain::order::Way;
use domain::refusal::Refusal;
use domain::time::{Date, Zone};
use store::on_both_engines;

use crate::purchases::shop::{Shop, five_pack};

fn desk() -> By<'static> {
    By::House("operator", noon())
}

fn contact(name: &str) -> NewContact {
    NewContact {
        name: name.to_owned(),
        email: EmailAddress::parse(&format!("{name}@example.com")).expect("an address"),
        phone: None,
        language: "en".to_owned(),
    }
}

impl Shop {
    /// A partner whose head office Kim stands for; gives the keys of the organisation and of the head office.
    async fn partner(&self) -> (String, String) {
        let new = NewOrganisation {
            name: "Nordhav".to_owned(),
            partner_id: Some("4648141".to_owned()),
            head_office: NewLocation {
                name: "Stockholm".to_owned(),
                country: "SE".to_owned(),
                zone: Zone::named("Europe/Stockholm").expect("a zone"),
                contact: Some(contact("kim")),
            },
        };
        let made = organisations::create(&self.house, desk(), new).await;
        let made = made.expect("the partner is made");
        (made.key, made.head_office)
    }

    async fn orders(&self, who: &Visit) -> usize {
        let mine = purchases::mine(&self.house, who, 1).await;
        mine.expect("a page").page.lines.len()
    }
}

on_both_engines! { MIGRATIONS;
    async fn an_order_for_a_location_is_that_of_who_stands_for_it(world) {
        let shop = Shop::open(&world).await;
        let (_, site) = shop.partner().await;
        let own = shop.ordered(Way::Invoice).await;
        let theirs = Order { location: Some(site.clone()), ..five_pack("site", Way::Invoice) };
        let theirs = purchases::place(&shop.house, &shop.buyer, theirs).await.expect("placed");
        assert_eq!((shop.orders(&shop.buyer).await, shop.orders(&shop.stranger).await), (2, 0));
        let filed = organisations::file_contact(&shop.house, desk(), &site, contact("robin"), None).await;
        assert_eq!(shop.orders(&shop.stranger).await, 0, "not who is on file only");
        let filed = filed.expect("on file");
        organisations::change_primary(&shop.house, desk(), &filed, "Kim has left").await.expect("changed");
        assert_eq!((shop.orders(&shop.buyer).await, shop.orders(&shop.stranger).await), (1, 1));
        for (who, order) in [(&shop.buyer, &theirs), (&shop.stranger, &own)] {
            let shown = purchases::show(&shop.house, who, order).await.map(|_| ());
            assert_eq!(refusal(shown), Refusal::NotFound);
            assert_eq!(refusal(purchases::cancel(&shop.house, who, order).await), Refusal::NotFound);
        }
        purchases::show(&shop.house, &shop.stranger, &theirs).await.expect("shown");
        purchases::cancel(&shop.house, &shop.stranger, &theirs).await.expect("cancelled");
    }

    async fn unlimited_cloud_support_is_sold_to_partners_with_a_membership(world) {
        let shop = Shop::open(&world).await;
        let (partner, site) = shop.partner().await;
        let order = || Order {
            offer: "asfp-unlimited".to_owned(),
            location: Some(site.clone()),
            ..five_pack("asfp", Way::Invoice)
        };
        let is_member = async || {
            let choices = purchases::choices(&shop.house, &shop.buyer).await;
            choices.expect("choices").page.is_member
        };
        let without = purchases::place(&shop.house, &shop.buyer, order()).await;
        assert_eq!(refusal(without), Refusal::ForMembersOnly);
        assert!(!is_member().await);
        let membership = NewMembership {
            organisation: partner,
            level: "gold".to_owned(),
            first_day: Date::parse("2026-11-01").expect("a day"),
            last_day: None,
            is_activated: true,
        };
        partners::record_membership(&shop.house, desk(), membership).await.expect("a membership");
        assert!(is_member().await);
        let own = Order { location: None, ..order() };
        let own = purchases::place(&shop.house, &shop.buyer, own).await;
        assert_eq!(refusal(own), Refusal::ForMembersOnly, "not a person");
        purchases::place(&shop.house, &shop.buyer, order()).await.expect("placed");
    }
}
