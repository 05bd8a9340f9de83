//! Organisations: where they are, who stands for each location, and which sign-ins belong to them.

mod ask;
mod create;
mod file;
pub(crate) mod import;
pub(crate) mod import_contacts;
mod invite;
mod keep;
mod mine;
mod note;
mod on_file;
mod show;
pub(crate) mod stored;
mod told;

pub use ask::{Asking, approve, ask};
pub use create::{Created, NewLocation, NewOrganisation, add_location, create};
pub(crate) use create::{Draw, add_within};
pub use file::{NewContact, file_contact};
pub use invite::{Invited, accept, invitation_token, invite, invited};
pub use keep::{change_primary, remove};
pub use mine::{Association, mine};
pub(crate) use mine::{of_account, seen_by};
pub(crate) use note::notes;
pub use note::{Note, note};
pub use on_file::OnFile;
pub(crate) use on_file::{everybody, primary};
pub(crate) use show::shown;
pub use show::{Person, Shown, Site, Status, show};
pub(crate) use stored::{
    Location, at, at_head_office, at_row, held_head_office, held_location, place, recognise,
    sits_at,
};
