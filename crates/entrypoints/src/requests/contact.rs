//! How somebody is reached who asks for something outside the wizard.

use actions::incidents::Contact;
use domain::account::Person;
use domain::ids::{EmailAddress, PhoneNumber};
use domain::limits;
use web_kit::form_state::FormState;
use words::Words;

use super::posted::bounded;

/// Reads name, address and telephone number, and says at each field what is wrong.
pub(crate) fn contact(w: Words, person: &Person, form: &mut FormState) -> Contact {
    let name = bounded(w, form, "name", limits::NAME_CHARS_MAX);
    if name.is_empty() {
        form.refuse("name", w.wizard_contact_name_missing());
    }
    let email = EmailAddress::parse(form.value("email"));
    if email.is_err() {
        form.refuse("email", w.wizard_contact_email_missing());
    }
    let typed = form.value("phone").trim().to_owned();
    let phone = PhoneNumber::parse(&typed);
    if phone.is_err() && !typed.is_empty() {
        form.refuse("phone", w.wizard_contact_phone_missing());
    }
    Contact {
        name,
        email: email.map_or_else(|_| String::new(), |email| email.as_str().to_owned()),
        phone: phone.map_or_else(|_| String::new(), |phone| phone.to_string()),
        preferred: "email".to_owned(),
        language: w.language().code().to_owned(),
        zone: person.zone.clone(),
        ..Contact::default()
    }
}
