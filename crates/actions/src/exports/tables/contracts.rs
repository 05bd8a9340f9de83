//! Contracts: what is on them, every movement with its seals, who may use them, and how they were bought.

use crate::exports::table::{Table, table};

pub(super) static TABLES: &[Table] = &[
    table! {
        "contracts" from
            "contract c LEFT JOIN organisation o ON o.id = c.organisation LEFT JOIN account a ON a.id = c.owner
             LEFT JOIN location w ON w.id = c.location LEFT JOIN contract s ON s.id = c.superseded_by"
        by [Number "c.id"] {
            "key" Text "c.key",
            "access_id" Text "c.access_id",
            "offer" Text "c.offer",
            "offer_version" Number "c.offer_version",
            "region" Text "c.region",
            "country" Text "c.country",
            "partner_id" Text "c.partner_id",
            "organisation" Text "o.key",
            "organisation_name" Text "o.name",
            "location" Text "w.key",
            "owner" Text "a.email",
            "zone" Text "c.zone",
            "issued" At "c.issued_at",
            "activated" At "c.activated_at",
            "starts" At "c.starts_at",
            "ends" At "c.ends_at",
            "redeem_by" At "c.redeem_by",
            "suspended" At "c.suspended_at",
            "cancelled" At "c.cancelled_at",
            "superseded_by" Text "s.key",
            "ids_replaced" At "c.rotated_at",
            "last_place" Number "c.chain_seq",
            "last_hash" Bytes "c.chain_hash",
        }
        everybody ""
        organisation "AND c.organisation = $3"
        person Account "AND c.owner = $3"
    },
    table! {
        "lots" from "lot l JOIN contract c ON c.id = l.contract" by [Number "l.id"] {
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "lot" Number "l.id",
            "unit" Text "l.unit",
            "unlimited_since" At "l.unlimited_since",
            "starts" At "l.starts_at",
            "ends" At "l.ends_at",
            "grace_until" At "l.grace_until",
            "granted" Number "-l.granted",
            "available" Number "l.available",
            "held" Number "l.held",
            "consumed" Number "l.consumed",
            "expired" Number "l.expired",
            "written_off" Number "l.written_off",
        }
        everybody ""
        organisation "AND c.organisation = $3"
        person Account "AND c.owner = $3"
    },
    table! {
        "ledger" from
            "transfer t JOIN contract c ON c.id = t.contract
             LEFT JOIN transfer_note n ON n.contract = t.contract AND n.seq = t.seq"
        by [Number "t.contract", Number "t.seq"] {
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "place" Number "t.seq",
            "lot" Number "t.lot",
            "at" At "t.at",
            "from" Text "t.from_account",
            "to" Text "t.to_account",
            "quantity" Number "t.quantity",
            "cause" Text "t.cause",
            "request" Text "t.incident",
            "reverses" Number "t.reverses",
            "actor" Text "t.actor",
            "key" Text "t.idempotency_key",
            "note" Text "n.words",
            "hash" Bytes "t.hash",
        }
        everybody ""
        organisation "AND c.organisation = $4"
        person Key "AND t.actor = $4"
    },
    table! {
        "seals" from "seal s" by [Number "s.id"] {
            "day" Text "s.day",
            "at" At "s.at",
            "previous_root" Bytes "s.previous_root",
            "root" Bytes "s.root",
            "signing_key" Number "s.signing_key",
            "signature" Bytes "s.signature",
        }
        everybody ""
    },
    table! {
        "sealed_contracts" from "seal_head h JOIN seal s ON s.id = h.seal JOIN contract c ON c.id = h.contract"
        by [Number "h.seal", Number "h.contract"] {
            "day" Text "s.day",
            "contract" Text "c.key",
            "place" Number "h.seq",
            "hash" Bytes "h.hash",
        }
        everybody ""
        organisation "AND c.organisation = $4"
    },
    table! {
        "adjustments" from
            "adjustment j JOIN contract c ON c.id = j.contract JOIN account a ON a.id = j.asked_by
             LEFT JOIN account d ON d.id = j.decided_by"
        by [Number "j.id"] {
            "key" Text "j.key",
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "what" Text "j.what",
            "units" Number "j.units",
            "last_day" Text "j.last_day",
            "reason" Text "j.reason",
            "asked" At "j.asked_at",
            "asked_by" Text "a.key",
            "decided" At "j.decided_at",
            "decided_by" Text "d.key",
            "approved" At "j.approved_at",
            "answer" Text "j.answer",
            "first_place" Number "j.first_seq",
            "last_place" Number "j.last_seq",
        }
        everybody ""
    },
    table! {
        "adjustments" from "adjustment j JOIN contract c ON c.id = j.contract" by [Number "j.id"] {
            "access_id" Text "c.access_id",
            "units" Number "j.units",
            // Their own words only: the other half is the colleague's.
            "reason" Text "CASE WHEN j.asked_by = $3 THEN j.reason END",
            "answer" Text "CASE WHEN j.decided_by = $3 THEN j.answer END",
            "asked" At "j.asked_at",
            "decided" At "j.decided_at",
            "approved" At "j.approved_at",
        }
        person Account "AND (j.asked_by = $3 OR j.decided_by = $3)"
    },
    table! {
        "links" from "link l JOIN contract c ON c.id = l.contract JOIN account a ON a.id = l.account"
        by [Number "l.id"] {
            "key" Text "l.key",
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "email" Text "a.email",
            "origin" Text "l.origin",
            "made" At "l.made_at",
            "used" At "l.used_at",
            "ended" At "l.ended_at",
            "ended_by" Text "l.ended_by",
        }
        everybody ""
        organisation "AND c.organisation = $3"
        person Account "AND l.account = $3"
    },
    table! {
        "invitations" from
            "invitation v JOIN contract c ON c.id = v.contract JOIN account a ON a.id = v.invited_by"
        by [Number "v.id"] {
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "to" Text "v.email",
            "message" Text "v.message",
            "invited_by" Text "a.key",
            "sent" At "v.created_at",
            "expires" At "v.expires_at",
            "used" At "v.used_at",
            "withdrawn" At "v.withdrawn_at",
        }
        everybody ""
        organisation "AND c.organisation = $3"
        person Account "AND v.invited_by = $3"
    },
    table! {
        "invitations_received" from "invitation v" by [Number "v.id"] {
            "message" Text "v.message",
            "sent" At "v.created_at",
            "used" At "v.used_at",
            "withdrawn" At "v.withdrawn_at",
        }
        person Address "AND v.email = $3"
    },
    table! {
        "warnings" from "warned w JOIN contract c ON c.id = w.contract"
        by [Number "w.contract", Text "w.reader", Text "w.kind"] {
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "reader" Text "w.reader",
            "kind" Text "w.kind",
            "level" Number "w.level",
            "end" At "w.ends_at",
            "told" At "w.at",
        }
        everybody ""
        organisation "AND c.organisation = $5"
        person Key "AND w.reader = $5"
    },
    table! {
        "undelivered" from "undelivered u JOIN contract c ON c.id = u.contract" by [Number "u.contract"] {
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "since" At "u.since",
        }
        everybody ""
        organisation "AND c.organisation = $3"
    },
    table! {
        "orders" from
            "purchase p JOIN account a ON a.id = p.account LEFT JOIN location w ON w.id = p.location
             LEFT JOIN contract c ON c.id = p.contract"
        by [Number "p.id"] {
            "key" Text "p.key",
            "person" Text "a.key",
            "location" Text "w.key",
            "offer" Text "p.offer",
            "offer_version" Number "p.offer_version",
            "quantity" Number "p.quantity",
            "net" Number "p.net",
            "tax" Number "p.tax",
            "tax_rate" Number "p.tax_rate",
            "currency" Text "p.currency",
            "paid_by" Text "p.way",
            "purchase_order" Text "p.reference",
            "region" Text "p.region",
            "language" Text "p.language",
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "draft" Text "p.draft",
            "placed" At "p.placed_at",
            "paid" At "p.paid_at",
            "delivered" At "p.delivered_at",
            "tried" At "p.tried_at",
            "refusal" Text "p.refusal",
            "refund_began" At "p.refund_began_at",
            "refunded" At "p.refunded_at",
            "failed" At "p.failed_at",
        }
        everybody ""
        organisation "AND w.organisation = $3"
        person Account "AND p.account = $3"
    },
    table! {
        "payments" from
            "payment y JOIN purchase p ON p.id = y.purchase LEFT JOIN location w ON w.id = p.location"
        by [Number "y.id"] {
            "name" Text "y.name",
            "order" Text "p.key",
            "amount" Number "y.amount",
            "currency" Text "y.currency",
            "at" At "y.at",
            "oddity" Text "y.oddity",
            "refund_began" At "y.refund_began_at",
            "refunded" At "y.refunded_at",
            "tries" Number "y.tries",
            "next_try" At "y.next_at",
            "failure" Text "y.failure",
        }
        everybody ""
        organisation "AND w.organisation = $3"
        person Account "AND p.account = $3"
    },
];
