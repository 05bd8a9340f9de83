//! Files as spreadsheets leave them.

use actions::files::Failed;
use actions::imports::{self, Choice, Counts, Format, Phase, Turned};
use actions::testing::noon;
use actions::testing::scene::refusal;
use actions::{By, MIGRATIONS, Stopped};
use domain::import::{Field, Repairs, Unreadable, Zeros};
use domain::refusal::Refusal;
use encoding_rs::WINDOWS_1252;
use rust_xlsxwriter::Workbook;

use crate::imports::stage::{HEADINGS, Stage, file, pair, row};

const REPAIRED: Repairs = Repairs {
    zeros: Zeros::Add,
    serials: true,
};

fn refused(failed: Failed) -> Refusal {
    match failed {
        Failed::Stopped(Stopped::Refused(refusal)) => refusal,
        other => panic!("refused was expected, not {other:?}"),
    }
}

/// A spreadsheet in which the IDs are numbers and the days are counts.
fn sheet() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS.split(',')) {
        sheet.write(0, column, heading).expect("written");
    }
    sheet.write(1, 0, 230_242_323).expect("written");
    sheet.write(1, 1, 464_814_100_017_i64).expect("written");
    sheet
        .write(1, 2, "Partner Support Gold 20Pack")
        .expect("written");
    sheet.write(1, 3, "owner@example.com").expect("written");
    sheet.write(1, 4, 46_327).expect("written");
    sheet.write(1, 6, 11).expect("written");
    book.save_to_buffer().expect("saved")
}

store::on_both_engines! { MIGRATIONS;
    async fn a_swedish_file_is_read_as_excel_saves_it(world) {
        let stage = Stage::open(&world).await;
        let rows = "Access-ID;Kontrakts-ID;Supportplan;Ägarens e-post;Land;Startdatum;Slutdatum;Ingående saldo\r\n\
                    0230242323;464814100017;Visual Studio teknisk support 4Pack;örjan@example.com;se;1 nov. 2026;2027-10-31;4\r\n\
                    0330242329;464814100025;Visual Studio teknisk support 4Pack;orjan@example.com;SE;2026-11-01;;3\r\n";
        let (windows, ..) = WINDOWS_1252.encode(rows);
        let wide: Vec<u8> = format!("\u{feff}{rows}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, name) in [
            (windows.into_owned(), "windows-1252"),
            (format!("\u{feff}{rows}").into_bytes(), "UTF-8"),
            (wide, "UTF-16LE"),
        ] {
            let shown = stage.checked(bytes).await;
            let format = Format::Delimited { encoding: name.to_owned(), separator: ';' };
            assert_eq!(shown.reading.format, format);
            assert_eq!(shown.counts, Counts { new: 1, wrong: 1, ..Counts::default() }, "{name}");
            assert_eq!(stage.problems(&shown.key).await, ["2 owner_email Email örjan@example.com"]);
        }
    }

    async fn t01_ids_that_a_spreadsheet_has_made_numbers_of_are_repaired_by_choice(world) {
        let stage = Stage::open(&world).await;
        let shown = stage.checked(sheet()).await;
        assert_eq!(shown.reading.format, Format::Sheet);
        assert_eq!((shown.counts.wrong, shown.zeros_lost, shown.date_serials), (1, 1, 1));
        assert_eq!(stage.problems(&shown.key).await, ["2 access_id ZerosLost(9) 230242323", "2 start DateSerial 46327"]);
        let by = By::Visit(&stage.admin);
        stage.choose(&shown.key, Choice { repairs: Some(REPAIRED), ..Choice::default() }).await.expect("chosen");
        imports::work(&stage.house, &shown.key, noon()).await.expect("checked again");
        let again = imports::show(&stage.house, by, &shown.key).await.expect("shown");
        assert_eq!(again.counts, Counts { new: 1, ..Counts::default() });
        stage.apply(&shown.key, false).await.expect("taken over");
        assert_eq!(stage.texts("SELECT access_id FROM contract").await, ["0230242323"]);
    }

    async fn what_cannot_be_repaired_is_said(world) {
        let stage = Stage::open(&world).await;
        let lost = row(1, "5").replace(&pair(1).0, "2.3E+09");
        let gone = row(2, "5").replace(&pair(2).1, "4.6E+11");
        let ended = row(3, "5").replace("2027-10-31", "2026-11-02");
        let unreal = row(4, "5").replace("2027-10-31", "2027-02-30");
        let shown = stage.checked_with(file(&[lost, gone, ended, unreal]), REPAIRED).await;
        assert_eq!(stage.problems(&shown.key).await, [
            "2 access_id Exponent 2.3E+09",
            "3 contract_id Exponent",
            "4 left EndedWithUnits 5",
            "5 last_day NoDate 2027-02-30",
        ]);
    }

    async fn empty_files_and_foreign_ones_are_refused(world) {
        let stage = Stage::open(&world).await;
        assert_eq!(refused(stage.receive("").await.expect_err("empty")), Refusal::FileEmpty);
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        assert_eq!(refused(stage.receive(old).await.expect_err("old")), Refusal::Unreadable(Unreadable::OldSheet));
        assert_eq!(stage.texts("SELECT key FROM import").await, [""; 0]);
        let shown = stage.checked(format!("{HEADINGS}\r\n,,,\r\n")).await;
        assert_eq!((shown.phase, shown.counts), (Phase::Checked, Counts::default()), "headings alone");
        assert_eq!(refusal(stage.apply(&shown.key, true).await), Refusal::ImportState);
        let nameless = stage.receive("one,two\n1,2\n").await.expect("received");
        let chosen = stage.choose(&nameless, Choice::default()).await;
        assert_eq!(refusal(chosen), Refusal::ColumnMissing(Field::AccessId));
        let torn = |rows: u128| {
            let rows: Vec<String> = (1..=rows).map(|number| row(number, "5")).collect();
            format!("{}\"{}", file(&rows), "x".repeat(2 << 20))
        };
        let at_once = refused(stage.receive(torn(1)).await.expect_err("torn"));
        assert_eq!(at_once, Refusal::Unreadable(Unreadable::RowTooLong));
        let broken = stage.checked(torn(1_100)).await;
        assert_eq!((broken.phase, broken.turned), (Phase::Failed, Some(Turned::Unreadable(Unreadable::RowTooLong))));
    }

    /// The naive import takes what it cannot decode for letters.
    async fn a_wrong_encoding_is_seen_and_can_be_changed(world) {
        let stage = Stage::open(&world).await;
        let text = file(&[row(1, "5").replace("partner-gold-20", "SCS obegränsat")]);
        let (windows, ..) = WINDOWS_1252.encode(&text);
        let shown = stage.checked(windows.into_owned()).await;
        assert_eq!(stage.problems(&shown.key).await, ["2 plan PlanUnknown SCS obegränsat"]);
        let utf8 = Choice { format: Some(("UTF-8".to_owned(), ',')), ..Choice::default() };
        stage.choose(&shown.key, utf8).await.expect("chosen");
        imports::work(&stage.house, &shown.key, noon()).await.expect("checked again");
        assert_eq!(stage.problems(&shown.key).await, ["2 plan Undecodable SCS obegr\u{fffd}nsat"]);
    }

    async fn the_file_goes_when_it_is_needed_no_more(world) {
        let stage = Stage::open(&world).await;
        let shown = stage.checked(file(&[row(1, "5")])).await;
        stage.apply(&shown.key, false).await.expect("taken over");
        let left = stage.receive(file(&[row(2, "5")])).await.expect("received");
        let kept = "SELECT key FROM import WHERE bytes_key IS NOT NULL ORDER BY id";
        imports::forget(&stage.house, noon()).await.expect("forgotten");
        assert_eq!(stage.texts(kept).await, [left], "what is taken over goes at once");
        assert_eq!(stage.texts("SELECT CAST(row AS TEXT) FROM import_row").await.len(), 1, "and can still be taken back");
        imports::forget(&stage.house, noon().plus_hours(25)).await.expect("forgotten");
        assert_eq!(stage.texts(kept).await, [""; 0]);
        imports::forget(&stage.house, noon().plus_hours(49)).await.expect("forgotten");
        assert_eq!(stage.texts("SELECT CAST(row AS TEXT) FROM import_row").await, [""; 0]);
    }
}
