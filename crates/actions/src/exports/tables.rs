//! The tables that are given out, column by column.

use Shape::{At, Number, Text};

/// How a column is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As it is.
    Text,
    /// As it is.
    Number,
    /// An instant, told in RFC 3339.
    At,
}

/// How many columns in front tell where the next rows begin. They are not given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cursor {
    One,
    Two,
}

/// A table as it is given out.
#[derive(Debug)]
pub struct Table {
    /// What it is called.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [(&'static str, Shape)],
    pub(super) cursor: Cursor,
    /// Rows after `$2` (and `$3` of two), at most `$1`.
    pub(super) all: &'static str,
    /// The same of the organisation in the parameter after those.
    pub(super) of_organisation: Option<&'static str>,
}

macro_rules! contracts {
    ($narrow:literal) => {
        concat!(
            "SELECT c.id, c.key, c.access_id, c.offer, c.offer_version, c.region, c.country, c.partner_id, o.key, o.name, w.key,
                    a.email, c.zone, c.issued_at, c.activated_at, c.starts_at, c.ends_at, c.redeem_by, c.suspended_at,
                    c.cancelled_at, s.key
             FROM contract c LEFT JOIN organisation o ON o.id = c.organisation LEFT JOIN account a ON a.id = c.owner
             LEFT JOIN location w ON w.id = c.location
             LEFT JOIN contract s ON s.id = c.superseded_by
             WHERE c.id > $2",
            $narrow,
            " ORDER BY c.id LIMIT $1"
        )
    };
}

macro_rules! lots {
    ($narrow:literal) => {
        concat!(
            "SELECT l.id, c.key, c.access_id, l.unit, l.unlimited_since, l.starts_at, l.ends_at, l.grace_until,
                    -l.granted, l.available, l.held, l.consumed, l.expired, l.written_off
             FROM lot l JOIN contract c ON c.id = l.contract WHERE l.id > $2",
            $narrow,
            " ORDER BY l.id LIMIT $1"
        )
    };
}

macro_rules! ledger {
    ($narrow:literal) => {
        concat!(
            "SELECT t.contract, t.seq, c.key, c.access_id, t.seq, t.at, t.from_account, t.to_account, t.quantity,
                    t.cause, t.incident, t.reverses, t.actor, t.idempotency_key, n.words
             FROM transfer t JOIN contract c ON c.id = t.contract
             LEFT JOIN transfer_note n ON n.contract = t.contract AND n.seq = t.seq
             WHERE (t.contract > $2 OR (t.contract = $2 AND t.seq > $3))",
            $narrow,
            " ORDER BY t.contract, t.seq LIMIT $1"
        )
    };
}

macro_rules! organisations {
    ($narrow:literal) => {
        concat!(
            "SELECT o.id, o.key, o.name, o.partner_id, o.created_at FROM organisation o WHERE o.id > $2",
            $narrow,
            " ORDER BY o.id LIMIT $1"
        )
    };
}

macro_rules! locations {
    ($narrow:literal) => {
        concat!(
            "SELECT w.id, w.key, o.key, w.name, w.country, w.zone, w.head_office_since, w.created_at
             FROM location w JOIN organisation o ON o.id = w.organisation WHERE w.id > $2",
            $narrow,
            " ORDER BY w.id LIMIT $1"
        )
    };
}

macro_rules! contacts {
    ($narrow:literal) => {
        concat!(
            "SELECT k.id, k.key, o.key, w.key, k.name, k.email, k.phone, k.language, k.primary_since, k.approved_at,
                    k.created_at, k.ended_at
             FROM contact k JOIN organisation o ON o.id = k.organisation JOIN location w ON w.id = k.location
             WHERE k.id > $2",
            $narrow,
            " ORDER BY k.id LIMIT $1"
        )
    };
}

macro_rules! requests {
    ($narrow:literal) => {
        concat!(
            "SELECT i.id, i.number, a.email, c.key, c.access_id, i.product, i.product_version, i.problem_type,
                    i.category, i.title, i.severity, i.handling, i.state, e.email, i.submitted_at, i.due_at,
                    i.contacted_at, i.closed_at, i.disposition
             FROM incident i LEFT JOIN contract c ON c.id = i.contract JOIN account a ON a.id = i.account
             LEFT JOIN account e ON e.id = i.engineer WHERE i.id > $2",
            $narrow,
            " ORDER BY i.id LIMIT $1"
        )
    };
}

/// Every table, in the order they are given out.
pub static TABLES: &[Table] = &[
    Table {
        name: "organisations",
        columns: &[
            ("key", Text),
            ("name", Text),
            ("partner_id", Text),
            ("created", At),
        ],
        cursor: Cursor::One,
        all: organisations!(""),
        of_organisation: Some(organisations!(" AND o.id = $3")),
    },
    Table {
        name: "locations",
        columns: &[
            ("key", Text),
            ("organisation", Text),
            ("name", Text),
            ("country", Text),
            ("zone", Text),
            ("head_office_since", At),
            ("created", At),
        ],
        cursor: Cursor::One,
        all: locations!(""),
        of_organisation: Some(locations!(" AND w.organisation = $3")),
    },
    Table {
        name: "contacts",
        columns: &[
            ("key", Text),
            ("organisation", Text),
            ("location", Text),
            ("name", Text),
            ("email", Text),
            ("phone", Text),
            ("language", Text),
            ("primary_since", At),
            ("approved", At),
            ("created", At),
            ("ended", At),
        ],
        cursor: Cursor::One,
        all: contacts!(""),
        of_organisation: Some(contacts!(" AND k.organisation = $3")),
    },
    Table {
        name: "people",
        columns: &[
            ("key", Text),
            ("email", Text),
            ("name", Text),
            ("phone", Text),
            ("organisation", Text),
            ("language", Text),
            ("zone", Text),
            ("country", Text),
            ("created", At),
            ("disabled", At),
        ],
        cursor: Cursor::One,
        all: "SELECT id, key, email, name, phone, organisation, language, zone, country, created_at, disabled_at
              FROM account WHERE id > $2 AND erased_at IS NULL ORDER BY id LIMIT $1",
        of_organisation: None,
    },
    Table {
        name: "contracts",
        columns: &[
            ("key", Text),
            ("access_id", Text),
            ("offer", Text),
            ("offer_version", Number),
            ("region", Text),
            ("country", Text),
            ("partner_id", Text),
            ("organisation", Text),
            ("organisation_name", Text),
            ("location", Text),
            ("owner", Text),
            ("zone", Text),
            ("issued", At),
            ("activated", At),
            ("starts", At),
            ("ends", At),
            ("redeem_by", At),
            ("suspended", At),
            ("cancelled", At),
            ("superseded_by", Text),
        ],
        cursor: Cursor::One,
        all: contracts!(""),
        of_organisation: Some(contracts!(" AND c.organisation = $3")),
    },
    Table {
        name: "lots",
        columns: &[
            ("contract", Text),
            ("access_id", Text),
            ("unit", Text),
            ("unlimited_since", At),
            ("starts", At),
            ("ends", At),
            ("grace_until", At),
            ("granted", Number),
            ("available", Number),
            ("held", Number),
            ("consumed", Number),
            ("expired", Number),
            ("written_off", Number),
        ],
        cursor: Cursor::One,
        all: lots!(""),
        of_organisation: Some(lots!(" AND c.organisation = $3")),
    },
    Table {
        name: "ledger",
        columns: &[
            ("contract", Text),
            ("access_id", Text),
            ("place", Number),
            ("at", At),
            ("from", Text),
            ("to", Text),
            ("quantity", Number),
            ("cause", Text),
            ("request", Text),
            ("reverses", Number),
            ("actor", Text),
            ("key", Text),
            ("note", Text),
        ],
        cursor: Cursor::Two,
        all: ledger!(""),
        of_organisation: Some(ledger!(" AND c.organisation = $4")),
    },
    Table {
        name: "links",
        columns: &[
            ("key", Text),
            ("contract", Text),
            ("email", Text),
            ("origin", Text),
            ("made", At),
            ("used", At),
            ("ended", At),
        ],
        cursor: Cursor::One,
        all: "SELECT l.id, l.key, c.key, a.email, l.origin, l.made_at, l.used_at, l.ended_at
              FROM link l JOIN contract c ON c.id = l.contract JOIN account a ON a.id = l.account
              WHERE l.id > $2 ORDER BY l.id LIMIT $1",
        of_organisation: None,
    },
    Table {
        name: "requests",
        columns: &[
            ("number", Text),
            ("email", Text),
            ("contract", Text),
            ("access_id", Text),
            ("product", Text),
            ("version", Text),
            ("problem_type", Text),
            ("category", Text),
            ("title", Text),
            ("severity", Text),
            ("handling", Text),
            ("state", Text),
            ("engineer", Text),
            ("submitted", At),
            ("due", At),
            ("contacted", At),
            ("closed", At),
            ("disposition", Text),
        ],
        cursor: Cursor::One,
        all: requests!(""),
        of_organisation: Some(requests!(" AND (c.organisation = $3 OR i.organisation = $3)")),
    },
    Table {
        name: "audit",
        columns: &[
            ("at", At),
            ("actor", Text),
            ("deed", Text),
            ("object", Text),
            ("before", Text),
            ("after", Text),
            ("network", Text),
            ("reason", Text),
        ],
        cursor: Cursor::One,
        all: "SELECT a.id, a.at, a.actor, a.deed, a.object, a.before, a.after, a.network, n.words
              FROM audit a LEFT JOIN audit_note n ON n.audit = a.id WHERE a.id > $2 ORDER BY a.id LIMIT $1",
        of_organisation: None,
    },
];
