//! Who sees what of a partner: everything from the head office's primary contact, one's own location for the others.

use super::LocationRef;

/// A contact's place in an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The location that the contact is filed at.
    pub location: LocationRef,
    /// Whether that is the head office.
    pub is_head_office: bool,
    /// Whether the contact is its primary program contact.
    pub is_primary: bool,
}

/// What somebody's seats mean for what belongs to a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is seen.
    Sees,
    /// Its people are kept as well: invited, approved, removed.
    Keeps,
}

impl Seat {
    /// What the seat means for what belongs to `location` of the same organisation.
    pub fn place(&self, location: LocationRef) -> Option<Place> {
        let keeps = self.is_primary && (self.is_head_office || self.location == location);
        if keeps {
            Some(Place::Keeps)
        } else if self.location == location {
            Some(Place::Sees)
        } else {
            None
        }
    }
}

/// What `seats` in one organisation mean for what belongs to `location` of it; nothing where it is not seen.
pub fn place(seats: &[Seat], location: LocationRef) -> Option<Place> {
    seats.iter().filter_map(|seat| seat.place(location)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD_OFFICE: LocationRef = LocationRef(1);
    const KALMAR: LocationRef = LocationRef(2);
    const OSLO: LocationRef = LocationRef(3);

    #[test]
    fn t17_a_location_s_contact_sees_its_own_location_and_never_the_head_office() {
        let (sees, keeps, nothing) = (Some(Place::Sees), Some(Place::Keeps), None);
        for (at, is_primary, of_head_office, of_kalmar, of_oslo) in [
            (HEAD_OFFICE, true, keeps, keeps, keeps),
            (HEAD_OFFICE, false, sees, nothing, nothing),
            (KALMAR, true, nothing, keeps, nothing),
            (KALMAR, false, nothing, sees, nothing),
        ] {
            let seat = Seat {
                location: at,
                is_head_office: at == HEAD_OFFICE,
                is_primary,
            };
            let found = [HEAD_OFFICE, KALMAR, OSLO].map(|location| place(&[seat], location));
            assert_eq!(found, [of_head_office, of_kalmar, of_oslo], "{seat:?}");
        }
        assert_eq!(place(&[], HEAD_OFFICE), None);
    }
}
