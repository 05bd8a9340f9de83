//! Files that nobody should have sent: each is answered with what is wrong, and nothing breaks.

use std::io::{Cursor, Write as _};

use actions::MIGRATIONS;
use axum::http::StatusCode;
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::stage::Stage;
use crate::support::{Browser, Page};
use crate::uploading::{admin, borrowed, chosen, settled, upload, upload_as};

const HEADINGS: &str = "Access ID;Contract ID;Plan;Owner e-mail;Start date;End date;Left\r\n";

/// A good row with that much left.
fn row(left: &str) -> String {
    format!(
        "0330242329;464814100017;partner-gold-20;astrid@example.com;2026-11-01;2027-10-31;{left}\r\n"
    )
}

/// The page of a file that was taken and whose columns were left as guessed, once it is checked; and where it is.
async fn checked_at(browser: &mut Browser, bytes: &[u8]) -> (Page, String) {
    let sent = upload(browser, bytes).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let columns = browser.get(&sent.location).await;
    assert_eq!(columns.status, StatusCode::OK, "{}", columns.body);
    let fields = chosen(&columns);
    let path = format!("{}/columns", sent.location);
    let taken = browser.send_form(&columns, &path, &borrowed(&fields)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let page = settled(browser, &sent.location).await;
    (page, sent.location)
}

async fn checked(browser: &mut Browser, bytes: &[u8]) -> Page {
    checked_at(browser, bytes).await.0
}

/// A workbook of almost nothing that unpacks to 300 MB.
fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())
        .expect("begun");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..300 {
        zip.write_all(&zeros).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

store::on_both_engines! { MIGRATIONS;
    /// The naive page takes them, and breaks when they are read.
    async fn what_is_no_table_is_refused_at_the_file_whatever_it_is_said_to_hold(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let huge = format!("{HEADINGS}\"{}", "x".repeat(2 << 20));
        let wide = format!("{}\r\n", "a;".repeat(10_000));
        let mut zeros = format!("{HEADINGS}{}", row("5")).into_bytes();
        zeros.extend([b'a', 0, b'b']);
        let mut bare = Workbook::new();
        bare.add_worksheet();
        for (what, bytes, sentence) in [
            ("nothing", Vec::new(), "The file is empty"),
            ("a cell of two megabytes", huge.into_bytes(), "A row of the file never ends: a quotation mark may be missing."),
            ("10,000 columns", wide.into_bytes(), "The file has more than 200 columns."),
            ("zeros", zeros, "The file is neither CSV nor an Excel workbook."),
            ("a bomb", bomb(), "The workbook is too large when unpacked. Save it as CSV."),
            ("half a workbook", b"PK\x03\x04 and nothing else".to_vec(), "The file is neither CSV nor an Excel workbook."),
        ] {
            for kind in ["guess", "contracts"] {
                let refused = upload_as(&mut browser, kind, &bytes).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", refused.body);
                refused.says(sentence).says("href=\"#file\"");
            }
        }
        assert_eq!(stage.texts("SELECT key FROM import").await, [""; 0], "nothing of them stays");
        let empty = upload(&mut browser, &bare.save_to_buffer().expect("saved")).await;
        let columns = browser.get(&empty.location).await;
        let refused = browser.send_form(&columns, &format!("{}/columns", empty.location), &[("zone", "Europe/Stockholm"), ("country", "SE")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Choose a column for Access ID.");
    }

    /// Far down: the check finds what the first rows do not show, and says it on the page.
    async fn what_breaks_off_far_down_is_told_by_the_check(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let rows = row("5").repeat(3_000);
        for (end, sentence) in [
            (format!("\"{}", "x".repeat(2 << 20)), "A row of the file never ends: a quotation mark may be missing."),
            ("a;".repeat(300), "The file has more than 200 columns."),
            ("a\0b;c\r\n".to_owned(), "The file is neither CSV nor an Excel workbook."),
        ] {
            let failed = checked(&mut browser, format!("{HEADINGS}{rows}{end}").as_bytes()).await;
            failed.says("The file was not imported").says(sentence).says("Nothing of it has been imported.");
        }
    }

    async fn a_file_with_headings_only_has_nothing_to_do(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        for bytes in [HEADINGS.to_owned(), format!("{HEADINGS}\r\n;;;;;;\r\n  \r\n")] {
            checked(&mut browser, bytes.as_bytes()).await.says("The file has no rows under its headings.");
        }
    }

    /// The naive page believes its guess; the other way round a wrong choice is seen, and made good.
    async fn a_wrong_encoding_is_seen_and_chosen_again(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let file = format!("{HEADINGS}{}", row("5")).replace("astrid", "\u{e5}strid");
        let import = upload(&mut browser, file.as_bytes()).await.location;
        let wrong = browser.get(&format!("{import}?step=columns&encoding=UTF-16LE&separator=semicolon")).await;
        assert_eq!(wrong.status, StatusCode::OK, "{}", wrong.body);
        let refused = browser.send_form(&wrong, &format!("{import}/columns"), &borrowed(&chosen(&wrong))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Choose a column for Access ID.");
        let right = browser.get(&format!("{import}?step=columns&encoding=UTF-8&separator=semicolon")).await;
        right.says("The file was read as UTF-8");
        browser.send_form(&right, &format!("{import}/columns"), &borrowed(&chosen(&right))).await;
        settled(&mut browser, &import).await.says("Dry run");
        let broken = b"Access ID;Contract ID;Plan;Owner e-mail;Start date;End date;Left\r\n0330242329;464814100017;partner-gold-20;\xc3\xa5\xff@example.com;2026-11-01;2027-10-31;5\r\n";
        let import = upload(&mut browser, broken).await.location;
        let page = browser.get(&format!("{import}?step=columns&encoding=UTF-8&separator=semicolon")).await;
        browser.send_form(&page, &format!("{import}/columns"), &borrowed(&chosen(&page))).await;
        settled(&mut browser, &import).await.says("has characters that cannot be read. Choose another encoding.");
    }

    async fn rows_about_the_same_are_told_of_each_other(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let twice = checked(&mut browser, format!("{HEADINGS}{}{}", row("5"), row("5")).as_bytes()).await;
        twice.says("The same as row 2.");
        let other = row("5").replace("partner-gold-20", "partner-silver-15");
        let against = checked(&mut browser, format!("{HEADINGS}{}{other}", row("5")).as_bytes()).await;
        against.says("Says something else than row 2 about the same Access ID.");
        against.says("Says something else than row 3 about the same Access ID.");
    }

    /// The naive download is a formula in the spreadsheet of whoever opens it.
    async fn a_formula_is_a_text_on_its_way_in_and_out(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let row = "=HYPERLINK('http://example.net');464814100017;+cmd;@SUM(A1);2026-11-01;2027-10-31;-1+1\r\n";
        let (shown, import) = checked_at(&mut browser, format!("{HEADINGS}{row}").as_bytes()).await;
        shown.says("has characters other than digits.");
        let failing = browser.get(&format!("{import}/errors.csv")).await;
        for told in ["\"'=HYPERLINK(", "\"'+cmd\"", "\"'@SUM(A1)\"", "\"'-1+1\""] {
            failing.says(told);
        }
        let sites = "Organisation;Location;Country;Time zone;Head office\r\n=1+1;@Stockholm;SE;Europe/Stockholm;yes\r\n";
        let import = upload_as(&mut browser, "organisations", sites.as_bytes()).await.location;
        let columns = browser.get(&import).await;
        browser.send_form(&columns, &format!("{import}/columns"), &borrowed(&chosen(&columns))).await;
        let ready = settled(&mut browser, &import).await;
        browser.send_form(&ready, &format!("{import}/application"), &[]).await;
        settled(&mut browser, &import).await.says("Imported: 1 new");
        for (table, told) in [("organisations", "\"'=1+1\""), ("locations", "\"'@Stockholm\"")] {
            let file = browser.fill("/admin/export", &[("what", table), ("format", "csv")]).await;
            file.says(told);
        }
    }

    /// The naive page masks only what it has recognised.
    async fn a_contract_id_is_masked_before_its_column_is_known(world) {
        let stage = Stage::open(&world).await;
        let mut browser = admin(&stage).await;
        let unknown = format!("{HEADINGS}{}", row("5")).replace("Contract ID", "Hemligt nummer");
        let bare = row("5").repeat(3);
        for file in [unknown, bare] {
            let import = upload(&mut browser, file.as_bytes()).await.location;
            let columns = browser.get(&import).await;
            columns.says("••••••••••••").says("partner-gold-20");
            assert!(!columns.body.contains("464814100017"), "the Contract ID is masked");
        }
        let swapped = format!("{HEADINGS}{}", row("5")).replace("Contract ID;Plan", "Plan;Contract ID");
        let wrong = checked(&mut browser, swapped.as_bytes()).await;
        wrong.says("There is no plan called");
        assert!(!wrong.body.contains("464814100017"), "a Contract ID in the wrong column is masked");
    }
}
