//! The first run: open to whoever can read the log, until there is an administrator.

use actions::accounts::sessions::Device;
use actions::setup::{self, First};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use actions::{House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::limits;
use domain::refusal::Refusal;
use domain::settings::Settings;
use domain::time::Moment;

fn visitor(at: Moment) -> Visit {
    Visit {
        session: None,
        browser: None,
        network: "192.0.2.0/24".to_owned(),
        language: "sv".to_owned(),
        at,
        once: None,
    }
}

fn first(code: &str) -> First {
    First {
        code: code.to_owned(),
        email: EmailAddress::parse("vera@example.com").expect("an address"),
        name: "Vera".to_owned(),
        language: "sv".to_owned(),
        settings: Settings {
            name: Some("Nordhav Support".to_owned()),
            ..Settings::default()
        },
    }
}

fn device() -> Device {
    Device {
        session: [7; 32],
        agent: String::new(),
    }
}

async fn finish(house: &House, code: &str) -> actions::Answer<()> {
    let done = setup::finish(house, &visitor(noon()), first(code), device()).await;
    done.map(|_| ())
}

store::on_both_engines! { MIGRATIONS;
    async fn whoever_has_the_code_becomes_the_administrator_once(world) {
        let house = house(&world.store).await;
        assert!(setup::is_open(&house).await.expect("it is known"));
        let earlier = setup::open(&house, noon()).await.expect("open").expect("a code");
        let code = setup::open(&house, noon()).await.expect("open").expect("a code");
        assert_eq!(refusal(finish(&house, "0000-0000-0000-0000").await), Refusal::CodeWrong);
        finish(&house, &code.to_uppercase()).await.expect("set up");
        assert_eq!(house.settings().name.as_deref(), Some("Nordhav Support"));
        let mut visit = visitor(noon());
        visit.session = Some([7; 32]);
        let caller = house.caller(&visit).await.expect("a caller");
        let vera = caller.person().expect("she is signed in");
        assert_eq!((vera.email.as_str(), vera.roles.as_slice()), ("vera@example.com", &[Role::Administrator][..]));
        assert!(vera.passkey_at.is_none(), "a passkey comes next");
        assert!(!setup::is_open(&house).await.expect("it is known"));
        assert_eq!(refusal(finish(&house, &earlier).await), Refusal::NotFound);
        assert_eq!(setup::open(&house, noon()).await.expect("shut"), None);
    }

    async fn a_code_ends_with_its_day_and_guessing_is_paid_for(world) {
        let house = house(&world.store).await;
        let old = noon().plus_hours(-limits::SETUP_CODE_HOURS);
        let code = setup::open(&house, old).await.expect("open").expect("a code");
        let newer = setup::open(&house, noon()).await.expect("open").expect("a code");
        assert_eq!(refusal(finish(&house, &code).await), Refusal::CodeWrong);
        for _ in 1..limits::SETUP_TRIES_PER_NETWORK_HOUR {
            assert_eq!(refusal(finish(&house, "guess").await), Refusal::CodeWrong);
        }
        assert!(matches!(refusal(finish(&house, &newer).await), Refusal::TooManyAttempts { .. }));
    }

    async fn a_house_with_an_administrator_is_never_set_up_again(world) {
        let house = house(&world.store).await;
        let code = setup::open(&house, noon()).await.expect("open").expect("a code");
        scene::person(&world.store, "olle", &[Role::Administrator], noon()).await;
        assert_eq!(refusal(finish(&house, &code).await), Refusal::NotFound);
    }
}
