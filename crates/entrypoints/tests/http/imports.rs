//! Taking a file over and giving everything out, as an administrator without scripts does it.

use actions::MIGRATIONS;
use actions::testing::scene;
use actions::testing::{house_taking, noon};
use axum::http::{StatusCode, header};
use domain::account::Role;
use store::ByteStore;

use crate::stage::{PAIR, Stage};
use crate::support::{Browser, portal};
use crate::uploading::{admin, borrowed, chosen, settled, upload, upload_as};

/// Two rows, of which the second has lost a zero, in the encoding and with the separator of a Swedish spreadsheet.
const FILE: &[u8] = b"Access-ID;Kontrakts-ID;Supportplan;\xc4garens e-post;Startdatum;Slutdatum;Ing\xe5ende saldo;Anteckning\r\n\
    0330242329;464814100017;Partner Support Gold 20Pack;astrid@example.com;2026-11-01;2027-10-31;11;=1+1\r\n\
    230242323;464814100025;partner-gold-20;maja@example.com;2026-11-01;2027-10-31;7;\r\n";

store::on_both_engines! { MIGRATIONS;
    async fn a_file_goes_step_by_step_from_the_upload_to_the_contracts_and_back(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let sent = upload(&mut browser, FILE).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let import = sent.location;
        let columns = browser.get(&import).await;
        columns.says("The file was read as Windows-1252, separator “;”.").says("Ägarens e-post").says("••••••••••••");
        assert!(!columns.body.contains("464814100017"), "the Contract ID is masked");
        let fields = chosen(&columns);
        assert_eq!(fields[4..].iter().map(|(_, code)| code.as_str()).collect::<Vec<_>>(),
            ["access_id", "contract_id", "plan", "owner_email", "start", "last_day", "left", ""]);
        let mut without = fields.clone();
        "".clone_into(&mut without[10].1);
        let refused = browser.send_form(&columns, &format!("{import}/columns"), &borrowed(&without)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Choose a column for Left.").says("<title>Error:");
        let taken = browser.send_form(&columns, &format!("{import}/columns"), &borrowed(&fields)).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        let checked = settled(&mut browser, &import).await;
        checked.says("Dry run").says("Access ID 230242323 has 9 digits. The spreadsheet may have removed a zero at the start.");
        checked.says("Add the missing zeros in 1 row");
        let failing = browser.get(&format!("{import}/errors.csv")).await;
        failing.says("\"Reason\"").says("\"230242323\",\"464814100025\"");
        assert!(!failing.body.contains("0330242329"), "only what fails");
        let application = format!("{import}/application");
        let stopped = browser.send_form(&checked, &application, &[("errors", "all")]).await;
        assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
        stopped.says("Correct the rows with errors, or choose to skip them.");
        browser.send_form(&checked, &format!("{import}/repairs"), &[("repair", "add")]).await;
        let repaired = settled(&mut browser, &import).await;
        browser.send_form(&repaired, &application, &[]).await;
        let again = browser.send_form(&repaired, &application, &[]).await;
        assert_eq!(again.location, import, "pressed twice, done once");
        let done = settled(&mut browser, &import).await;
        done.says("Imported: 2 new, 0 changed, 0 unchanged.");
        let held = "SELECT c.access_id || ' ' || a.email FROM contract c JOIN account a ON a.id = c.owner ORDER BY c.id";
        assert_eq!(stage.texts(held).await, ["0330242329 astrid@example.com", "0230242323 maja@example.com"]);
        browser.send_form(&done, &format!("{import}/reversal"), &[]).await;
        settled(&mut browser, &import).await.says("The import is undone");
        assert_eq!(stage.texts(held).await, [""; 0]);
    }

    async fn what_cannot_be_read_is_said_at_the_file(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        for (bytes, sentence) in [
            (&b""[..], "The file is empty"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an Excel file in the old format (.xls)."),
            (b"%PDF-1.7", "The file is neither CSV nor an Excel workbook."),
        ] {
            let refused = upload(&mut browser, bytes).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
            refused.says(sentence).says("href=\"#file\"");
        }
        let template = browser.get("/admin/import/templates/contracts.csv").await;
        template.says("\"Access ID\",\"Contract ID\",\"Plan\"");
        for (kind, says) in [("organisations", "\"Partner ID\",\"Organisation\",\"Location\""), ("contacts", "\"Name\",\"E-mail\",\"Phone\"")] {
            browser.get(&format!("/admin/import/templates/{kind}.csv")).await.says(says);
        }
    }

    /// The naive page lets the upload run on and answers with nothing.
    async fn a_file_larger_than_the_installation_takes_is_refused_at_the_file(world) {
        let house = house_taking(&world.store, ByteStore::in_memory(), 102_400).await;
        scene::person(&world.store, "ada", &[Role::Administrator], noon()).await;
        let mut browser = Browser::new(&portal(&house));
        browser.sign_in(&house, "ada@example.com").await;
        browser.get("/admin/import").await.says("at most 100\u{a0}kB");
        let row = b"a;b;c;d\r\n".repeat(13_000);
        let refused = upload(&mut browser, &row).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        refused.says("100\u{a0}kB").says("href=\"#file\"");
        let taken = upload(&mut browser, &row[..99_000]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    }

    async fn organisations_and_contacts_go_the_same_way(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let sites = "Partner ID;Organisation;Location;Head office;Level;Renewal date\r\n\
            4648141;Nordhav AB;Stockholm;ja;gold;2027-06-01\r\n4648141;Nordhav AB;Visby;kanske;;\r\n";
        let import = upload_as(&mut browser, "guess", sites.as_bytes()).await.location;
        let columns = browser.get(&import).await;
        columns.says("The file is taken for: Organisations with locations.");
        browser.send_form(&columns, &format!("{import}/columns"), &borrowed(&chosen(&columns))).await;
        let checked = settled(&mut browser, &import).await;
        checked.says("Head office kanske is neither yes nor no.").says("Organisations, locations and memberships are added.");
        browser.send_form(&checked, &format!("{import}/application"), &[("errors", "skip")]).await;
        settled(&mut browser, &import).await.says("Imported: 1 new, 0 changed, 0 unchanged.").says("if nothing of it has been used.");
        let people = "Organisation;Name;E-mail;Primary contact\r\nNordhav AB;Bo;bo@example.com;ja\r\n";
        let import = upload_as(&mut browser, "contacts", people.as_bytes()).await.location;
        let columns = browser.get(&import).await;
        assert!(!columns.body.contains("id=\"country\""), "no contact has a country of its own");
        let fields = chosen(&columns);
        let fields: Vec<_> = borrowed(&fields).into_iter().filter(|(name, _)| !["zone", "country"].contains(name)).collect();
        browser.send_form(&columns, &format!("{import}/columns"), &fields).await;
        let checked = settled(&mut browser, &import).await;
        browser.send_form(&checked, &format!("{import}/application"), &[]).await;
        let done = settled(&mut browser, &import).await;
        assert_eq!(stage.texts("SELECT email FROM contact WHERE primary_since IS NOT NULL").await, ["bo@example.com"]);
        browser.send_form(&done, &format!("{import}/reversal"), &[]).await;
        settled(&mut browser, &import).await.says("Nothing of it is left.");
        assert_eq!(stage.texts("SELECT email FROM contact").await, [""; 0]);
    }

    async fn everything_is_given_out_without_a_contract_id(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let key = stage.issued(&kim, "partner-gold-20", PAIR, -30).await;
        let mut browser = admin(&stage).await;
        for (what, format, says) in [
            ("everything", "json", key.as_str()),
            ("contracts", "csv", PAIR.0),
            ("lots", "csv", "\"incident\""),
            ("ledger", "csv", "\"granted\",\"available\",\"20\""),
            ("people", "csv", "kim@example.com"),
            ("audit", "csv", "contract.issue"),
            ("everything", "xlsx", "PK"),
        ] {
            let file = browser.fill("/admin/export", &[("what", what), ("format", format)]).await;
            assert_eq!(file.status, StatusCode::OK, "{what} {format}");
            assert!(file.headers[header::CONTENT_DISPOSITION].to_str().is_ok_and(|text| text.starts_with("attachment")));
            file.says(says);
            assert!(!file.body.contains(PAIR.1), "{what} {format} tells the Contract ID");
        }
        let person = browser.press("/admin/export", "/admin/export/person", &[("email", "kim@example.com")]).await;
        person.says("\"contracts\"").says(PAIR.0);
        let nobody = browser.press("/admin/export", "/admin/export/organisation", &[("organisation", "1")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wide = browser.fill("/admin/export", &[("what", "everything"), ("format", "csv")]).await;
        assert_eq!(wide.status, StatusCode::UNPROCESSABLE_ENTITY);
        let logged = "SELECT object FROM audit WHERE deed = 'export.make'";
        assert_eq!(stage.texts(logged).await.len(), 8, "each is in the log");
    }

    async fn nobody_else_takes_over_or_gives_out(world) {
        let stage = Stage::open(&world).await;
        scene::person(&stage.store, "erin", &[Role::Engineer], noon()).await;
        stage.person("kim").await;
        for name in ["erin", "kim"] {
            let mut browser = stage.browser(name).await;
            for path in ["/admin", "/admin/import", "/admin/export", "/admin/import/m_x", "/admin/import/m_x/errors.csv"] {
                assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{name} {path}");
            }
            let home = browser.get("/").await;
            let audit = [("what", "audit"), ("format", "csv")];
            for (path, fields) in [
                ("/admin/export", &audit[..]),
                ("/admin/import/m_x/application", &[]),
                ("/admin/import/m_x/reversal", &[]),
            ] {
                let refused = browser.send_form(&home, path, fields).await;
                assert_eq!(refused.status, StatusCode::NOT_FOUND, "{name} {path}");
            }
        }
        let mut browser = admin(&stage).await;
        stage.wait(11);
        let late = browser.get("/admin/import").await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        late.says("/step-up");
    }
}
