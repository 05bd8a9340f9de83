//! The look of an installation, on both engines: in force at once, versioned, audited, and nobody's but administrators'.

use actions::look::{self, NewLogo, Wanted};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use actions::{House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::look::image::Image;
use domain::look::{Accent, Theme};
use domain::refusal::Refusal;
use store::Fault;
use store::testing::World;

fn picture(last: u8) -> Image {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\x50".to_vec();
    bytes.push(last);
    Image::read(bytes).expect("a picture")
}

fn wanted(light: Option<&str>, logo: NewLogo) -> Wanted {
    let light = light.map(|text| Accent::parse(Theme::Light, text).expect("an accent"));
    Wanted {
        light,
        dark: None,
        logo,
    }
}

async fn texts(world: &World, sql: &'static str) -> Vec<String> {
    let read = world
        .store
        .read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
    read.await.expect("rows")
}

async fn change(house: &House, visit: &Visit, version: i64, wanted: Wanted) {
    let changed = look::change(house, visit, version, wanted).await;
    changed.expect("it is changed");
}

store::on_both_engines! { MIGRATIONS;
    async fn a_look_is_in_force_at_once_and_each_change_of_it_is_a_line_of_the_log(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        assert_eq!(*house.look(), look::Look::default());
        change(&house, &vera, 0, wanted(Some("#7a1fa2"), NewLogo::New(picture(1)))).await;
        let held = house.look();
        assert_eq!((held.version, held.dark), (1, None));
        assert_eq!(held.light.map(|one| one.colour().to_string()).as_deref(), Some("#7a1fa2"));
        let logo = held.logo.clone().expect("a logo");
        assert_eq!((logo.hash.len(), logo.image.width, logo.image.height), (64, 320, 80));
        change(&house, &vera, 1, wanted(Some("#7a1fa2"), NewLogo::Kept)).await;
        assert_eq!(house.look().version, 1, "what changes nothing is not written");
        assert_eq!(look::logo_called(&house, &logo.hash).await.expect("an answer"), Some(logo.clone()));
        change(&house, &vera, 1, wanted(None, NewLogo::Gone)).await;
        assert_eq!(house.look().logo, None);
        assert_eq!(look::logo_called(&house, &logo.hash).await.expect("an answer"), None);
        let lines = "SELECT deed || ' ' || object || ' ' || COALESCE(before, '-') || ' ' || COALESCE(after, '-') FROM audit WHERE deed LIKE 'look.%' ORDER BY id";
        assert_eq!(
            texts(&world, lines).await,
            [
                "look.change accent_light - #7a1fa2".to_owned(),
                format!("look.change logo - {}", logo.hash),
                "look.change accent_light #7a1fa2 -".to_owned(),
                format!("look.change logo {} -", logo.hash),
            ]
        );
    }

    async fn of_two_who_change_the_look_the_second_is_told_and_nobody_else_changes_it(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let gunnar = scene::person(&world.store, "gunnar", &[Role::Supervisor], noon()).await;
        change(&house, &vera, 0, wanted(None, NewLogo::New(picture(2)))).await;
        let late = look::change(&house, &vera, 0, wanted(None, NewLogo::New(picture(3)))).await;
        assert_eq!(refusal(late), Refusal::ChangedElsewhere);
        let other = look::change(&house, &gunnar, 1, wanted(None, NewLogo::Gone)).await;
        assert_eq!(refusal(other), Refusal::NotFound);
        assert_eq!(refusal(look::show(&house, &gunnar).await), Refusal::NotFound);
        assert_eq!(texts(&world, "SELECT hash FROM logo").await.len(), 1);
        let shown = look::show(&house, &vera).await.expect("the look").page;
        assert_eq!(shown, *house.look());
    }
}
