//! Links: who may end them, and how a contract is shared without giving the pair away.

use actions::testing::noon;
use actions::{MIGRATIONS, contracts};
use domain::ids::EmailAddress;
use domain::linking::Verdict;
use domain::refusal::Refusal;
use store::on_both_engines;

use crate::contracts::stage::{Stage, refused};

const GOLD: (&str, &str) = ("0230242323", "618761393031");

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

on_both_engines! { MIGRATIONS;
    async fn unlinking_ends_the_own_link_only(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, one, other) = (stage.guest(1).await, stage.guest(2).await, stage.guest(3).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        stage.link(&one, GOLD).await.unwrap();
        stage.link(&other, GOLD).await.unwrap();
        contracts::unlink(&stage.house, &one.visit, &key).await.unwrap();
        assert!(stage.seen(&one, &key, noon()).await.is_none());
        assert_eq!(refused(contracts::unlink(&stage.house, &one.visit, &key).await), Refusal::NotFound);
        assert_eq!(stage.seen(&other, &key, noon()).await.unwrap().shared_with, 0);
        assert_eq!(stage.link(&one, GOLD).await.unwrap().verdict, Verdict::Link);
    }

    async fn only_the_owner_sees_and_stops_who_is_linked(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, one, stranger) = (stage.guest(1).await, stage.guest(2).await, stage.guest(3).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        stage.link(&one, GOLD).await.unwrap();
        let shown = contracts::show(&stage.house, &owner.visit, &key, None).await.unwrap().page;
        let people = shown.people.expect("the owner sees them");
        assert_eq!(people[0].email.as_deref(), Some("guest2@example.com"));
        assert!(contracts::show(&stage.house, &one.visit, &key, None).await.unwrap().page.people.is_none());
        let foreign = contracts::show(&stage.house, &stranger.visit, &key, None).await;
        assert_eq!(refused(foreign), Refusal::NotFound);
        let foreign = contracts::revoke(&stage.house, &one.visit, &key, &owner.key).await;
        assert_eq!(refused(foreign), Refusal::NotFound);
        contracts::revoke(&stage.house, &owner.visit, &key, &one.key).await.unwrap();
        assert!(stage.seen(&one, &key, noon()).await.is_none());
        let told = stage.texts("SELECT address FROM letter WHERE kind = 'link_revoked'").await;
        assert_eq!(told, [one.email]);
    }

    /// The naive rotation unlinks everybody, or leaves the old pair working.
    async fn t15_a_changed_contract_id_stops_the_old_pair_and_keeps_links_and_history(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, one, late) = (stage.guest(1).await, stage.guest(2).await, stage.guest(3).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        stage.link(&one, GOLD).await.unwrap();
        let foreign = contracts::rotate(&stage.house, actions::By::Visit(&one.visit), &key, "why").await;
        assert_eq!(refused(foreign), Refusal::NotFound);
        contracts::rotate(&stage.house, actions::By::Visit(&owner.visit), &key, "somebody left").await.unwrap();
        assert_eq!(refused(stage.link(&late, GOLD).await), Refusal::PairUnknown);
        assert!(stage.seen(&one, &key, noon()).await.unwrap().is_usable());
        let shown = contracts::show(&stage.house, &one.visit, &key, None).await.unwrap().page;
        assert_eq!(shown.statement.closing, 20);
        let id = contracts::for_letter(&stage.house, &key).await.unwrap();
        assert_eq!(stage.link(&late, (GOLD.0, id.reveal())).await.unwrap().verdict, Verdict::Link);
        let delivered = stage.texts("SELECT address FROM letter WHERE kind = 'contract_id_changed'").await;
        assert_eq!(delivered, [owner.email]);
        let told = stage.texts("SELECT address FROM letter WHERE kind = 'contract_id_changed_told'").await;
        assert_eq!(told, [one.email]);
    }

    async fn a_link_can_be_undone_for_thirty_days_by_those_who_were_told(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, one) = (stage.guest(1).await, stage.guest(2).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        stage.link(&one, GOLD).await.unwrap();
        let token = contracts::undo_token(&stage.house, &stage.text("SELECT key FROM link").await);
        let mut nobody = owner.visit.clone();
        nobody.session = None;
        let undoing = contracts::undoing(&stage.house, &nobody, &token).await.unwrap().page;
        assert_eq!(undoing.email, one.email);
        let late = actions::Visit { at: noon().plus_days(30), ..nobody.clone() };
        assert_eq!(refused(contracts::undo(&stage.house, &late, &token).await), Refusal::UndoOver);
        assert_eq!(refused(contracts::undo(&stage.house, &nobody, "guessed").await), Refusal::NotFound);
        assert_eq!(contracts::undo(&stage.house, &nobody, &token).await.unwrap(), one.email);
        assert!(stage.seen(&one, &key, noon()).await.is_none());
        assert_eq!(refused(contracts::undo(&stage.house, &nobody, &token).await), Refusal::UndoOver);
    }

    async fn an_invitation_links_once_within_a_week(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, one, other) = (stage.guest(1).await, stage.guest(2).await, stage.guest(3).await);
        let (house, key) = (&stage.house, stage.contract(&owner, "partner-gold-20", GOLD).await);
        let foreign = contracts::share(house, &one.visit, &key, address(&other.email), "").await;
        assert_eq!(refused(foreign), Refusal::NotFound);
        let own = contracts::share(house, &owner.visit, &key, address(&owner.email), "").await;
        assert_eq!(refused(own), Refusal::SharedWithYourself);
        let secret = contracts::share(house, &owner.visit, &key, address(&one.email), "Det är 6187 6139 3031").await;
        assert_eq!(refused(secret), Refusal::SecretInMessage);
        contracts::share(house, &owner.visit, &key, address(&one.email), "Välkommen").await.unwrap();
        let invitation = stage.text("SELECT key FROM invitation").await;
        let token = contracts::invitation_token(house, &invitation);
        let late = one.at(noon().plus_days(7));
        assert_eq!(refused(contracts::accept(house, &late, &token).await), Refusal::InvitationExpired);
        let invited = contracts::invited(house, &one.visit, &token).await.unwrap().page;
        assert_eq!((invited.by.as_str(), invited.contract.linked), ("Guest 1", false));
        assert_eq!(contracts::accept(house, &one.visit, &token).await.unwrap(), key);
        assert_eq!(refused(contracts::accept(house, &other.visit, &token).await), Refusal::InvitationExpired);
        assert!(stage.seen(&one, &key, noon()).await.is_some());
        contracts::share(house, &one.visit, &key, address(&other.email), "").await.unwrap();
        let open = contracts::show(house, &one.visit, &key, None).await.unwrap().page.invitations;
        contracts::withdraw(house, &owner.visit, &key, &open[0].key).await.unwrap();
        let token = contracts::invitation_token(house, &open[0].key);
        assert_eq!(refused(contracts::accept(house, &other.visit, &token).await), Refusal::InvitationExpired);
    }

    async fn showing_a_contract_id_is_for_holders_and_is_written_down(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, stranger) = (stage.guest(1).await, stage.guest(2).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        assert_eq!(contracts::reveal(&stage.house, &owner.visit, &key).await.unwrap().reveal(), GOLD.1);
        let foreign = contracts::reveal(&stage.house, &stranger.visit, &key).await;
        assert_eq!(refused(foreign), Refusal::NotFound);
        let lines = stage.texts("SELECT actor FROM audit WHERE deed = 'contract.reveal'").await;
        assert_eq!(lines, [owner.key]);
    }
}
