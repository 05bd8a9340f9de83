-- What is to be told to people, and what was done by whom.

CREATE TABLE letter (
    id BIGINT PRIMARY KEY,
    -- One letter per event and recipient: this names both.
    once TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    incident BIGINT,
    contract BIGINT,
    -- Whose name, address or words it tells: it goes when they are erased.
    author BIGINT,
    facts TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_at BIGINT,
    tries BIGINT NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT,
    failure TEXT,
    message_id TEXT
) STRICT;
CREATE INDEX letter_due ON letter (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX letter_address ON letter (address);
CREATE INDEX letter_author ON letter (author) WHERE author IS NOT NULL;
CREATE INDEX letter_incident ON letter (incident) WHERE incident IS NOT NULL;
CREATE INDEX letter_contract ON letter (contract, id) WHERE contract IS NOT NULL;
CREATE INDEX letter_failed ON letter (failed_at) WHERE failed_at IS NOT NULL;

-- Who did what to which; never changed or deleted.
CREATE TABLE audit (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    deed TEXT NOT NULL,
    object TEXT NOT NULL,
    before TEXT,
    after TEXT,
    network TEXT
) STRICT;
-- Each way to read the log is an index in its order.
CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_object ON audit (object, at, id);
CREATE INDEX audit_actor ON audit (actor, at, id);
CREATE INDEX audit_deed ON audit (deed, at, id);

-- The reason that was typed for a line of the log; erasing a person deletes theirs and leaves the log whole.
CREATE TABLE audit_note (
    audit BIGINT PRIMARY KEY REFERENCES audit (id),
    words TEXT NOT NULL
) STRICT;

-- When each recurring job last ran to its end.
CREATE TABLE job (
    name TEXT PRIMARY KEY,
    ran_at BIGINT NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
