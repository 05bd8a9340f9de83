//! Organisations: where they are, who stands for them, what they are members of, and what they have in the cloud.

use crate::exports::table::{Table, table};

pub(super) static TABLES: &[Table] = &[
    table! {
        "organisations" from "organisation o" by [Number "o.id"] {
            "key" Text "o.key",
            "name" Text "o.name",
            "partner_id" Text "o.partner_id",
            "created" At "o.created_at",
        }
        everybody ""
        organisation "AND o.id = $3"
    },
    table! {
        "locations" from "location w JOIN organisation o ON o.id = w.organisation" by [Number "w.id"] {
            "key" Text "w.key",
            "organisation" Text "o.key",
            "name" Text "w.name",
            "country" Text "w.country",
            "zone" Text "w.zone",
            "head_office_since" At "w.head_office_since",
            "created" At "w.created_at",
        }
        everybody ""
        organisation "AND w.organisation = $3"
    },
    table! {
        "contacts" from
            "contact k JOIN organisation o ON o.id = k.organisation JOIN location w ON w.id = k.location
             LEFT JOIN account a ON a.id = k.account"
        by [Number "k.id"] {
            "key" Text "k.key",
            "organisation" Text "o.key",
            "organisation_name" Text "o.name",
            "location" Text "w.key",
            "location_name" Text "w.name",
            "name" Text "k.name",
            "email" Text "k.email",
            "phone" Text "k.phone",
            "language" Text "k.language",
            "person" Text "a.key",
            "primary_since" At "k.primary_since",
            "invited_until" At "k.invited_until",
            "asked" At "k.asked_at",
            "approved" At "k.approved_at",
            "approved_by" Text "k.approved_by",
            "created" At "k.created_at",
            "ended" At "k.ended_at",
        }
        everybody ""
        organisation "AND k.organisation = $3"
        person Account "AND k.account = $3"
    },
    table! {
        "notes" from
            "organisation_note n JOIN organisation o ON o.id = n.organisation JOIN account a ON a.id = n.written_by"
        by [Number "n.id"] {
            "organisation" Text "o.key",
            "words" Text "n.words",
            "written" At "n.written_at",
            "written_by" Text "a.key",
        }
        everybody ""
        person Account "AND n.written_by = $3"
    },
    table! {
        "memberships" from "membership m JOIN organisation o ON o.id = m.organisation" by [Number "m.id"] {
            "key" Text "m.key",
            "organisation" Text "o.key",
            "level" Text "m.level",
            "starts" At "m.starts_at",
            "ends" At "m.ends_at",
            "created" At "m.created_at",
        }
        everybody ""
        organisation "AND m.organisation = $3"
    },
    table! {
        "competencies" from "competency p JOIN location w ON w.id = p.location" by [Number "p.id"] {
            "location" Text "w.key",
            "competency" Text "p.competency",
            "earned" At "p.earned_at",
            "ended" At "p.ended_at",
        }
        everybody ""
        organisation "AND w.organisation = $3"
    },
    table! {
        "additions" from "addition d JOIN location w ON w.id = d.location" by [Number "d.id"] {
            "location" Text "w.key",
            "kind" Text "d.kind",
            "since" At "d.since",
            "ended" At "d.ended_at",
        }
        everybody ""
        organisation "AND w.organisation = $3"
    },
    table! {
        "activations" from
            "activation v JOIN membership m ON m.id = v.membership JOIN location w ON w.id = v.location
             LEFT JOIN addition d ON d.id = v.addition"
        by [Number "v.id"] {
            "key" Text "v.key",
            "membership" Text "m.key",
            "location" Text "w.key",
            "cause" Text "v.cause",
            "addition" Text "d.kind",
            "asked" At "v.asked_at",
            "asked_by" Text "v.asked_by",
            "due" At "v.due_at",
            "escalated" At "v.escalated_at",
            "done" At "v.done_at",
            "done_by" Text "v.done_by",
        }
        everybody ""
        organisation "AND w.organisation = $3"
    },
    table! {
        "activated" from
            "activated x JOIN activation v ON v.id = x.activation JOIN location w ON w.id = v.location
             JOIN contract c ON c.id = x.contract LEFT JOIN contract r ON r.id = x.replaces"
        by [Number "x.contract"] {
            "contract" Text "c.key",
            "activation" Text "v.key",
            "benefit" Text "x.benefit",
            "replaces" Text "r.key",
            "replaced" At "x.replaced_at",
        }
        everybody ""
        organisation "AND w.organisation = $3"
    },
    table! {
        "subscriptions" from "subscription s LEFT JOIN organisation o ON o.id = s.organisation" by [Number "s.id"] {
            "key" Text "s.key",
            "name" Text "s.name",
            "product" Text "s.product",
            "country" Text "s.country",
            "organisation" Text "o.key",
            "created" At "s.created_at",
        }
        everybody ""
        organisation "AND s.organisation = $3"
    },
    table! {
        "roles_on_subscriptions" from
            "subscription_role r JOIN subscription s ON s.id = r.subscription JOIN account a ON a.id = r.account"
        by [Number "r.id"] {
            "subscription" Text "s.key",
            "subscription_name" Text "s.name",
            "person" Text "a.key",
            "email" Text "a.email",
            "role" Text "r.role",
            "given" At "r.given_at",
            "given_by" Text "r.given_by",
            "ended" At "r.ended_at",
        }
        everybody ""
        organisation "AND s.organisation = $3"
        person Account "AND r.account = $3"
    },
    table! {
        "roles_that_wait" from "subscription_invitation i JOIN subscription s ON s.id = i.subscription"
        by [Number "i.subscription", Text "i.email"] {
            "key" Text "i.key",
            "subscription" Text "s.key",
            "subscription_name" Text "s.name",
            "email" Text "i.email",
            "role" Text "i.role",
            "given" At "i.given_at",
            "given_by" Text "i.given_by",
        }
        everybody ""
        organisation "AND s.organisation = $4"
        person Address "AND i.email = $4"
    },
    table! {
        "delegations" from
            "delegation d JOIN organisation o ON o.id = d.customer JOIN organisation p ON p.id = d.partner"
        by [Number "d.id"] {
            "key" Text "d.key",
            "customer" Text "o.key",
            "customer_name" Text "o.name",
            "partner" Text "p.key",
            "partner_name" Text "p.name",
            "made" At "d.made_at",
            "made_by" Text "d.made_by",
            "ended" At "d.ended_at",
        }
        everybody ""
        organisation "AND (d.customer = $3 OR d.partner = $3)"
    },
];
