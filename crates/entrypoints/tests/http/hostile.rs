//! Requests that no page of ours makes: refused with a status of the client's, whatever the address.

use actions::MIGRATIONS;
use axum::http::{Method, Request, StatusCode, header};

use crate::places::{Objects, patterns, unknown};
use crate::stage::{ACCESS, Stage};
use crate::support::Browser;

const FORM: &str = "application/x-www-form-urlencoded";
const ORIGIN: &str = "http://127.0.0.1:8080";

/// Bodies that are none, with what they claim to be.
fn bodies() -> Vec<(&'static str, &'static str, Vec<u8>, StatusCode)> {
    let fields = "a=b&".repeat(100_000).into_bytes();
    let huge = vec![b'x'; 2 * 1024 * 1024];
    let multipart = "multipart/form-data; boundary=x";
    vec![
        (
            "an oversize form",
            FORM,
            [b"description=".to_vec(), huge].concat(),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        (
            "100,000 fields",
            FORM,
            fields,
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        (
            "bytes that are no text",
            FORM,
            b"csrf=%FF%FE&title=%C3%28".to_vec(),
            StatusCode::BAD_REQUEST,
        ),
        (
            "a broken escape",
            FORM,
            b"title=%zz".to_vec(),
            StatusCode::BAD_REQUEST,
        ),
        (
            "another kind",
            "application/json",
            b"{}".to_vec(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            "no kind",
            "",
            b"title=x".to_vec(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            "a multipart without a boundary",
            "multipart/form-data",
            b"--x--".to_vec(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            "a multipart that is cut",
            multipart,
            b"--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1".to_vec(),
            StatusCode::BAD_REQUEST,
        ),
        (
            "a multipart of noise",
            multipart,
            vec![0xff; 4096],
            StatusCode::BAD_REQUEST,
        ),
    ]
}

async fn own(stage: &Stage, browser: &mut Browser) -> (Objects, String) {
    let kim = stage.person("kim").await;
    stage.contract(&kim, ACCESS, 20).await;
    *browser = stage.browser("kim").await;
    let ready = stage.server(&kim, "con_0230242323").await;
    let mut objects = Objects::default();
    objects.named("/requests/draft/", "{key}", &ready.key);
    objects.named("/contracts/", "{key}", "con_0230242323");
    (objects, ready.base)
}

store::on_both_engines! { MIGRATIONS;
    async fn no_body_or_query_makes_a_fault_of_ours(world) {
        let stage = Stage::open(&world).await;
        let mut browser = Browser::new(&stage.portal);
        let (objects, _) = own(&stage, &mut browser).await;
        let mut asked = 0;
        for pattern in patterns() {
            let path = objects.fill(&pattern).unwrap_or_else(|| unknown(&pattern));
            for (what, kind, body, _) in bodies().into_iter().filter(|(_, _, body, _)| body.len() < 10_000) {
                let request = Request::post(&path).header(header::CONTENT_TYPE, kind).header(header::ORIGIN, ORIGIN);
                let answer = browser.send(request, body).await;
                assert!(answer.status.is_client_error(), "{what} to {path}: {}", answer.status);
                asked += 1;
            }
            for query in ["?from=%00&to=%FF&page=-1", "?page=99999999999999999999&q=%", "?q=%F0%9F&linked=%0d%0aX", "?a=b"] {
                let answer = browser.get(&format!("{path}{query}")).await;
                assert!(!answer.status.is_server_error(), "{path}{query}: {}", answer.status);
            }
            for method in [Method::PUT, Method::DELETE, Method::TRACE, Method::PATCH] {
                let request = Request::builder().method(&method).uri(&path).header(header::ORIGIN, ORIGIN);
                let answer = browser.send(request, "").await;
                assert!(answer.status.is_client_error(), "{method} {path}: {}", answer.status);
            }
        }
        assert!(asked > 500, "{asked}");
    }

    async fn a_body_that_is_none_is_refused_with_its_own_status_and_in_words(world) {
        let stage = Stage::open(&world).await;
        let mut browser = Browser::new(&stage.portal);
        let (_, base) = own(&stage, &mut browser).await;
        for step in ["contact", "description"] {
            for (what, kind, body, status) in bodies() {
                let is_multipart = kind.starts_with("multipart");
                let path = format!("{base}/{step}");
                let request = Request::post(&path).header(header::CONTENT_TYPE, kind).header(header::ORIGIN, ORIGIN);
                let answer = browser.send(request, body).await;
                let expected = if is_multipart && step == "contact" { StatusCode::UNSUPPORTED_MEDIA_TYPE } else { status };
                assert_eq!(answer.status, expected, "{what} to {step}");
                answer.says("<h1");
            }
        }
        let saved = browser.get(&format!("{base}/description")).await;
        saved.says("It stops at the logo.");
    }

    async fn another_host_origin_or_token_changes_nothing(world) {
        let stage = Stage::open(&world).await;
        let mut browser = Browser::new(&stage.portal);
        let (_, base) = own(&stage, &mut browser).await;
        let check = format!("{base}/check");
        let token = browser.get(&check).await.hidden("csrf");
        let forms = [
            (Some("https://example.org"), token.as_str(), StatusCode::FORBIDDEN),
            (Some("null"), token.as_str(), StatusCode::FORBIDDEN),
            (Some(ORIGIN), "", StatusCode::FORBIDDEN),
            (Some(ORIGIN), "made-up", StatusCode::FORBIDDEN),
        ];
        for (origin, token, status) in forms {
            let mut request = Request::post(&check).header(header::CONTENT_TYPE, FORM);
            if let Some(origin) = origin {
                request = request.header(header::ORIGIN, origin);
            }
            let body = format!("csrf={token}&version=9&agreement=yes&agreement_version=2025-1&form_key=1");
            let answer = browser.send(request, body).await;
            assert_eq!(answer.status, status, "{origin:?} {token}");
        }
        for host in ["evil.example.org", "127.0.0.1:9", "127.0.0.1:8080@evil.example.org"] {
            let foreign = Request::get(format!("http://{host}{check}"));
            let answer = browser.send(foreign, "").await;
            assert!(answer.status.is_client_error(), "{host}: {}", answer.status);
        }
        assert!(stage.texts("SELECT number FROM incident").await.is_empty());
    }
}
