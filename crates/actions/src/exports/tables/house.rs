//! What the house itself goes by: the catalogue in every version, articles, known problems, settings and jobs.

use crate::exports::table::{Table, table};

pub(super) static TABLES: &[Table] = &[
    table! {
        "catalogue" from "catalog g" by [Number "g.version"] {
            "version" Number "g.version",
            "loaded" At "g.loaded_at",
            "loaded_by" Text "g.loaded_by",
            "digest" Bytes "g.digest",
            "files" Document "g.body",
        }
        everybody ""
    },
    table! {
        "offers" from "offer f" by [Text "f.key", Number "f.version"] {
            "key" Text "f.key",
            "version" Number "f.version",
            "digest" Bytes "f.digest",
            "body" Text "f.body",
        }
        everybody ""
    },
    table! {
        "articles" from "article t" by [Number "t.id"] {
            "key" Text "t.key",
            "language" Text "t.language",
            "product" Text "t.product",
            "problem_type" Text "t.problem_type",
            "category" Text "t.category",
            "title" Text "t.title",
            "summary" Text "t.summary",
            "applies_to" Text "t.applies_to",
            "kb" Text "t.kb",
            "body" Text "t.body",
            "updated" Text "t.updated",
            "source" Text "t.source",
            "source_page" Text "t.source_page",
            "licence" Text "t.licence",
            "attribution" Text "t.attribution",
            "changes" Text "t.changes",
            "changed" At "t.changed_at",
            "removed" At "t.removed_at",
        }
        everybody ""
    },
    table! {
        "article_reads" from "article_read n JOIN article t ON t.id = n.article" by [Number "n.article", Text "n.day"] {
            "article" Text "t.key",
            "language" Text "t.language",
            "day" Text "n.day",
            "reads" Number "n.reads",
        }
        everybody ""
    },
    table! {
        "deflections" from "deflection d LEFT JOIN article t ON t.id = d.article" by [Number "d.id"] {
            "article" Text "t.key",
            "product" Text "d.product",
            "problem_type" Text "d.problem_type",
            "category" Text "d.category",
            "at" At "d.at",
        }
        everybody ""
    },
    table! {
        "known_problems" from "known_problem p" by [Number "p.id"] {
            "key" Text "p.key",
            "version" Number "p.version",
            "product" Text "p.product",
            "words" Document "p.words",
            "began" At "p.began_at",
            "updated" At "p.updated_at",
            "ended" At "p.ended_at",
        }
        everybody ""
    },
    table! {
        "saved_replies" from "saved_reply v" by [Number "v.id"] {
            "key" Text "v.key",
            "version" Number "v.version",
            "product" Text "v.product",
            "words" Document "v.words",
            "updated" At "v.updated_at",
        }
        everybody ""
    },
    table! {
        "looks" from "look k" by [Number "k.version"] {
            "version" Number "k.version",
            "colour_light" Text "k.accent_light",
            "colour_dark" Text "k.accent_dark",
            "logo" Text "k.logo",
            "set" At "k.set_at",
            "set_by" Text "k.set_by",
        }
        everybody ""
    },
    table! {
        "logos" from "logo q" by [Text "q.hash"] {
            "hash" Text "q.hash",
            "bytes" Bytes "q.bytes",
        }
        everybody ""
    },
    table! {
        "settings" from "setting s" by [Number "s.version"] {
            "version" Number "s.version",
            "settings" Document "s.body",
            "set" At "s.set_at",
            "set_by" Text "s.set_by",
        }
        everybody ""
    },
    table! {
        "jobs" from "job j" by [Text "j.name"] {
            "name" Text "j.name",
            "ran" At "j.ran_at",
            "note" Text "j.note",
        }
        everybody ""
    },
    table! {
        "job_runs" from "job_run r" by [Number "r.id"] {
            "job" Text "r.job",
            "began" At "r.began_at",
            "ended" At "r.ended_at",
            "failure" Text "r.failure",
        }
        everybody ""
    },
    table! {
        "imports" from "import m" by [Number "m.id"] {
            "key" Text "m.key",
            "kind" Text "m.kind",
            "actor" Text "m.actor",
            "name" Text "m.name",
            "size" Number "m.size",
            "sha256" Bytes "m.sha256",
            "reading" Document "m.reading",
            "phase" Text "m.phase",
            "new" Number "m.new_rows",
            "changed" Number "m.changed_rows",
            "same" Number "m.same_rows",
            "wrong" Number "m.wrong_rows",
            "failure" Text "m.failure",
            "failure_row" Number "m.failure_row",
            "received" At "m.created_at",
            "skipping_since" At "m.skipping_since",
            "applied" At "m.applied_at",
            "undo_asked" At "m.undo_asked_at",
            "ended" At "m.ended_at",
        }
        everybody ""
        person Key "AND m.actor = $3"
    },
];
