//! Lists in views and numbered pages: what an address asks for, and the ways on from it.

use domain::limits;
use url::form_urlencoded::Serializer;
use web_kit::form::Fields;
use words::Words;

/// A view of a list, as the bar above it shows it.
pub(crate) struct View {
    pub word: &'static str,
    pub href: String,
    pub is_current: bool,
    /// How much is in it; empty where nobody counts.
    pub count: String,
}

/// Which page is shown, and the addresses of its neighbours; empty where there is none.
pub(crate) struct Pager {
    pub showing: String,
    pub previous: String,
    pub next: String,
}

impl Pager {
    /// The way on from page `number`, from 1.
    pub fn new(w: Words, number: i64, more: bool, address: impl Fn(i64) -> String) -> Self {
        Self {
            showing: w.paging_page(w.number(number)),
            previous: empty_unless(number > 1, || address(number - 1)),
            next: empty_unless(more, || address(number + 1)),
        }
    }

    /// The way on from page `number`, from 1, of `total` rows, of which it shows `shown`.
    pub fn counted(
        w: Words,
        number: i64,
        (shown, total): (usize, i64),
        address: impl Fn(i64) -> String,
    ) -> Self {
        let rows = limits::PAGE_ROWS as i64;
        let last_page = (total + rows - 1) / rows;
        let before = (number - 1).min(last_page.max(1));
        let first = (number - 1).saturating_mul(rows).saturating_add(1);
        let last = first.saturating_add(shown as i64 - 1).max(first);
        Self {
            showing: w.paging_showing(w.range(first, last), w.number(total)),
            previous: empty_unless(number > 1, || address(before)),
            next: empty_unless(number < last_page, || address(number + 1)),
        }
    }

    /// Whether there is any other page.
    pub const fn is_needed(&self) -> bool {
        !self.previous.is_empty() || !self.next.is_empty()
    }
}

fn empty_unless(is_there: bool, address: impl FnOnce() -> String) -> String {
    if is_there { address() } else { String::new() }
}

/// The page that is asked for, from 1; the first where it cannot be read.
pub(crate) fn number(fields: &mut Fields) -> i64 {
    fields.take("page").parse().unwrap_or(1).max(1)
}

/// The words that are searched for, as many as are looked at.
pub(crate) fn text(fields: &mut Fields) -> String {
    let typed = fields.take("text");
    let kept: String = typed.chars().take(limits::SEARCH_CHARS_MAX).collect();
    kept.trim().to_owned()
}

/// The address of page `number` of the list at `path`, narrowed so; what is empty is left out.
pub(crate) fn address(path: &str, narrowed: &[(&str, &str)], number: i64) -> String {
    let mut query = Serializer::new(String::new());
    let said = narrowed.iter().filter(|(_, value)| !value.is_empty());
    query.extend_pairs(said);
    if number > 1 {
        query.append_pair("page", &number.to_string());
    }
    match query.finish().as_str() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}
