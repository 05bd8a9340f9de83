//! A file to fill in.

use axum::extract::{Path, State};
use domain::import::Kind;
use domain::refusal::Refusal;

use crate::admin::administrator;
use crate::admin::messages::field;
use crate::answer::{Page, download};
use crate::app::App;
use crate::csv;
use crate::visit::Asked;

/// The headings of a kind of file, in the reader's language.
pub(super) async fn download_template(
    State(app): State<App>,
    asked: Asked,
    Path(kind): Path<String>,
) -> Page {
    let caller = administrator(&app, &asked).await?;
    let kind = Kind::from_code(kind.trim_end_matches(".csv")).ok_or(Refusal::NotFound)?;
    let w = asked.words(caller.person());
    let mut text = String::from(csv::MARK);
    csv::line(&mut text, kind.fields().iter().map(|one| field(w, *one)));
    let name = format!("{}.csv", kind.code());
    Ok(download("text/csv; charset=utf-8", &name, text))
}

#[cfg(test)]
mod tests {
    use domain::import::recognise;
    use words::{Language, Words};

    use super::{Kind, field};

    #[test]
    fn a_template_is_told_for_what_it_is_in_every_language() {
        for language in [Language::En, Language::Sv] {
            for kind in Kind::ALL {
                let fields = kind.fields().iter();
                let headings = fields.map(|one| field(Words::of(language), *one).to_owned());
                let headings: Vec<String> = headings.collect();
                let columns: Vec<_> = kind.fields().iter().copied().map(Some).collect();
                assert_eq!(recognise(kind, &headings), columns, "{headings:?}");
                assert_eq!(Kind::guess(&headings), kind, "{headings:?}");
            }
        }
    }
}
