//! People: who they are, how they sign in, what they have chosen, and what was written to them.

use crate::exports::table::{Table, table};

pub(super) static TABLES: &[Table] = &[
    table! {
        "people" from "account a" by [Number "a.id"] {
            "key" Text "a.key",
            "email" Text "a.email",
            "name" Text "a.name",
            "phone" Text "a.phone",
            "organisation" Text "a.organisation",
            "language" Text "a.language",
            "zone" Text "a.zone",
            "country" Text "a.country",
            "region" Text "a.region",
            "theme" Text "a.theme",
            "shortcuts_off" At "a.shortcuts_off_at",
            "created" At "a.created_at",
            "disabled" At "a.disabled_at",
        }
        everybody "AND a.erased_at IS NULL"
        person Account "AND a.id = $3"
    },
    table! {
        "roles" from "account_role r JOIN account a ON a.id = r.account" by [Number "r.account", Text "r.role"] {
            "person" Text "a.key",
            "role" Text "r.role",
            "given" At "r.given_at",
            "given_by" Text "r.given_by",
        }
        everybody ""
        person Account "AND r.account = $4"
    },
    table! {
        "identities" from "account_identity i JOIN account a ON a.id = i.account" by [Text "i.issuer", Text "i.subject"] {
            "person" Text "a.key",
            "issuer" Text "i.issuer",
            "subject" Text "i.subject",
            "connected" At "i.linked_at",
        }
        everybody ""
        person Account "AND i.account = $4"
    },
    table! {
        "passkeys" from "passkey p JOIN account a ON a.id = p.account" by [Number "p.id"] {
            "person" Text "a.key",
            "key" Text "p.key",
            "name" Text "p.name",
            "added" At "p.created_at",
            "used" At "p.used_at",
        }
        everybody ""
        person Account "AND p.account = $3"
    },
    table! {
        "sessions" from "session s JOIN account a ON a.id = s.account" by [Text "s.key"] {
            "person" Text "a.key",
            "key" Text "s.key",
            "begun" At "s.created_at",
            "used" At "s.seen_at",
            "expires" At "s.expires_at",
            "ended" At "s.ended_at",
            "browser" Text "s.agent",
            "network" Text "s.address",
        }
        everybody ""
        person Account "AND s.account = $3"
    },
    table! {
        "sign_ins" from "sign_in s" by [Number "s.id"] {
            "email" Text "s.email",
            "asked" At "s.created_at",
            "return_to" Text "s.return_to",
            "tries" Number "s.tries",
            "expires" At "s.expires_at",
            "spent" At "s.spent_at",
        }
        everybody ""
        person Address "AND s.email = $3"
    },
    table! {
        "notices_turned_off" from "account_quiet q JOIN account a ON a.id = q.account"
        by [Number "q.account", Text "q.kind"] {
            "person" Text "a.key",
            "kind" Text "q.kind",
            "since" At "q.since",
        }
        everybody ""
        person Account "AND q.account = $4"
    },
    table! {
        "reminders" from "reminder r JOIN account a ON a.id = r.account JOIN contract c ON c.id = r.contract"
        by [Number "r.account", Number "r.contract"] {
            "person" Text "a.key",
            "contract" Text "c.key",
            "access_id" Text "c.access_id",
            "days_before_the_end" Text "r.days",
            "balance_since" At "r.low_since",
            "chosen" At "r.chosen_at",
        }
        everybody ""
        person Account "AND r.account = $4"
    },
    table! {
        "statements" from "statement_sent s" by [Text "s.reader"] {
            "reader" Text "s.reader",
            "through" Text "s.through",
            "sent" At "s.at",
        }
        everybody ""
        person Key "AND s.reader = $3"
    },
    table! {
        "calendar_addresses" from "calendar_feed f JOIN account a ON a.id = f.account" by [Number "f.account"] {
            "person" Text "a.key",
            "made" At "f.made_at",
        }
        everybody ""
        person Account "AND f.account = $3"
    },
    table! {
        "drafts" from "draft d LEFT JOIN account a ON a.id = d.account LEFT JOIN incident i ON i.id = d.incident"
        by [Number "d.id"] {
            "key" Text "d.key",
            "person" Text "a.key",
            "answers" Document "d.answers",
            "begun" At "d.created_at",
            "saved" At "d.saved_at",
            "network" Text "d.network",
            "expires" At "d.expires_at",
            "became" Text "i.number",
            "ended" At "d.ended_at",
        }
        everybody ""
        person Account "AND d.account = $3"
    },
    table! {
        "letters" from
            "letter l LEFT JOIN incident i ON i.id = l.incident LEFT JOIN contract c ON c.id = l.contract
             LEFT JOIN account a ON a.id = l.author"
        by [Number "l.id"] {
            "kind" Text "l.kind",
            "address" Text "l.address",
            "language" Text "l.language",
            "zone" Text "l.zone",
            "request" Text "i.number",
            "contract" Text "c.key",
            "author" Text "a.key",
            "facts" Document "l.facts",
            "written" At "l.created_at",
            "tries" Number "l.tries",
            "next_try" At "l.next_at",
            "sent" At "l.sent_at",
            "message_id" Text "l.message_id",
            "failed" At "l.failed_at",
            "failure" Text "l.failure",
        }
        everybody ""
        person Address "AND l.address = $3"
    },
    table! {
        "audit" from "audit a LEFT JOIN audit_note n ON n.audit = a.id" by [Number "a.id"] {
            "at" At "a.at",
            "actor" Text "a.actor",
            "deed" Text "a.deed",
            "object" Text "a.object",
            "before" Text "a.before",
            "after" Text "a.after",
            "network" Text "a.network",
            "reason" Text "n.words",
        }
        everybody ""
        person Key "AND a.actor = $3"
    },
];
