//! The administration of the catalogue over HTTP: forms, previews, reasons, and the texts of whoever was overtaken.

use actions::MIGRATIONS;
use actions::testing::noon;
use actions::testing::scene;
use axum::http::{Request, StatusCode, header};
use domain::account::Role;

use crate::stage::Stage;
use crate::support::{Browser, Page};

const SERVER: &str = "/admin/products/windows-server";
const CHANGES: &str = "/admin/changes";

pub async fn admin(stage: &Stage) -> Browser {
    scene::person(&stage.store, "ada", &[Role::Administrator], noon()).await;
    stage.browser("ada").await
}

/// The text between quotes as it was before it was put into a page.
fn plain(text: &str) -> String {
    let text = text.replace("&#34;", "\"").replace("&#39;", "'");
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// Every field of the form of `page` that begins with `action`, as a browser would send it.
fn fields(page: &Page, action: &str) -> Vec<(String, String)> {
    let start = format!("action=\"{action}\"");
    let form = page.body.split_once(&start).expect("the form is there").1;
    let form = form.split("</form>").next().unwrap_or_default();
    let mut sent = Vec::new();
    for input in form.split("<input ").skip(1) {
        let tag = input.split_once('>').map_or(input, |(tag, _)| tag);
        let part = |name: &str| {
            let rest = tag.split_once(&format!("{name}=\""))?.1;
            Some(plain(rest.split('"').next()?))
        };
        let is_off = tag.contains("type=\"checkbox\"") && !tag.contains(" checked");
        if let (Some(name), false) = (part("name"), is_off) {
            sent.push((name, part("value").unwrap_or_default()));
        }
    }
    for area in form.split("<textarea ").skip(1) {
        let (tag, rest) = area.split_once(">\n").expect("a text area");
        let name = tag.split_once("name=\"").expect("a name").1;
        let text = rest.split("</textarea>").next().unwrap_or_default();
        sent.push((
            name.split('"').next().unwrap_or_default().to_owned(),
            plain(text),
        ));
    }
    for select in form.split("<select ").skip(1) {
        let name = select.split_once("name=\"").expect("a name").1;
        let options = select.split("</select>").next().unwrap_or_default();
        let chosen = options
            .split(" selected>")
            .next()
            .filter(|before| *before != options);
        let value = chosen.and_then(|before| before.rsplit("value=\"").next());
        let value = value.unwrap_or_default().trim_end_matches('"');
        sent.push((
            name.split('"').next().unwrap_or_default().to_owned(),
            plain(value),
        ));
    }
    sent.retain(|(name, _)| name != "csrf" && name != "version");
    sent
}

/// Sends the form of `page` that goes to `action`, with some fields otherwise.
pub async fn send(
    browser: &mut Browser,
    page: &Page,
    action: &str,
    other: &[(&str, &str)],
) -> Page {
    let mut sent = fields(page, action);
    for (name, value) in other {
        match sent.iter_mut().find(|(known, _)| known == name) {
            Some((_, held)) => (*value).clone_into(held),
            None => sent.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    let sent: Vec<_> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.send_form(page, action, &sent).await
}

/// Opens the form at `path`, changes some fields and confirms what the preview shows; gives where that leads.
pub async fn changed(browser: &mut Browser, path: &str, other: &[(&str, &str)]) -> Page {
    let form = browser.get(path).await;
    assert_eq!(form.status, StatusCode::OK, "{path}: {}", form.body);
    let preview = send(browser, &form, path, other).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    preview
        .says("What would change")
        .says("Nothing is changed yet.");
    send(
        browser,
        &preview,
        CHANGES,
        &[("reason", "It was announced.")],
    )
    .await
}

store::on_both_engines! { MIGRATIONS;
    async fn a_date_goes_from_the_form_over_the_preview_to_a_version_with_a_reason(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        ada.get("/admin").await.says("href=\"/admin/products\"").says("href=\"/admin/versions\"");
        ada.get("/admin/products").await.says(">Windows Server</a>").says("In the cloud");
        let form = ada.get(SERVER).await;
        form.says("name=\"version.5.mainstream_end\"");
        let day = form.body.split("value=\"2026-10-13\"").next().and_then(|before| before.rsplit("id=\"").next());
        let name = day.and_then(|rest| rest.split('"').next()).expect("the day of 2022").to_owned();
        let preview = send(&mut ada, &form, SERVER, &[(&name, "2027-10-12")]).await;
        preview.says("mainstream_end = 2027-10-12").says("Windows Server 2022").says("Mainstream until 12 October 2027.");
        assert_eq!(stage.house.catalog().version, 1, "a preview changes nothing");
        let without = send(&mut ada, &preview, CHANGES, &[("reason", " ")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        without.says("Enter a reason").says("mainstream_end = 2027-10-12");
        let done = send(&mut ada, &preview, CHANGES, &[("reason", "It was announced.")]).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/admin/versions/2?done=changed"));
        let again = send(&mut ada, &preview, CHANGES, &[("reason", "It was announced.")]).await;
        assert_eq!(again.location, done.location, "a second click makes no second version");
        ada.get(&done.location).await.says("The change is in force.").says("It was announced.").says("ada").says("2027-10-12");
        ada.get("/admin/versions").await.says(">Version 2</a>").says("Loaded from a folder");
        ada.cookies.insert("language".to_owned(), "sv".to_owned());
        ada.get(SERVER).await.says("Sista dag med ordinarie support").says("value=\"2027-10-12\"");
    }

    async fn what_cannot_be_is_said_at_its_field_and_all_typed_is_kept(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let form = ada.get("/admin/products/exchange-server").await;
        let path = "/admin/products/exchange-server";
        let wrong = send(&mut ada, &form, path, &[("version.0.mainstream_end", "soon"), ("name.sv", "Utbytesserver")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("href=\"#version.0.mainstream_end\"").says("Enter a day as YYYY-MM-DD").says("value=\"soon\"").says("value=\"Utbytesserver\"");
        let wrong = send(&mut ada, &form, path, &[("version.1.extended_end", "2019-01-01"), ("name.sv", "Utbytesserver")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("href=\"#version.1.extended_end\"").says("This is not after the end of mainstream support").says("value=\"Utbytesserver\"");
        let half = send(&mut ada, &form, path, &[("version.3.key", "next")]).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        half.says("href=\"#version.3.released\"").says("value=\"next\"");
        let stranger = send(&mut ada, &form, path, &[("price", "1")]).await;
        assert_eq!(stranger.status, StatusCode::BAD_REQUEST, "a field that the form does not have");
        let nothing = send(&mut ada, &form, path, &[]).await;
        nothing.says("Nothing would change.");
        assert_eq!(stage.house.catalog().version, 1);
    }

    async fn whoever_was_overtaken_sees_both_texts_and_may_save_over_it(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let path = "/admin/regions/emea";
        let stale = ada.get(path).await;
        let first = changed(&mut ada, path, &[("region.2.name.sv", "Norra världen")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let late = send(&mut ada, &stale, path, &[("region.2.name.sv", "Södra världen")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("Somebody else changed this while you were working.").says("Norra världen").says("Södra världen");
        let over = send(&mut ada, &late, CHANGES, &[("reason", "Agreed.")]).await;
        assert_eq!(over.location, "/admin/versions/3?done=changed", "{}", over.body);
        ada.get(path).await.says("value=\"Södra världen\"");
    }

    async fn each_area_has_its_form(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        for (list, words) in [
            ("/admin/plans", "Partner Support Gold 20Pack"),
            ("/admin/calendars", "Stockholm"),
            ("/admin/regions", "The primary program contact only"),
            ("/admin/regions", "Canada, United States"),
            ("/admin/programme", "Signature Cloud Support Unlimited"),
            ("/admin/files", "offers.toml"),
        ] {
            ada.get(list).await.says(words);
        }
        let plan = changed(&mut ada, "/admin/plans/single-incident", &[("offer.13.price.amount", "5 190,50")]).await;
        assert_eq!(plan.status, StatusCode::SEE_OTHER, "{}", plan.body);
        let offer = stage.house.catalog().newest_offer("single-incident").cloned().expect("an offer");
        assert_eq!((offer.version, offer.price.map(|price| price.net.minor)), (2, Some(519_050)));
        let severities = changed(&mut ada, "/admin/severities", &[("severity.1.minutes", "120")]).await;
        assert_eq!(severities.status, StatusCode::SEE_OTHER, "{}", severities.body);
        let path = "/admin/calendars/sweden";
        ada.get(path).await.says("A request of severity B made now, handled in business hours, would be due");
        let new = [("holidays.36.date", "2026-11-24"), ("holidays.36.name.en", "Closed"), ("holidays.36.name.sv", "Stängt"), ("holidays", "0")];
        let form = ada.get(path).await;
        let preview = send(&mut ada, &form, path, &new).await;
        preview.says("When a request made now").says("Stockholm, severity B").says("25 November 2026");
        let holiday = send(&mut ada, &preview, CHANGES, &[("reason", "Moving.")]).await;
        assert_eq!(holiday.status, StatusCode::SEE_OTHER, "{}", holiday.body);
        let catalog = stage.house.catalog();
        let calendar = catalog.calendar_of("emea").expect("a calendar");
        let days: Vec<_> = calendar.holidays.keys().map(ToString::to_string).collect();
        assert!(days.contains(&"2026-11-24".to_owned()) && !days.contains(&"2026-01-01".to_owned()), "{days:?}");
        let ids = changed(&mut ada, "/admin/regions/emea", &[("region.2.ids_sent_to", "primary-contact")]).await;
        assert_eq!(ids.status, StatusCode::SEE_OTHER, "{}", ids.body);
    }

    async fn a_file_is_changed_as_text_and_its_mistakes_are_told_by_their_lines(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let path = "/admin/files/families.toml";
        let page = ada.get(path).await;
        page.says("sv = &#34;Servrar&#34;");
        let kept = ada.get(&format!("{path}?keep=yes")).await;
        assert_eq!(kept.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"families.toml\"");
        let text = kept.body.replace("key = \"servers\"", "key = \"Servers\"");
        let wrong = send(&mut ada, &page, path, &[("text", &text)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("families.toml, line 8, column 7").says("family.key: Use 1 to 64 small letters").says("key = &#34;Servers&#34;");
        let gone = send(&mut ada, &page, path, &[("gone", "yes")]).await;
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
        gone.says("families.toml, line 1, column 1").says("Fill this in");
        let text = kept.body.replace("sv = \"Servrar\"", "sv = \"Serverprodukter\"");
        let token = page.hidden("csrf");
        let body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n\
             --x\r\ncontent-disposition: form-data; name=\"version\"\r\n\r\n1\r\n\
             --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f.toml\"\r\n\r\n{text}\r\n--x--\r\n"
        );
        let request = Request::post("/admin/uploads/families.toml")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header(header::ORIGIN, "http://127.0.0.1:8080");
        let preview = ada.send(request, body).await;
        preview.says("What would change").says("Serverprodukter");
        let done = send(&mut ada, &preview, CHANGES, &[("reason", "Clearer.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        ada.get("/admin/files/products/new.toml").await.says("There is no such file.");
    }

    async fn a_new_agreement_is_published_in_every_language_at_once(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let path = "/admin/agreement";
        let page = ada.get(path).await;
        page.says("2025-1").says("# Services agreement");
        let wrong = send(&mut ada, &page, path, &[("name", "2025-1"), ("from", "2026-11-23")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("That version is published already").says("Enter today or a later day");
        let preview = send(&mut ada, &page, path, &[("name", "2027-1"), ("from", "2027-01-01")]).await;
        preview.says("agreement/2027-1.en.md").says("agreement/2027-1.sv.md");
        let done = send(&mut ada, &preview, CHANGES, &[("reason", "A new year.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let versions: Vec<_> = stage.house.catalog().agreements.iter().map(|one| one.version.clone()).collect();
        assert_eq!(versions, ["2025-1", "2027-1"]);
    }

    async fn an_article_is_written_changed_and_taken_away(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let list = ada.get("/admin/articles?product=windows-server").await;
        list.says("There is no article about that product.").says("/admin/articles/new?product=windows-server");
        let new = "/admin/articles/new";
        let form = ada.get("/admin/articles/new?product=windows-server").await;
        let words = [("key", "own-1"), ("about", "identity/replication"), ("title", "Replication <stops>"), ("summary", "What helps."), ("text", "Start it again.")];
        let wrong = send(&mut ada, &form, new, &[("key", "Own 1"), words[1], words[2], words[3], words[4], ("confirmed", "yes"), ("reason", "Often asked.")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Use 1 to 64 small letters").says("Replication &#60;stops&#62;");
        let preview = send(&mut ada, &form, new, &words).await;
        preview.says("own-1.en.md").says("Start it again.");
        let done = send(&mut ada, &preview, new, &[("reason", "Often asked.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        ada.get(&done.location).await.says("The article is saved.").says("Replication &#60;stops&#62;");
        let mut visitor = Browser::new(&stage.portal);
        for _ in 0..2 {
            assert_eq!(visitor.get("/articles/own-1").await.status, StatusCode::OK);
        }
        let list = ada.get("/admin/articles?product=windows-server").await;
        list.says("<td data-label=\"Read in 90 days\">2</td>").says("<td data-label=\"Helped\">0 (0%)</td>");
        let path = "/admin/articles/own-1/en";
        let form = ada.get(path).await;
        let preview = send(&mut ada, &form, path, &[("title", "Replication stops")]).await;
        let done = send(&mut ada, &preview, path, &[("reason", "Clearer.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let form = ada.get(path).await;
        let removal = format!("{path}/removal");
        let preview = send(&mut ada, &form, &removal, &[]).await;
        preview.says("Replication stops").says("Removed:");
        let done = send(&mut ada, &preview, &removal, &[("reason", "Wrong.")]).await;
        assert_eq!(done.location, "/admin/articles?done=removed", "{}", done.body);
        assert_eq!(ada.get(path).await.status, StatusCode::NOT_FOUND);
    }

    async fn nobody_else_reads_or_changes_the_catalogue_and_changing_it_needs_a_fresh_passkey(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let pages = [
            "/admin/products", SERVER, "/admin/plans", "/admin/plans/msdn-2", "/admin/severities", "/admin/calendars", "/admin/calendars/sweden",
            "/admin/regions", "/admin/regions/emea", "/admin/programme", "/admin/articles", "/admin/articles/new?product=office", "/admin/agreement",
            "/admin/files", "/admin/files/offers.toml", "/admin/versions", "/admin/versions/1",
        ];
        for (name, roles) in [("kim", &[][..]), ("erin", &[Role::Engineer]), ("gunnar", &[Role::Supervisor]), ("ingrid", &[Role::ServiceCentre])] {
            scene::person(&stage.store, name, roles, noon()).await;
            let mut other = stage.browser(name).await;
            let form = other.get("/status").await;
            for page in pages {
                assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{name} at {page}");
            }
            for page in [SERVER, "/admin/severities", "/admin/agreement", "/admin/files", "/admin/files/offers.toml", CHANGES, "/admin/articles/new"] {
                let sent = other.send_form(&form, page, &[("version", "1"), ("reason", "Mine.")]).await;
                assert_eq!(sent.status, StatusCode::NOT_FOUND, "{name} sends {page}");
            }
        }
        for page in pages {
            assert_eq!(ada.get(page).await.status, StatusCode::OK, "{page}");
        }
        let form = ada.get("/admin/regions/emea").await;
        stage.wait(11);
        let preview = send(&mut ada, &form, "/admin/regions/emea", &[("region.2.name.sv", "Norra världen")]).await;
        assert_eq!(preview.status, StatusCode::OK, "looking needs no fresh passkey");
        let refused = send(&mut ada, &preview, CHANGES, &[("reason", "Agreed.")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        refused.says("href=\"/step-up\"").says("value=\"Agreed.\"").says("Norra världen");
        assert_eq!(stage.house.catalog().version, 1);
    }
}
