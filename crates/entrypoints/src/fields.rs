//! Fields that forms of several areas have.

use domain::time::{Date, Moment, WallTime, Zone};
use web_kit::form_state::FormState;
use words::Words;

/// What was typed in a field, without spaces around it; too long a text is refused, and kept as far as it may go.
pub(crate) fn bounded(w: &Words, form: &mut FormState, name: &str, chars_max: usize) -> String {
    let typed = form.value(name).trim().to_owned();
    let over = typed.chars().count().saturating_sub(chars_max);
    if over > 0 {
        form.refuse(name, w.field_characters_over(over as i64));
    }
    typed.chars().take(chars_max).collect()
}

/// The instant before `at` that was typed in a field: `2026-11-24`, or `2026-11-24 14:05` in `zone`.
pub(crate) fn past(
    w: &Words,
    form: &mut FormState,
    name: &str,
    zone: &Zone,
    at: Moment,
) -> Option<Moment> {
    let typed = form.value(name).trim();
    let (day, time) = typed.split_once(' ').unwrap_or((typed, "00:00"));
    let (day, time) = (Date::parse(day), WallTime::parse(&time.replace('.', ":")));
    let (Ok(day), Ok(time)) = (day, time) else {
        form.refuse(name, w.wizard_description_began_form());
        return None;
    };
    let typed = zone.instant(day, time);
    if typed > at {
        form.refuse(name, w.wizard_description_began_future());
        return None;
    }
    Some(typed)
}
