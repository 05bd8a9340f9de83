//! What belongs to the installation, and to nobody who uses it: known problems, saved replies, the look, files that are taken over,
//! letters, the catalogue.

use std::collections::BTreeMap;
use std::convert::Infallible;

use actions::accounts::quiet;
use actions::imports::upload;
use actions::known_problems::{self, Told};
use actions::look::{self, NewLogo, Wanted};
use actions::saved_replies::{self, Reply};
use actions::testing::noon;
use actions::{By, Wording, imports};
use bytes::Bytes;
use domain::account::Notice;
use domain::look::image::Image;
use futures_util::stream;
use store::Fault;

use crate::estates::Visits;
use crate::places::Objects;
use crate::stage::{Stage, operator};

/// One of each that an address can name.
pub async fn installation(stage: &Stage, visits: &Visits) -> Objects {
    let mut objects = Objects::default();
    let problem = known_problems::mint(&stage.house);
    let told = Told {
        product: None,
        words: BTreeMap::new(),
        began: noon(),
    };
    let said = known_problems::say(&stage.house, operator(), problem, told).await;
    said.expect("it is told");
    let (reply, logo) = (reply(stage).await, logo(stage, visits).await);
    let file = Bytes::from_static(b"Access ID,Contract ID\n0088163423,333142862171\n");
    let import = (
        None,
        "contracts.csv".to_owned(),
        "Europe/Stockholm".to_owned(),
    );
    let chunks = stream::iter([Ok::<_, Infallible>(file)]);
    let import = imports::receive(&stage.house, By::Visit(&visits["ada"]), import, chunks).await;
    let upload = upload::begin(&stage.house, &visits["ada"], "contracts.csv".to_owned(), 9).await;
    let off = quiet::token(&stage.house, "kim@example.com", Notice::Ends).await;
    let off = off.expect("it is read").expect("Kim is known");
    let letter = failed_letter(stage).await;
    let article = "
        INSERT INTO article (key, language, product, problem_type, category, title, summary, applies_to, body, digest, changed_at)
        VALUES ('slow-start', 'en', 'windows-server', 'identity', 'replication', 'Slow', 'Slow', '', 'Slow', $1, 0)";
    let digest: &[u8] = &[0];
    let written = stage
        .store
        .write::<_, Fault, _>(move |tx| tx.execute(article, store::params![digest]));
    assert_eq!(written.await.expect("the article is written"), 1);
    for (front, placeholder, key) in [
        ("/desk/problems/", "{key}", problem.to_string().as_str()),
        ("/desk/replies/", "{key}", &reply),
        ("/look/colours/", "{name}", "7a1fa2-8cc0ff.css"),
        ("/look/logo/", "{hash}", &logo),
        ("/admin/import/", "{import}", &import.expect("it is taken")),
        ("/admin/import/", "{kind}", "contracts.csv"),
        (
            "/admin/import/uploads/",
            "{key}",
            &upload.expect("it is begun"),
        ),
        ("/notices/", "{token}", &off),
        ("/admin/mail/", "{letter}", &letter),
        ("/admin/articles/", "{key}", "slow-start"),
        ("/articles/", "{key}", "slow-start"),
        ("/admin/calendars/", "{key}", "sweden"),
        ("/admin/jobs/", "{job}", "expiry"),
        ("/admin/plans/", "{key}", "partner-gold-20"),
        ("/admin/products/", "{key}", "windows-server"),
        ("/admin/regions/", "{key}", "emea"),
        ("/admin/templates/", "{kind}", "contract_suspended"),
        ("/admin/versions/", "{number}", "1"),
        (
            "/admin/people/",
            "{person}",
            &stage.person_key("robin").await,
        ),
        ("/agreement/", "{version}", "2025-1"),
    ] {
        objects.named(front, placeholder, key);
    }
    objects
}

/// A letter that could not be sent; gives its number.
async fn failed_letter(stage: &Stage) -> String {
    let failed = "UPDATE letter SET failed_at = next_at, next_at = NULL, failure = 'unknown'
                  WHERE id = (SELECT MIN(id) FROM letter)";
    let failed = stage
        .store
        .write::<_, Fault, _>(move |tx| tx.execute(failed, &[]));
    assert_eq!(failed.await.expect("a letter has failed"), 1);
    let letter = "SELECT CAST(id AS TEXT) FROM letter WHERE failed_at IS NOT NULL";
    stage.texts(letter).await.remove(0)
}

/// A saved reply; gives its key.
async fn reply(stage: &Stage) -> String {
    let reply = saved_replies::mint(&stage.house);
    let wording = Wording {
        title: "Hello".to_owned(),
        text: "Hello.".to_owned(),
    };
    let saved = Reply {
        product: None,
        words: BTreeMap::from([("en".to_owned(), wording)]),
    };
    let kept = saved_replies::keep(&stage.house, operator(), reply, saved).await;
    kept.expect("it is kept");
    reply.to_string()
}

/// The logo that every page wears; gives its name.
async fn logo(stage: &Stage, visits: &Visits) -> String {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01".to_vec();
    let wanted = Wanted {
        light: None,
        dark: None,
        logo: NewLogo::New(Image::read(picture).expect("a picture")),
    };
    let worn = look::change(&stage.house, &visits["ada"], 0, wanted).await;
    worn.expect("it is worn");
    stage.house.look().logo.clone().expect("a logo").hash
}
