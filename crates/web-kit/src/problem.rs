//! Refusals and faults for machines: RFC 9457, `application/problem+json`.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value};

/// A problem document. Extension members stand beside the standard ones.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    r#type: String,
    title: String,
    #[serde(serialize_with = "as_number")]
    status: StatusCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    #[serde(flatten)]
    members: Map<String, Value>,
}

impl Problem {
    /// A problem of a kind. `kind` is the path of the page that explains it; `title` is the same
    /// for every problem of the kind.
    pub fn new(status: StatusCode, kind: impl Into<String>, title: impl Into<String>) -> Problem {
        Problem {
            r#type: kind.into(),
            title: title.into(),
            status,
            detail: None,
            instance: None,
            members: Map::new(),
        }
    }

    /// A problem that is no more than its status: `about:blank`.
    pub fn bare(status: StatusCode) -> Problem {
        Problem::new(
            status,
            "about:blank",
            status.canonical_reason().unwrap_or("Refused"),
        )
    }

    /// The sentence about this occurrence.
    #[must_use]
    pub fn detail(mut self, sentence: impl Into<String>) -> Problem {
        self.detail = Some(sentence.into());
        self
    }

    /// The address of this occurrence.
    #[must_use]
    pub fn instance(mut self, address: impl Into<String>) -> Problem {
        self.instance = Some(address.into());
        self
    }

    /// An extension member, such as the machine word of a refusal or the field it is about.
    ///
    /// # Panics
    /// If `name` is one of the five standard members: the document would name it twice.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Problem {
        let standard = ["type", "title", "status", "detail", "instance"];
        assert!(!standard.contains(&name), "{name} is a standard member");
        self.members.insert(name.into(), value.into());
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut answer = (self.status, axum::Json(&self)).into_response();
        let media_type = HeaderValue::from_static("application/problem+json");
        answer
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type);
        answer
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature serde calls"
)]
fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_document_is_as_the_standard_says() {
        let problem = Problem::new(StatusCode::CONFLICT, "/problems/stale", "Changed meanwhile")
            .detail("Somebody else saved the draft.")
            .with("code", "stale")
            .with("version", 7);
        let answer = problem.into_response();
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        assert_eq!(
            answer.headers()[header::CONTENT_TYPE],
            "application/problem+json"
        );
        let body = axum::body::to_bytes(answer.into_body(), 1000)
            .await
            .expect("a body");
        let json: Value = serde_json::from_slice(&body).expect("JSON");
        let expected = serde_json::json!({
            "type": "/problems/stale", "title": "Changed meanwhile", "status": 409,
            "detail": "Somebody else saved the draft.", "code": "stale", "version": 7
        });
        assert_eq!(json, expected);
    }

    #[test]
    #[should_panic(expected = "status is a standard member")]
    fn an_extension_does_not_shadow_a_standard_member() {
        let _ = Problem::bare(StatusCode::NOT_FOUND).with("status", 200);
    }
}
