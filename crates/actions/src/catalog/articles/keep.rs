//! Writing an article: a new one, or one that says something else now.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx};

use super::listed::{ArticleText, held};
use super::store::{remove, write};
use crate::audit::{self, Done, Record};
use crate::catalog::load::Unloaded;
use crate::catalog::{Files, current};
use crate::document::Notes;
use crate::{Answer, House, Stopped, Visit};

/// Writes `article` over the one that was changed last at `seen`; over none where it is new.
///
/// # Errors
/// [`Unloaded::Mistakes`] where a field cannot be so; [`Refusal::ChangedElsewhere`] where it is another by now, or is
/// there already, [`Refusal::ReasonNeeded`], [`Refusal::StepUpNeeded`], [`Refusal::NotFound`].
pub async fn keep_article(
    house: &House,
    visit: &Visit,
    article: ArticleText,
    seen: Option<Moment>,
    reason: &str,
) -> Result<(), Unloaded> {
    let (at, reason) = (visit.at, reason.trim().to_owned());
    let written = house.act(visit, move |tx, caller| {
        policy::allow(caller, Deed::Administer, &Object::default(), at)?;
        let file = match file(tx, &article)? {
            Ok(file) => file,
            Err(mistakes) => return Ok(Err(mistakes)),
        };
        if reason.is_empty() {
            return Err(Refusal::ReasonNeeded.into());
        }
        let before = held(tx, &article.key, &article.language)?;
        if before.as_ref().map(|(_, changed)| *changed) != seen {
            return Err(Refusal::ChangedElsewhere.into());
        }
        write(tx, &[&file], at)?;
        let (old, new) = (
            before.map(|(digest, _)| short(&digest)),
            short(&file.digest()),
        );
        let object = object(&article.key, &article.language);
        let line = Record {
            before: old.as_deref(),
            after: Some(&new),
            ..Record::of(Done::ArticleChange, &object)
        };
        audit::explain(tx, caller, at, &line, &reason)?;
        Ok(Ok(()))
    });
    written.await?.map_err(Unloaded::Mistakes)
}

/// Takes away the article as it was changed last at `seen`.
///
/// # Errors
/// [`Refusal::ChangedElsewhere`], [`Refusal::ReasonNeeded`], [`Refusal::StepUpNeeded`], [`Refusal::NotFound`].
pub async fn remove_article(
    house: &House,
    visit: &Visit,
    (key, language): (&str, &str),
    seen: Moment,
    reason: &str,
) -> Answer<()> {
    let (at, reason) = (visit.at, reason.trim().to_owned());
    let (key, language) = (key.to_owned(), language.to_owned());
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let (digest, changed) = held(tx, &key, &language)?.ok_or(Refusal::NotFound)?;
            if reason.is_empty() {
                return Err(Refusal::ReasonNeeded.into());
            }
            if changed != seen {
                return Err(Stopped::from(Refusal::ChangedElsewhere));
            }
            remove(tx, &[(&key, &language)], at)?;
            let (before, object) = (short(&digest), object(&key, &language));
            let line = Record {
                before: Some(&before),
                ..Record::of(Done::ArticleRemove, &object)
            };
            Ok(audit::explain(tx, caller, at, &line, &reason)?)
        })
        .await
}

/// The article as its file would say it, read as a load reads files.
fn file(
    tx: &Tx<'_>,
    article: &ArticleText,
) -> Result<Result<ArticleText, Vec<crate::Mistake>>, Fault> {
    let catalog = current::read(tx)?;
    let files = Files::from([(article.path(), article.written())]);
    let notes = Notes::default();
    let read = super::read(&notes, &files, &catalog).pop();
    let mistakes = notes.into_mistakes();
    Ok(read.filter(|_| mistakes.is_empty()).ok_or(mistakes))
}

/// What the log calls an article.
fn object(key: &str, language: &str) -> String {
    format!("article/{key}.{language}")
}

/// What tells one text from another in the log.
fn short(digest: &[u8]) -> String {
    let head = digest.first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(head))
}
