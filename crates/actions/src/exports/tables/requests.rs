//! Requests of every kind: what was asked, what was said, what was attached, and how it ended.

use crate::exports::table::{Table, table};

pub(super) static TABLES: &[Table] = &[
    table! {
        "requests" from
            "incident i JOIN account a ON a.id = i.account LEFT JOIN contract c ON c.id = i.contract
             LEFT JOIN organisation o ON o.id = i.organisation LEFT JOIN location w ON w.id = i.location
             LEFT JOIN subscription s ON s.id = i.subscription LEFT JOIN account e ON e.id = i.engineer
             LEFT JOIN incident f ON f.id = i.follows"
        by [Number "i.id"] {
            "number" Text "i.number",
            "kind" Text "i.kind",
            "email" Text "a.email",
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "offer" Text "i.offer",
            "offer_version" Number "i.offer_version",
            "organisation" Text "o.key",
            "location" Text "w.key",
            "subscription" Text "s.key",
            "product" Text "i.product",
            "version" Text "i.product_version",
            "usage" Text "i.usage",
            "problem_type" Text "i.problem_type",
            "category" Text "i.category",
            "title" Text "i.title",
            "language" Text "i.language",
            "severity" Text "i.severity",
            "handling" Text "i.handling",
            "state" Text "i.state",
            "engineer" Text "e.key",
            "submitted" At "i.submitted_at",
            "changed" At "i.changed_at",
            "due" At "i.due_at",
            "waiting_since" At "i.waiting_since",
            "reminded" At "i.reminded_at",
            "overdue" At "i.overdue_at",
            "work_began" At "i.work_began_at",
            "contacted" At "i.contacted_at",
            "closed" At "i.closed_at",
            "disposition" Text "i.disposition",
            "disputed" At "i.disputed_at",
            "extended_support" At "i.extended_support_at",
            "charged_to_lot" Number "i.charge_lot",
            "charged_at_place" Number "i.charge_seq",
            "charged" Number "i.charge_quantity",
            "charge_stands" Text "i.charge_place",
            "minutes_delivered" Number "i.delivered",
            "follows" Text "f.number",
            "admission" Document "i.admission",
        }
        everybody ""
        organisation "AND (c.organisation = $3 OR i.organisation = $3)"
        person Account "AND i.account = $3"
    },
    table! {
        "messages" from
            "event v JOIN incident i ON i.id = v.incident LEFT JOIN contract c ON c.id = i.contract"
        by [Number "v.incident", Number "v.seq"] {
            "number" Text "i.number",
            "place" Number "v.seq",
            "at" At "v.at",
            "actor" Text "v.actor",
            "kind" Text "v.kind",
            "internal" At "v.internal_at",
            "words" Text "v.words",
            "facts" Document "v.facts",
        }
        everybody ""
        organisation "AND (c.organisation = $4 OR i.organisation = $4) AND v.internal_at IS NULL"
        person Account "AND v.account = $4"
    },
    table! {
        "requests_followed" from
            "participant p JOIN incident i ON i.id = p.incident JOIN account a ON a.id = p.account
             LEFT JOIN account b ON b.id = p.ended_by LEFT JOIN contract c ON c.id = i.contract"
        by [Number "p.incident", Number "p.account"] {
            "number" Text "i.number",
            "person" Text "a.key",
            "email" Text "a.email",
            "added" At "p.added_at",
            "ended" At "p.ended_at",
            "ended_by" Text "b.key",
        }
        everybody ""
        organisation "AND (c.organisation = $4 OR i.organisation = $4)"
        person Account "AND p.account = $4"
    },
    table! {
        "ratings" from
            "rating r JOIN incident i ON i.id = r.incident JOIN account a ON a.id = r.account
             LEFT JOIN contract c ON c.id = i.contract"
        by [Number "r.incident"] {
            "number" Text "i.number",
            "person" Text "a.key",
            "at" At "r.at",
            "stars" Number "r.stars",
            "words" Text "r.words",
        }
        everybody ""
        organisation "AND (c.organisation = $3 OR i.organisation = $3)"
        person Account "AND r.account = $3"
    },
    table! {
        "splits" from
            "split s JOIN incident i ON i.id = s.incident JOIN account a ON a.id = s.proposed_by
             LEFT JOIN incident n ON n.id = s.second LEFT JOIN contract c ON c.id = i.contract"
        by [Number "s.incident", Number "s.seq"] {
            "number" Text "i.number",
            "place" Number "s.seq",
            "title" Text "s.title",
            "words" Text "s.words",
            "proposed" At "s.proposed_at",
            "proposed_by" Text "a.key",
            "answered" At "s.answered_at",
            "became" Text "n.number",
        }
        everybody ""
        organisation "AND (c.organisation = $4 OR i.organisation = $4)"
        person Account "AND s.proposed_by = $4"
    },
    table! {
        "files" from
            "file f JOIN account a ON a.id = f.account LEFT JOIN incident i ON i.id = f.incident
             LEFT JOIN contract c ON c.id = i.contract"
        by [Number "f.id"] {
            "key" Text "f.key",
            "number" Text "i.number",
            "place" Number "f.event",
            "person" Text "a.key",
            "internal" At "f.internal_at",
            "name" Text "f.name",
            "media_type" Text "f.media_type",
            "bytes" Number "f.size",
            "sha256" Bytes "f.sha256",
            "added" At "f.created_at",
            "removed" At "f.removed_at",
        }
        everybody ""
        organisation "AND (c.organisation = $3 OR i.organisation = $3) AND f.internal_at IS NULL"
        person Account "AND f.account = $3"
    },
    table! {
        "estimates" from
            "estimate m JOIN incident i ON i.id = m.incident LEFT JOIN contract c ON c.id = i.contract"
        by [Number "m.incident", Number "m.seq"] {
            "number" Text "i.number",
            "place" Number "m.seq",
            "minutes" Number "m.minutes",
            "proposed" At "m.proposed_at",
            "answered" At "m.answered_at",
            "approved" At "m.approved_at",
        }
        everybody ""
        organisation "AND (c.organisation = $4 OR i.organisation = $4)"
        person Account "AND i.account = $4"
    },
    table! {
        "program_cases" from
            "program_case p JOIN incident i ON i.id = p.incident LEFT JOIN contract c ON c.id = p.contract"
        by [Number "p.incident"] {
            "number" Text "i.number",
            "topic" Text "p.topic",
            "region" Text "p.region",
            "contract" Text "c.key",
            "site_name" Text "p.site_name",
            "site_country" Text "p.site_country",
            "site_zone" Text "p.site_zone",
        }
        everybody ""
        organisation "AND i.organisation = $3"
        person Account "AND i.account = $3"
    },
];
