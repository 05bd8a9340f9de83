//! Every table that holds something about a person, and which of its columns are told.

/// How a column is told.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Text,
    Number,
    /// An instant, told in RFC 3339.
    Moment,
    /// JSON text, told as what it says.
    Document,
}

use Shape::{Document, Moment as At, Number, Text};

/// What `$1` of a part is.
#[derive(Clone, Copy)]
pub(super) enum By {
    /// The account's row.
    Account,
    /// The key that stands for the person in the ledger and the log.
    Key,
    /// The person's address.
    Address,
}

/// A part of the document: the rows of a table that concern the person.
pub(super) struct Part {
    pub name: &'static str,
    pub by: By,
    pub sql: &'static str,
    pub columns: &'static [(&'static str, Shape)],
}

/// Every table that concerns a person. Secrets of ours (hashes of tokens, credentials) are not theirs to read.
pub(super) const PARTS: &[Part] = &[
    Part {
        name: "account",
        by: By::Account,
        sql: "SELECT key, email, name, phone, organisation, language, zone, country, theme, created_at, shortcuts_off_at
              FROM account WHERE id = $1",
        columns: &[
            ("key", Text),
            ("email", Text),
            ("name", Text),
            ("phone", Text),
            ("organisation", Text),
            ("language", Text),
            ("zone", Text),
            ("country", Text),
            ("theme", Text),
            ("created", At),
            ("shortcuts_off", At),
        ],
    },
    Part {
        name: "notices_turned_off",
        by: By::Account,
        sql: "SELECT kind, since FROM account_quiet WHERE account = $1 ORDER BY kind",
        columns: &[("kind", Text), ("since", At)],
    },
    Part {
        name: "reminders",
        by: By::Account,
        sql: "SELECT c.access_id, r.days, r.low_since, r.chosen_at FROM reminder r JOIN contract c ON c.id = r.contract
              WHERE r.account = $1 ORDER BY r.contract",
        columns: &[
            ("access_id", Text),
            ("days_before_the_end", Text),
            ("balance_since", At),
            ("chosen", At),
        ],
    },
    Part {
        name: "warnings",
        by: By::Key,
        sql: "SELECT c.access_id, w.kind, w.level, w.at FROM warned w JOIN contract c ON c.id = w.contract
              WHERE w.reader = $1 ORDER BY w.contract, w.kind",
        columns: &[
            ("access_id", Text),
            ("kind", Text),
            ("level", Number),
            ("told", At),
        ],
    },
    Part {
        name: "statement",
        by: By::Key,
        sql: "SELECT through, at FROM statement_sent WHERE reader = $1",
        columns: &[("through", Text), ("sent", At)],
    },
    Part {
        name: "calendar_address",
        by: By::Account,
        sql: "SELECT made_at FROM calendar_feed WHERE account = $1",
        columns: &[("made", At)],
    },
    Part {
        name: "roles",
        by: By::Account,
        sql: "SELECT role, given_at FROM account_role WHERE account = $1 ORDER BY role",
        columns: &[("role", Text), ("given", At)],
    },
    Part {
        name: "identities",
        by: By::Account,
        sql: "SELECT issuer, subject, linked_at FROM account_identity WHERE account = $1 ORDER BY linked_at",
        columns: &[("issuer", Text), ("subject", Text), ("connected", At)],
    },
    Part {
        name: "passkeys",
        by: By::Account,
        sql: "SELECT key, name, created_at, used_at FROM passkey WHERE account = $1 ORDER BY id",
        columns: &[("key", Text), ("name", Text), ("added", At), ("used", At)],
    },
    Part {
        name: "sessions",
        by: By::Account,
        sql: "SELECT key, created_at, seen_at, ended_at, agent, address FROM session
              WHERE account = $1 ORDER BY created_at",
        columns: &[
            ("key", Text),
            ("begun", At),
            ("used", At),
            ("ended", At),
            ("browser", Text),
            ("network", Text),
        ],
    },
    Part {
        name: "sign_ins",
        by: By::Address,
        sql: "SELECT created_at, spent_at FROM sign_in WHERE email = $1 ORDER BY id",
        columns: &[("asked", At), ("spent", At)],
    },
    Part {
        name: "orders",
        by: By::Account,
        sql: "SELECT p.key, p.offer, p.quantity, p.net, p.tax, p.currency, p.way, p.reference, c.access_id, p.placed_at,
                     p.paid_at, p.delivered_at, p.refunded_at, p.failed_at
              FROM purchase p LEFT JOIN contract c ON c.id = p.contract WHERE p.account = $1 ORDER BY p.id",
        columns: &[
            ("key", Text),
            ("offer", Text),
            ("quantity", Number),
            ("net", Number),
            ("tax", Number),
            ("currency", Text),
            ("paid_by", Text),
            ("purchase_order", Text),
            ("access_id", Text),
            ("placed", At),
            ("paid", At),
            ("delivered", At),
            ("refunded", At),
            ("failed", At),
        ],
    },
    Part {
        name: "contracts_linked",
        by: By::Account,
        sql: "SELECT c.access_id, l.origin, l.made_at, l.used_at, l.ended_at
              FROM link l JOIN contract c ON c.id = l.contract
              WHERE l.account = $1 ORDER BY l.id",
        columns: &[
            ("access_id", Text),
            ("origin", Text),
            ("made", At),
            ("used", At),
            ("ended", At),
        ],
    },
    Part {
        name: "contracts_owned",
        by: By::Account,
        sql: "SELECT access_id, offer, starts_at, ends_at FROM contract WHERE owner = $1 ORDER BY id",
        columns: &[
            ("access_id", Text),
            ("offer", Text),
            ("starts", At),
            ("ends", At),
        ],
    },
    Part {
        name: "roles_on_subscriptions",
        by: By::Account,
        sql: "SELECT s.name, r.role, r.given_at, r.ended_at
              FROM subscription_role r JOIN subscription s ON s.id = r.subscription
              WHERE r.account = $1 ORDER BY r.id",
        columns: &[
            ("subscription", Text),
            ("role", Text),
            ("given", At),
            ("ended", At),
        ],
    },
    Part {
        name: "places_at_organisations",
        by: By::Account,
        sql: "SELECT o.name, w.name, k.name, k.email, k.phone, k.primary_since, k.asked_at, k.approved_at, k.ended_at
              FROM contact k JOIN organisation o ON o.id = k.organisation JOIN location w ON w.id = k.location
              WHERE k.account = $1 ORDER BY k.id",
        columns: &[
            ("organisation", Text),
            ("location", Text),
            ("name", Text),
            ("email", Text),
            ("phone", Text),
            ("primary_since", At),
            ("asked", At),
            ("approved", At),
            ("ended", At),
        ],
    },
    Part {
        name: "invitations_sent",
        by: By::Account,
        sql: "SELECT email, message, created_at, used_at, withdrawn_at FROM invitation
              WHERE invited_by = $1 ORDER BY created_at",
        columns: &[
            ("to", Text),
            ("message", Text),
            ("sent", At),
            ("used", At),
            ("withdrawn", At),
        ],
    },
    Part {
        name: "invitations_received",
        by: By::Address,
        sql: "SELECT message, created_at, used_at, withdrawn_at FROM invitation WHERE email = $1 ORDER BY created_at",
        columns: &[
            ("message", Text),
            ("sent", At),
            ("used", At),
            ("withdrawn", At),
        ],
    },
    Part {
        name: "drafts",
        by: By::Account,
        sql: "SELECT key, answers, created_at, saved_at, ended_at FROM draft WHERE account = $1 ORDER BY id",
        columns: &[
            ("key", Text),
            ("answers", Document),
            ("begun", At),
            ("saved", At),
            ("ended", At),
        ],
    },
    Part {
        name: "requests",
        by: By::Account,
        sql: "SELECT number, product, title, severity, state, submitted_at, closed_at, disposition, admission
              FROM incident WHERE account = $1 ORDER BY id",
        columns: &[
            ("number", Text),
            ("product", Text),
            ("title", Text),
            ("severity", Text),
            ("state", Text),
            ("submitted", At),
            ("closed", At),
            ("disposition", Text),
            ("admission", Document),
        ],
    },
    Part {
        name: "requests_followed",
        by: By::Account,
        sql: "SELECT i.number, p.added_at, p.ended_at FROM participant p JOIN incident i ON i.id = p.incident
              WHERE p.account = $1 ORDER BY p.added_at",
        columns: &[("number", Text), ("added", At), ("ended", At)],
    },
    Part {
        name: "ratings",
        by: By::Account,
        sql: "SELECT i.number, r.at, r.stars, r.words FROM rating r JOIN incident i ON i.id = r.incident
              WHERE r.account = $1 ORDER BY r.at",
        columns: &[
            ("number", Text),
            ("at", At),
            ("stars", Number),
            ("words", Text),
        ],
    },
    Part {
        name: "messages",
        by: By::Account,
        sql: "SELECT i.number, e.seq, e.at, e.kind, e.words FROM event e JOIN incident i ON i.id = e.incident
              WHERE e.account = $1 ORDER BY e.incident, e.seq",
        columns: &[
            ("number", Text),
            ("place", Number),
            ("at", At),
            ("kind", Text),
            ("words", Text),
        ],
    },
    Part {
        name: "files",
        by: By::Account,
        sql: "SELECT f.key, i.number, f.name, f.media_type, f.size, f.created_at, f.removed_at
              FROM file f LEFT JOIN incident i ON i.id = f.incident
              WHERE f.account = $1 ORDER BY f.id",
        columns: &[
            ("key", Text),
            ("number", Text),
            ("name", Text),
            ("media_type", Text),
            ("bytes", Number),
            ("added", At),
            ("removed", At),
        ],
    },
    Part {
        name: "ledger_entries",
        by: By::Key,
        sql: "SELECT c.access_id, t.seq, t.at, t.from_account, t.to_account, t.quantity, t.cause, n.words
              FROM transfer t JOIN contract c ON c.id = t.contract
              LEFT JOIN transfer_note n ON n.contract = t.contract AND n.seq = t.seq
              WHERE t.actor = $1 ORDER BY t.contract, t.seq",
        columns: &[
            ("access_id", Text),
            ("place", Number),
            ("at", At),
            ("from", Text),
            ("to", Text),
            ("quantity", Number),
            ("cause", Text),
            ("note", Text),
        ],
    },
    Part {
        name: "adjustments",
        by: By::Account,
        sql: "SELECT c.access_id, j.units, CASE WHEN j.asked_by = $1 THEN j.reason ELSE j.answer END, j.asked_at,
                     j.decided_at, j.approved_at
              FROM adjustment j JOIN contract c ON c.id = j.contract
              WHERE j.asked_by = $1 OR j.decided_by = $1 ORDER BY j.id",
        columns: &[
            ("access_id", Text),
            ("units", Number),
            ("words", Text),
            ("asked", At),
            ("decided", At),
            ("approved", At),
        ],
    },
    Part {
        name: "notes",
        by: By::Account,
        sql: "SELECT o.name, n.words, n.written_at
              FROM organisation_note n JOIN organisation o ON o.id = n.organisation
              WHERE n.written_by = $1 ORDER BY n.id",
        columns: &[("organisation", Text), ("words", Text), ("written", At)],
    },
    Part {
        name: "letters",
        by: By::Address,
        sql: "SELECT kind, created_at, sent_at, failed_at FROM letter WHERE address = $1 ORDER BY id",
        columns: &[
            ("kind", Text),
            ("written", At),
            ("sent", At),
            ("failed", At),
        ],
    },
    Part {
        name: "log",
        by: By::Key,
        sql: "SELECT a.at, a.deed, a.object, n.words FROM audit a LEFT JOIN audit_note n ON n.audit = a.id
              WHERE a.actor = $1 ORDER BY a.id",
        columns: &[
            ("at", At),
            ("deed", Text),
            ("object", Text),
            ("reason", Text),
        ],
    },
];
