-- Changes of contracts that the service centre makes, and those that one person cannot make alone.

-- What a form asks for is done once: the key names the form.
CREATE TABLE contract_change (
    contract BIGINT NOT NULL REFERENCES contract (id),
    once TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (contract, once)
) STRICT, WITHOUT ROWID;

-- Units above the limit of one person: asked for by one, decided by another.
CREATE TABLE adjustment (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    contract BIGINT NOT NULL REFERENCES contract (id),
    -- The form that asked for it.
    once TEXT NOT NULL,
    -- Whether the units go to the lots that are there, or to a lot of their own.
    what TEXT NOT NULL,
    units BIGINT NOT NULL,
    -- The last usable day of a lot of its own, where it is not the contract's.
    last_day TEXT,
    reason TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_by BIGINT NOT NULL REFERENCES account (id),
    decided_at BIGINT,
    decided_by BIGINT REFERENCES account (id),
    approved_at BIGINT,
    answer TEXT,
    -- The transfers that it was approved with.
    first_seq BIGINT,
    last_seq BIGINT,
    CHECK (units <> 0),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (approved_at IS NULL OR decided_at IS NOT NULL),
    -- Invariant: nobody approves what they asked for.
    CHECK (decided_by IS NULL OR decided_by <> asked_by OR approved_at IS NULL)
) STRICT;
CREATE UNIQUE INDEX adjustment_once ON adjustment (contract, once);
CREATE INDEX adjustment_open ON adjustment (asked_at, id) WHERE decided_at IS NULL;
CREATE INDEX adjustment_asker ON adjustment (asked_by);
CREATE INDEX adjustment_decider ON adjustment (decided_by) WHERE decided_by IS NOT NULL;

-- Contracts whose IDs went to nobody: nobody was on file when they were activated.
CREATE TABLE undelivered (
    contract BIGINT PRIMARY KEY REFERENCES contract (id),
    since BIGINT NOT NULL
) STRICT;
CREATE INDEX undelivered_since ON undelivered (since, contract);

-- What the service centre keeps for itself about an organisation. Its own people never see it.
CREATE TABLE organisation_note (
    id BIGINT PRIMARY KEY,
    organisation BIGINT NOT NULL REFERENCES organisation (id),
    -- The form that it was written in.
    once TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    written_by BIGINT NOT NULL REFERENCES account (id)
) STRICT;
CREATE UNIQUE INDEX organisation_note_once ON organisation_note (organisation, once);
CREATE INDEX organisation_note_newest ON organisation_note (organisation, id);
CREATE INDEX organisation_note_author ON organisation_note (written_by);
