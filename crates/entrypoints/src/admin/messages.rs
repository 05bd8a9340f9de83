//! What is wrong with a file, a column or a cell, in words.

use actions::imports::{Problem, Turned};
use domain::import::{Defect, Field, Kind, Unreadable};
use domain::limits;
use words::Words;

/// What a column is called.
pub(crate) fn field(w: Words, field: Field) -> &'static str {
    match field {
        Field::AccessId => w.import_field_access_id(),
        Field::ContractId => w.import_field_contract_id(),
        Field::Plan => w.import_field_plan(),
        Field::OwnerEmail => w.import_field_owner_email(),
        Field::Organisation => w.import_field_organisation(),
        Field::Country => w.import_field_country(),
        Field::Start => w.import_field_start(),
        Field::LastDay => w.import_field_last_day(),
        Field::Left => w.import_field_left(),
        Field::PartnerId => w.import_field_partner_id(),
        Field::Location => w.import_field_location(),
        Field::Zone => w.import_field_zone(),
        Field::HeadOffice => w.import_field_head_office(),
        Field::Level => w.import_field_level(),
        Field::Renewal => w.import_field_renewal(),
        Field::ContactName => w.import_field_contact_name(),
        Field::Email => w.import_field_email(),
        Field::Phone => w.import_field_phone(),
        Field::Language => w.import_field_language(),
        Field::Primary => w.import_field_primary(),
    }
}

/// What a file holds.
pub(crate) fn kind(w: Words, kind: Kind) -> &'static str {
    match kind {
        Kind::Contracts => w.import_kind_contracts(),
        Kind::Organisations => w.import_kind_organisations(),
        Kind::Contacts => w.import_kind_contacts(),
    }
}

/// Why a file cannot be read.
pub(crate) fn unreadable(w: Words, why: Unreadable) -> String {
    match why {
        Unreadable::OldSheet => w.import_unreadable_old_sheet().to_owned(),
        Unreadable::NoTable => w.import_unreadable_no_table().to_owned(),
        Unreadable::Locked => w.import_unreadable_locked().to_owned(),
        Unreadable::TooLarge => w.import_unreadable_too_large().to_owned(),
        Unreadable::RowTooLong => w.import_unreadable_row().to_owned(),
        Unreadable::TooManyRows => w.import_unreadable_rows(w.number(limits::ROWS_MAX)),
        Unreadable::TooManyColumns => w.import_unreadable_columns(limits::COLUMNS_MAX as i64),
    }
}

/// That a column is missing.
pub(crate) fn column_missing(w: Words, missing: Field) -> String {
    match missing {
        Field::OwnerEmail => w.import_column_nobody().to_owned(),
        other => w.import_column_needed(field(w, other)),
    }
}

/// Why an import came to nothing, or was not taken back.
pub(crate) fn turned(w: Words, why: Turned) -> String {
    match why {
        Turned::Unreadable(why) => unreadable(w, why),
        Turned::FileLost => w.import_unreadable_lost().to_owned(),
        Turned::Used(row) => w.import_undo_used(row),
        Turned::Row(row, defect) => {
            let problem = Problem {
                row,
                field: Field::AccessId,
                defect,
                value: String::new(),
            };
            w.import_failed_row(message(w, &problem), row)
        }
    }
}

/// What is wrong with a cell.
pub(crate) fn message(w: Words, problem: &Problem) -> String {
    let value = problem.value.as_str();
    let name = field(w, problem.field);
    match problem.defect {
        Defect::Missing => w.import_message_missing(name),
        Defect::NoNumber => w.import_message_no_number(name, value),
        Defect::TooMany => w.import_message_too_many(name, value),
        Defect::Undecodable => w.import_message_undecodable(name),
        Defect::TooLong => w.import_message_too_long(name),
        Defect::PlanUnknown => w.import_message_plan_unknown(value),
        Defect::Email => w.import_message_email(value),
        Defect::CountryUnknown if value.is_empty() => w.import_message_country_none().to_owned(),
        Defect::CountryUnknown => w.import_message_country_unknown(value),
        Defect::RegionNotCovered => w.import_message_region().to_owned(),
        Defect::EndedWithUnits => w.import_message_ended(value),
        Defect::TwoOwners => w.import_message_two_owners().to_owned(),
        Defect::OrganisationUnknown => w.import_message_organisation(value),
        Defect::NoDate | Defect::DateAmbiguous | Defect::DateSerial | Defect::EndsBeforeStart => {
            day(w, problem)
        }
        Defect::IdCharacters
        | Defect::IdLength(_)
        | Defect::ZerosLost(_)
        | Defect::Exponent
        | Defect::Rounded => id(w, problem),
        _ => organised(w, problem),
    }
}

/// What is wrong with what a row says of an organisation or a contact.
fn organised(w: Words, problem: &Problem) -> String {
    let (value, name) = (problem.value.as_str(), field(w, problem.field));
    match problem.defect {
        Defect::NoAnswer => w.import_message_no_answer(name, value),
        Defect::ZoneUnknown => w.import_message_zone_unknown(value),
        Defect::LevelUnknown => w.import_message_level_unknown(value),
        Defect::LevelElsewhere => w.import_message_level_elsewhere().to_owned(),
        Defect::Phone => w.import_message_phone(value),
        Defect::LanguageUnknown => w.import_message_language_unknown(value),
        Defect::LocationUnknown => w.import_message_location_unknown(value),
        Defect::HeadOfficeMissing => w.import_message_head_office_missing(value),
        Defect::HeadOfficeDiffers => w.import_message_head_office_differs().to_owned(),
        Defect::NameDiffers => w.import_message_name_differs().to_owned(),
        Defect::LocationDiffers => w.import_message_location_differs(name),
        Defect::MembershipDiffers => w.import_message_membership_differs().to_owned(),
        Defect::OnFileElsewhere => w.import_message_on_file_elsewhere(value),
        Defect::Conflict(row) => w.import_message_conflict(name, row),
        other => beside(w, other, value),
    }
}

/// What is wrong with an ID.
fn id(w: Words, problem: &Problem) -> String {
    let (value, name) = (problem.value.as_str(), field(w, problem.field));
    let is_secret = problem.field == Field::ContractId;
    match problem.defect {
        Defect::IdLength(digits) => w.import_message_id_length(digits, name),
        Defect::ZerosLost(digits) if is_secret => w.import_message_zeros_contract(digits),
        Defect::ZerosLost(digits) => w.import_message_zeros_access(digits, value),
        Defect::Exponent if is_secret => w.import_message_exponent_secret().to_owned(),
        Defect::Exponent => w.import_message_exponent(value),
        Defect::Rounded => w.import_message_rounded().to_owned(),
        _ => w.import_message_id_characters(name, value),
    }
}

/// What is wrong with a day.
fn day(w: Words, problem: &Problem) -> String {
    let (value, name) = (problem.value.as_str(), field(w, problem.field));
    match problem.defect {
        Defect::DateAmbiguous => w.import_message_date_ambiguous(name, value),
        Defect::DateSerial => w.import_message_date_serial(name, value),
        Defect::EndsBeforeStart => w.import_message_ends_before_start(value),
        _ if problem.field == Field::Start => w.import_message_no_start(value),
        _ if problem.field == Field::Renewal => w.import_message_no_date(name, value),
        _ => w.import_message_no_last_day(value),
    }
}

/// What speaks against a row: another, or what is here.
fn beside(w: Words, defect: Defect, value: &str) -> String {
    match defect {
        Defect::Duplicate(row) => w.import_message_duplicate(row),
        Defect::Belongs(row) => w.import_message_belongs(row),
        Defect::AccessIdTaken => w.import_message_taken(value),
        Defect::PlanDiffers => w.import_message_plan_differs().to_owned(),
        Defect::StartDiffers => w.import_message_start_differs().to_owned(),
        Defect::EndsEarlier => w.import_message_ends_earlier().to_owned(),
        Defect::BalanceDiffers => w.import_message_balance_differs().to_owned(),
        Defect::Closed => w.import_message_closed().to_owned(),
        _ => w.import_message_meanwhile().to_owned(),
    }
}
