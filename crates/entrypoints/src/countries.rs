//! The countries that the catalogue serves, in forms that ask for one.

use domain::catalog::Catalog;
use web_kit::form_state::FormState;
use words::Words;

/// Code and name of each, by name.
pub(crate) fn choices(w: Words, catalog: &Catalog) -> Vec<(String, String)> {
    let regions = catalog.regions.iter();
    let codes = regions.flat_map(|region| &region.countries);
    let mut countries: Vec<_> = codes
        .map(|code| (code.clone(), w.country_name(code)))
        .collect();
    countries.sort_by(|one, other| one.1.cmp(&other.1));
    countries.dedup();
    countries
}

/// The code that was chosen; refused at its field where nothing was. Whether it is served is the action's to say.
pub(crate) fn chosen(w: Words, form: &mut FormState, field: &str) -> Option<String> {
    let code = form.value(field).trim().to_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code {
        form.refuse(field, w.program_new_site_country_choose());
    }
    is_code.then_some(code)
}
