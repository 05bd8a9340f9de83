//! Adding a contract in the payment step: its pair is verified, and what is refused comes with a way out.

use actions::Stopped;
use actions::contracts::{self, Linked};
use axum::http::StatusCode;
use axum::response::Response;
use domain::eligibility::Reason;
use domain::ids::{self, AccessId, ContractId};
use domain::linking::Verdict;
use domain::refusal::{Half, Refusal, Step};
use web_kit::form_state::FormState;
use words::Words;

use super::contract::{choices, sentence, show, wanted};
use super::sheet::{self, Opened, Typed};
use crate::answer::{Page, see_other, status};
use crate::app::App;
use crate::refused;
use crate::visit::Asked;

/// A way out of a refused pair.
#[derive(Default)]
pub(super) struct WayOut {
    /// The Access ID that the pair would match with.
    pub suggestion: String,
    /// Whether the two are in each other's fields.
    pub is_swapped: bool,
    /// Whether it can be linked for cloud requests instead.
    pub is_for_cloud: bool,
    /// Whether a code is asked for.
    pub needs_code: bool,
}

/// Verifies the pair and links its contract. `how` is the button: the pair as typed, with the suggested Access ID,
/// swapped, or for cloud requests.
pub(super) async fn add(app: &App, asked: &Asked, opened: Opened, typed: Typed, how: &str) -> Page {
    let mut form = typed.form;
    let Some(pair) = pair(&opened.frame.w, &mut form, how) else {
        let choices = choices(app, asked, &opened).await?;
        return show(
            app,
            opened,
            asked,
            form,
            &choices,
            WayOut::default(),
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    let wanted = (how != "cloud").then(|| wanted(&opened));
    match contracts::link(&app.house, &asked.visit(), pair.clone(), wanted).await {
        Ok(Linked {
            verdict: Verdict::Elsewhere(reason),
            contract,
        }) => {
            let sentence = sentence(&opened, &contract, reason);
            form.refuse("access_id", sentence);
            let way_out = WayOut {
                is_for_cloud: reason == Reason::CloudOnly,
                ..WayOut::default()
            };
            let choices = choices(app, asked, &opened).await?;
            show(
                app,
                opened,
                asked,
                form,
                &choices,
                way_out,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
        }
        Ok(linked) => Ok(added(&opened, &linked, how)),
        Err(Stopped::Refused(refusal)) => refuse(app, asked, opened, form, &refusal).await,
        Err(stopped) => Err(stopped.into()),
    }
}

/// The pair that is meant; nothing, with the form refused, where the fields hold none. Both IDs pasted into the first
/// field are parted.
fn pair(w: &Words, form: &mut FormState, how: &str) -> Option<(AccessId, ContractId)> {
    let (access, contract) = (
        form.value("access_id").to_owned(),
        form.value("contract_id").to_owned(),
    );
    let (access, contract) = match how {
        "use" => (form.value("suggestion").to_owned(), contract),
        "swap" => (contract, access),
        _ => (access, contract),
    };
    if contract.trim().is_empty()
        && let Some(pair) = ids::split_pasted(&access)
    {
        return Some(pair);
    }
    let access =
        AccessId::parse(&access).map_err(|problem| Refusal::IdMalformed(Half::Access, problem));
    let contract = ContractId::parse(&contract)
        .map_err(|problem| Refusal::IdMalformed(Half::Contract, problem));
    for refusal in [access.as_ref().err(), contract.as_ref().err()]
        .into_iter()
        .flatten()
    {
        form.refuse(
            refused::field(refusal).unwrap_or("access_id"),
            refused::sentence(w, refusal),
        );
    }
    Some((access.ok()?, contract.ok()?))
}

/// Back to the choices, with what became of the pair.
fn added(opened: &Opened, linked: &Linked, how: &str) -> Response {
    let said = match (how, linked.contract.is_usable(), linked.verdict) {
        ("cloud", ..) => "cloud",
        (_, false, _) => "unusable",
        (_, true, Verdict::AlreadyLinked) => "already",
        (_, true, _) => "added",
    };
    let path = sheet::path(&opened.draft.key, Step::Contract);
    see_other(&format!("{path}?linked={}&as={said}", linked.contract.key))
}

async fn refuse(
    app: &App,
    asked: &Asked,
    opened: Opened,
    mut form: FormState,
    refusal: &Refusal,
) -> Page {
    let w = &opened.frame.w;
    let sentence = match refusal {
        Refusal::TooManyAttempts { minutes } => w.refusal_pair_rate_limited(w.wait(*minutes)),
        refusal => refused::sentence(w, refusal),
    };
    let field = if *refusal == Refusal::CodeWrong {
        "code"
    } else {
        "access_id"
    };
    form.refuse(field, sentence);
    let way_out = WayOut {
        suggestion: match refusal {
            Refusal::NearMiss(access) => access.as_str().to_owned(),
            _ => String::new(),
        },
        is_swapped: *refusal == Refusal::Swapped,
        needs_code: matches!(refusal, Refusal::ProofNeeded | Refusal::CodeWrong),
        is_for_cloud: false,
    };
    let choices = choices(app, asked, &opened).await?;
    show(app, opened, asked, form, &choices, way_out, status(refusal))
}

/// Links the contract whose code was mailed.
pub(super) async fn confirm(app: &App, asked: &Asked, opened: Opened, typed: Typed) -> Page {
    match contracts::confirm(&app.house, &asked.visit(), typed.form.value("code")).await {
        Ok(contract) => {
            let path = sheet::path(&opened.draft.key, Step::Contract);
            Ok(see_other(&format!("{path}?linked={contract}&as=added")))
        }
        Err(Stopped::Refused(refusal)) => refuse(app, asked, opened, typed.form, &refusal).await,
        Err(stopped) => Err(stopped.into()),
    }
}
