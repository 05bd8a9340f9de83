//! Stripe by its REST interface: Checkout Sessions, refunds, and the events of its webhook.

use axum::http::{self, HeaderMap, Method, StatusCode, header};
use serde::Deserialize;
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Checkout, Failed, News, Session, Unbelieved, Unsigned, signature};
use crate::outbound::{Outbound, Reach};

/// The version of the interface that this is written for.
const VERSION: &str = "2024-04-10";
/// The header that events are signed in.
const SIGNATURE: &str = "stripe-signature";

/// What Stripe knows us by.
#[derive(Clone)]
pub struct Settings {
    /// Its address.
    pub endpoint: String,
    /// The secret key.
    pub key: String,
    /// What it signs its events with.
    pub webhook_secret: String,
    /// How far our requests to it may reach.
    pub reach: Reach,
}

/// Stripe, as it is set.
pub struct Stripe {
    endpoint: Url,
    key: String,
    webhook_secret: String,
    outbound: Outbound,
}

/// As much of a Checkout Session as is used.
#[derive(Deserialize)]
struct WrittenSession {
    id: String,
    url: Option<String>,
}

/// As much of an error as is used.
#[derive(Default, Deserialize)]
struct WrittenFailure {
    #[serde(default)]
    error: WrittenError,
}

#[derive(Default, Deserialize)]
struct WrittenError {
    code: Option<String>,
    message: Option<String>,
}

impl WrittenError {
    /// As much as it says, with the status that it came with.
    fn said(self, status: StatusCode) -> String {
        let said: Vec<String> = [self.code, self.message].into_iter().flatten().collect();
        let status = status.as_u16();
        if said.is_empty() {
            format!("it answered with status {status}")
        } else {
            format!("{} ({status})", said.join(": "))
        }
    }
}

/// An event, whatever it is about.
#[derive(Deserialize)]
struct Event {
    r#type: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: serde_json::Value,
}

/// As much as is used of a Checkout Session or of a payment.
#[derive(Deserialize)]
struct Object {
    id: Option<String>,
    // Of a Checkout Session.
    client_reference_id: Option<String>,
    payment_status: Option<String>,
    amount_total: Option<i64>,
    payment_intent: Option<serde_json::Value>,
    // Of a payment intent.
    amount: Option<i64>,
    amount_received: Option<i64>,
    #[serde(default)]
    metadata: Option<Metadata>,
    // Of both.
    currency: Option<String>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    order: Option<String>,
}

impl Stripe {
    /// Stripe by its settings. Nothing is asked yet, so that we start while it is away.
    pub fn new(settings: Settings) -> Result<Self, Failed> {
        let wrong = |problem: &dyn std::fmt::Display| Failed::Settings(problem.to_string());
        let endpoint = Url::parse(&settings.endpoint).map_err(|problem| wrong(&problem))?;
        let outbound = Outbound::new(settings.reach).map_err(|problem| wrong(&problem))?;
        if !outbound.allows(&endpoint) {
            let words = "the endpoint must begin with https:// and be within the reach that is set";
            return Err(wrong(&words));
        }
        Ok(Self {
            endpoint,
            key: settings.key,
            webhook_secret: settings.webhook_secret,
            outbound,
        })
    }

    pub(super) async fn begin(&self, checkout: &Checkout<'_>) -> Result<Session, Failed> {
        let amount = checkout.amount.to_string();
        let currency = checkout.currency.to_ascii_lowercase();
        let price = "line_items[0][price_data]";
        let fields = [
            ("mode".to_owned(), "payment"),
            ("payment_method_types[0]".to_owned(), "card"),
            ("client_reference_id".to_owned(), checkout.order),
            ("metadata[order]".to_owned(), checkout.order),
            (
                "payment_intent_data[metadata][order]".to_owned(),
                checkout.order,
            ),
            ("customer_email".to_owned(), checkout.email),
            ("success_url".to_owned(), checkout.back),
            ("cancel_url".to_owned(), checkout.back),
            ("line_items[0][quantity]".to_owned(), "1"),
            (format!("{price}[currency]"), &currency),
            (format!("{price}[unit_amount]"), &amount),
            (format!("{price}[product_data][name]"), checkout.title),
        ];
        let once = format!("checkout/{}", checkout.order);
        let body = self
            .ask(Method::POST, "v1/checkout/sessions", &fields, &once)
            .await?;
        let session: WrittenSession = serde_json::from_slice(&body)
            .map_err(|problem| Failed::Unavailable(problem.to_string()))?;
        let address = session.url.filter(|address| self.leads_to_a_page(address));
        let address = address.ok_or_else(|| Failed::Unavailable("it gave no page".into()))?;
        Ok(Session {
            id: session.id,
            address,
        })
    }

    /// Whether an address that Stripe gave is one to send a browser to.
    fn leads_to_a_page(&self, address: &str) -> bool {
        Url::parse(address).is_ok_and(|page| self.outbound.allows(&page))
    }

    pub(super) async fn refund(&self, payment: &str) -> Result<(), Failed> {
        let fields = [("payment_intent".to_owned(), payment)];
        let once = format!("refund/{payment}");
        match self.ask(Method::POST, "v1/refunds", &fields, &once).await {
            Err(Failed::Refused(why)) if why.starts_with("charge_already_refunded") => Ok(()),
            done => done.map(|_| ()),
        }
    }

    pub(super) async fn check(&self) -> Result<(), Failed> {
        let asked = self.ask(Method::GET, "v1/refunds?limit=1", &[], "");
        asked.await.map(|_| ())
    }

    /// Asks Stripe; `once` names what a repeat does not do again.
    async fn ask(
        &self,
        method: Method,
        path: &str,
        fields: &[(String, &str)],
        once: &str,
    ) -> Result<Vec<u8>, Failed> {
        let away = |problem: &dyn std::fmt::Display| Failed::Unavailable(problem.to_string());
        let address = self.endpoint.join(path).map_err(|problem| away(&problem))?;
        let mut request = http::Request::builder()
            .method(method)
            .uri(address.as_str())
            .header(header::AUTHORIZATION, format!("Bearer {}", self.key))
            .header("stripe-version", VERSION);
        if !once.is_empty() {
            request = request
                .header("idempotency-key", once)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request
            .body(encoded(fields).into_bytes())
            .map_err(|problem| away(&problem))?;
        let answer = self.outbound.send(request).await;
        let (parts, body) = answer.map_err(|problem| away(&problem))?.into_parts();
        if parts.status.is_success() {
            return Ok(body);
        }
        let failure: WrittenFailure = serde_json::from_slice(&body).unwrap_or_default();
        let why = failure.error.said(parts.status);
        // A conflict is our own earlier request, still under way; too many pass.
        let passes = matches!(
            parts.status,
            StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS | StatusCode::UNAUTHORIZED
        );
        if parts.status.is_client_error() && !passes {
            Err(Failed::Refused(why))
        } else {
            Err(Failed::Unavailable(why))
        }
    }

    pub(super) fn news(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        at: i64,
        minutes: i64,
    ) -> Result<News, Unbelieved> {
        let header = headers
            .get(SIGNATURE)
            .and_then(|value| value.to_str().ok())
            .ok_or(Unsigned::Absent)?;
        signature::check(header, &self.webhook_secret, body, at, minutes)?;
        let event: Event = serde_json::from_slice(body).map_err(|_| Unbelieved::Unreadable)?;
        told(&event.r#type, event.data.object).ok_or(Unbelieved::Unreadable)
    }
}

/// Fields as a form.
fn encoded(fields: &[(String, &str)]) -> String {
    let mut form = Serializer::new(String::new());
    form.extend_pairs(fields.iter().map(|(name, value)| (name, value)));
    form.finish()
}

/// What an event says. Both a session and its payment tell that money came in, in no particular order; both name the
/// payment by the same name.
fn told(kind: &str, object: serde_json::Value) -> Option<News> {
    const CONCERN_US: [&str; 5] = [
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.expired",
        "checkout.session.async_payment_failed",
        "payment_intent.succeeded",
    ];
    if !CONCERN_US.contains(&kind) {
        return Some(News::Other);
    }
    let object: Object = serde_json::from_value(object).ok()?;
    let is_payment = kind == "payment_intent.succeeded";
    let named = object.metadata.unwrap_or_default().order;
    let Some(order) = (if is_payment {
        named
    } else {
        object.client_reference_id
    }) else {
        return Some(News::Other);
    };
    let (payment, amount) = match kind {
        "checkout.session.expired" | "checkout.session.async_payment_failed" => {
            return Some(News::Over { order });
        }
        _ if is_payment => (object.id?, object.amount_received.or(object.amount)?),
        _ if object.payment_status.as_deref() == Some("paid") => {
            (name(object.payment_intent?)?, object.amount_total?)
        }
        _ => return Some(News::Other),
    };
    Some(News::Paid {
        order,
        payment,
        amount,
        currency: object.currency?,
    })
}

/// The name of an object that is told by its name, or whole.
fn name(object: serde_json::Value) -> Option<String> {
    let name = match &object {
        serde_json::Value::String(name) => Some(name.as_str()),
        whole => whole.get("id").and_then(serde_json::Value::as_str),
    };
    name.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> Option<News> {
        let event: Event = serde_json::from_str(json).ok()?;
        told(&event.r#type, event.data.object)
    }

    fn paid() -> News {
        News::Paid {
            order: "r_1".into(),
            payment: "pi_1".into(),
            amount: 623_750,
            currency: "sek".into(),
        }
    }

    /// The naive sentence reads “: Invalid API Key” where there is no code, and “: ” where there is nothing.
    #[test]
    fn an_error_says_what_there_is_of_it() {
        for (body, said) in [
            (
                r#"{"error":{"code":"card_declined","message":"No."}}"#,
                "card_declined: No. (401)",
            ),
            (
                r#"{"error":{"message":"Invalid API Key"}}"#,
                "Invalid API Key (401)",
            ),
            (r#"{"error":{"code":"rate_limit"}}"#, "rate_limit (401)"),
            ("<html>", "it answered with status 401"),
        ] {
            let failure: WrittenFailure = serde_json::from_str(body).unwrap_or_default();
            assert_eq!(failure.error.said(StatusCode::UNAUTHORIZED), said);
        }
    }

    #[test]
    fn a_session_and_its_payment_tell_the_same() {
        let session = r#"{"type":"checkout.session.completed","data":{"object":{"id":"cs_1",
            "client_reference_id":"r_1","payment_status":"paid","amount_total":623750,"currency":"sek",
            "payment_intent":"pi_1"}}}"#;
        assert_eq!(said(session), Some(paid()));
        let whole = session.replace("\"pi_1\"", r#"{"id":"pi_1","object":"payment_intent"}"#);
        assert_eq!(said(&whole), Some(paid()));
        let payment = r#"{"type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","amount":623750,
            "amount_received":623750,"currency":"sek","metadata":{"order":"r_1"}}}}"#;
        assert_eq!(said(payment), Some(paid()));
    }

    #[test]
    fn a_session_that_is_complete_and_not_paid_tells_nothing() {
        let unpaid = r#"{"type":"checkout.session.completed","data":{"object":{"id":"cs_1",
            "client_reference_id":"r_1","payment_status":"unpaid","amount_total":1,"currency":"sek"}}}"#;
        assert_eq!(said(unpaid), Some(News::Other));
    }

    #[test]
    fn what_others_sell_at_the_same_provider_is_not_ours() {
        for kind in [
            "payment_intent.succeeded",
            "checkout.session.completed",
            "customer.created",
        ] {
            let other = format!(r#"{{"type":"{kind}","data":{{"object":{{"id":"x"}}}}}}"#);
            assert_eq!(said(&other), Some(News::Other), "{kind}");
        }
    }

    #[test]
    fn what_lacks_an_amount_is_no_message() {
        let without = r#"{"type":"payment_intent.succeeded","data":{"object":{"id":"pi_1",
            "metadata":{"order":"r_1"}}}}"#;
        assert_eq!(said(without), None);
    }

    #[test]
    fn a_page_that_is_out_of_reach_is_none() {
        let stripe = Stripe::new(Settings {
            endpoint: "https://api.stripe.com".into(),
            key: String::new(),
            webhook_secret: String::new(),
            reach: Reach::Public,
        });
        let stripe = stripe.expect("a provider");
        assert!(stripe.leads_to_a_page("https://checkout.stripe.com/c/pay/cs_1"));
        for bad in [
            "http://checkout.stripe.com/",
            "https://10.0.0.1/",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!stripe.leads_to_a_page(bad), "{bad}");
        }
    }
}
