-- What administrators decide while the house runs: a change adds a version and alters none.

CREATE TABLE setting (
    version BIGINT PRIMARY KEY,
    -- Texts by name, as JSON; what is not there is as it is by default.
    body TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL
) STRICT;
