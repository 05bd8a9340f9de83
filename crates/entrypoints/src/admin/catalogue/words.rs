//! The catalogue's mistakes and lives in words.

use actions::catalog::{Dates, Life};
use domain::catalog::{Delivery, Stage};
use words::Words;

/// What is wrong with a field, from what the reading of a file says of it. What no field of a form can be is said as the
/// file's reader says it.
pub(super) fn mistake(w: Words, message: &str) -> String {
    let known = [
        ("is missing", w.catalogue_missing()),
        ("is empty", w.catalogue_missing()),
        ("is before the release", w.catalogue_before_release()),
        (
            "is before that of the version above it",
            w.catalogue_before_version(),
        ),
        (
            "needs an end of mainstream support before it",
            w.catalogue_mainstream_missing(),
        ),
        (
            "is not after the end of mainstream support",
            w.catalogue_after_mainstream(),
        ),
        ("refers to nothing", w.catalogue_unknown()),
        ("stands twice", w.catalogue_twice()),
        (
            "is missing: a cloud product has one",
            w.catalogue_portal_missing(),
        ),
        (
            "is for cloud products only",
            w.catalogue_portal_cloud_only(),
        ),
        (
            "is not a key: 1 to 64 of a–z, 0–9, hyphen and dot",
            w.catalogue_key_form(),
        ),
        (
            "is not a stretch of time such as 08:00-17:00",
            w.catalogue_hours_form(),
        ),
        ("open on no day", w.catalogue_hours_none()),
    ];
    let found = known.iter().find(|(end, _)| message.ends_with(end));
    found.map_or_else(
        || w.catalogue_mistake(message),
        |(_, sentence)| (*sentence).to_owned(),
    )
}

/// How a product or a version stands.
pub(super) fn life(w: Words, life: Option<Life>) -> String {
    let Some(Life { delivery, dates }) = life else {
        return w.catalogue_not_there().to_owned();
    };
    let runs = self::delivery(w, delivery);
    match dates {
        None => runs.to_owned(),
        Some(dates) => format!("{runs}. {}", version(w, dates)),
    }
}

/// Where a product runs.
pub(super) fn delivery(w: Words, delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::OnPremises => w.catalogue_on_premises(),
        Delivery::Cloud => w.catalogue_cloud(),
    }
}

fn version(w: Words, dates: Dates) -> String {
    let stage = match dates.stage {
        Stage::Unreleased => w.catalogue_stage_unreleased(w.long_date(dates.released)),
        Stage::Mainstream => w.catalogue_stage_mainstream().to_owned(),
        Stage::Extended => w.catalogue_stage_extended().to_owned(),
        Stage::Ended => w.catalogue_stage_ended().to_owned(),
    };
    let ends = [
        dates
            .mainstream_end
            .map(|day| w.catalogue_mainstream_until(w.long_date(day))),
        dates
            .extended_end
            .map(|day| w.catalogue_extended_until(w.long_date(day))),
    ];
    let rank = (dates.stage != Stage::Unreleased).then(|| w.catalogue_behind(dates.behind as i64));
    let parts = [Some(stage), rank].into_iter().chain(ends).flatten();
    parts.collect::<Vec<_>>().join(" ")
}
