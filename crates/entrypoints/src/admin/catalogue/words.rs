//! The catalogue's mistakes and lives in words.

use actions::Mistake;
use actions::catalog::{Dates, Life};
use domain::catalog::{Delivery, Stage};
use words::Words;

/// A mistake with the place that it is at.
pub(super) fn whole(w: Words, one: &Mistake) -> String {
    w.catalogue_mistake_at(place(w, one), said(w, one))
}

/// Where a mistake is.
pub(super) fn place(w: Words, one: &Mistake) -> String {
    w.catalogue_place(one.column as i64, &one.file, one.line as i64)
}

/// A mistake with the field that it is about.
pub(super) fn said(w: Words, one: &Mistake) -> String {
    let sentence = mistake(w, &one.message);
    match one.field.as_str() {
        "" => sentence,
        field => w.catalogue_mistake_of(field, sentence),
    }
}

/// What is wrong with a field, from what the reading of a file says of it.
pub(super) fn mistake(w: Words, message: &str) -> String {
    told_with(w, message).unwrap_or_else(|| told(w, message).to_owned())
}

/// What is said with a figure or a word of the file in it.
fn told_with(w: Words, message: &str) -> Option<String> {
    let inside = |start: &str, end: &str| message.strip_prefix(start)?.strip_suffix(end);
    if let Some(most) = inside("is longer than ", " characters") {
        return Some(w.catalogue_longer(most));
    }
    if let Some(words) = inside("is none of ", "") {
        return Some(w.catalogue_none_of(words));
    }
    let (least, most) = inside("is not a whole number from ", "")?.split_once(" to ")?;
    Some(w.catalogue_whole_from_to(least, most))
}

/// What is said of a mistake by how the reading of a file ends its sentence about it: the longest that fits says it best.
fn told(w: Words, message: &str) -> &'static str {
    if message.starts_with("is not TOML here") {
        return w.catalogue_toml_form();
    }
    if message.contains(" does not count in ") {
        return w.catalogue_unit_other();
    }
    let known = values(w).into_iter().chain(wholes(w));
    let fits = known.filter(|(end, _)| message.ends_with(end));
    let best = fits.max_by_key(|(end, _)| end.len());
    best.map_or(w.catalogue_mistake(), |(_, sentence)| sentence)
}

/// What is wrong with a value.
fn values(w: Words) -> [(&'static str, &'static str); 22] {
    [
        ("is missing", w.catalogue_missing()),
        ("is empty", w.catalogue_missing()),
        ("is before the release", w.catalogue_before_release()),
        ("of the version above it", w.catalogue_before_version()),
        (
            "mainstream support before it",
            w.catalogue_mainstream_missing(),
        ),
        ("end of mainstream support", w.catalogue_after_mainstream()),
        ("refers to nothing", w.catalogue_unknown()),
        ("stands twice", w.catalogue_twice()),
        ("stands twice in that language", w.catalogue_twice()),
        ("hyphen and dot", w.catalogue_key_form()),
        ("such as 08:00-17:00", w.catalogue_hours_form()),
        ("open on no day", w.catalogue_hours_none()),
        ("without quotes", w.catalogue_date_form()),
        ("is not a string", w.catalogue_text_form()),
        ("is not a string of digits", w.catalogue_digits_form()),
        ("is not a list", w.catalogue_list_form()),
        ("is not a table", w.catalogue_table_form()),
        ("neither true nor false", w.catalogue_yes_form()),
        ("begins with https://", w.catalogue_https_form()),
        ("letters, such as SE", w.catalogue_country_form()),
        ("is not a field known here", w.catalogue_field_unknown()),
        ("the parts of a label", w.catalogue_dash_form()),
    ]
}

/// What does not go together.
fn wholes(w: Words) -> [(&'static str, &'static str); 19] {
    [
        ("belongs to a region already", w.catalogue_region_taken()),
        ("a cloud product has one", w.catalogue_portal_missing()),
        ("for cloud products only", w.catalogue_portal_cloud_only()),
        ("file of the catalogue", w.catalogue_file_unknown()),
        ("in that order", w.catalogue_severities_form()),
        ("has no problem types of its own", w.catalogue_lender_form()),
        ("beside problem types of its own", w.catalogue_lent_twice()),
        ("in the file's name", w.catalogue_file_name_form()),
        ("as the folder is named", w.catalogue_file_name_form()),
        ("VERSION.LANG.md", w.catalogue_file_name_form()),
        ("articles/PRODUCT/NAME.md", w.catalogue_file_name_form()),
        ("text from elsewhere has one", w.catalogue_source_missing()),
        ("between lines of +++", w.catalogue_front_matter_form()),
        ("after its front matter", w.catalogue_front_matter_alone()),
        ("as in the other language", w.catalogue_agreement_apart()),
        ("en beside it", w.catalogue_agreement_alone()),
        ("sv beside it", w.catalogue_agreement_alone()),
        ("of the services agreement", w.catalogue_agreement_missing()),
        ("articles are about", w.catalogue_articles_lost()),
    ]
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

#[cfg(test)]
mod tests {
    use words::{Language, Words};

    use super::mistake;

    #[test]
    fn a_mistake_is_told_in_the_persons_language() {
        let sv = Words::of(Language::Sv);
        for (message, told) in [
            ("is missing", "Fyll i fältet"),
            ("\"abacus\" refers to nothing", sv.catalogue_unknown()),
            ("is not a string of digits", sv.catalogue_digits_form()),
            (
                "is not the end of mainstream support",
                sv.catalogue_after_mainstream(),
            ),
            (
                "is something that nobody foresaw",
                "Det här kan inte användas här",
            ),
            (
                "is longer than 64 characters",
                "Det här är längre än 64 tecken",
            ),
            (
                "is not a whole number from 1 to 366",
                "Skriv ett heltal från 1 till 366",
            ),
        ] {
            assert_eq!(mistake(sv, message), told, "{message}");
        }
    }
}
