-- Memberships of partners, what partners have besides, and the contracts that are activated for them.

-- A row for each period; a renewal is another.
CREATE TABLE membership (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    organisation BIGINT NOT NULL REFERENCES organisation (id),
    level TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CHECK (ends_at > starts_at)
) STRICT;
CREATE UNIQUE INDEX membership_period ON membership (organisation, starts_at);

CREATE TABLE competency (
    id BIGINT PRIMARY KEY,
    location BIGINT NOT NULL REFERENCES location (id),
    competency TEXT NOT NULL,
    earned_at BIGINT NOT NULL,
    ended_at BIGINT
) STRICT;
CREATE UNIQUE INDEX competency_held ON competency (location, competency) WHERE ended_at IS NULL;

-- What was bought besides: for the whole partner at its head office, else for a location.
CREATE TABLE addition (
    id BIGINT PRIMARY KEY,
    location BIGINT NOT NULL REFERENCES location (id),
    kind TEXT NOT NULL,
    since BIGINT NOT NULL,
    ended_at BIGINT
) STRICT;
CREATE UNIQUE INDEX addition_held ON addition (location, kind) WHERE ended_at IS NULL;

-- Contracts that are to be activated for a location, or were.
CREATE TABLE activation (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    membership BIGINT NOT NULL REFERENCES membership (id),
    location BIGINT NOT NULL REFERENCES location (id),
    cause TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    -- The toolkit that was bought. Invariant: it becomes one contract.
    addition BIGINT UNIQUE REFERENCES addition (id),
    due_at BIGINT,
    escalated_at BIGINT,
    done_at BIGINT,
    done_by TEXT,
    CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX activation_once ON activation (membership, location, cause);
CREATE INDEX activation_open ON activation (cause, asked_at, id) WHERE done_at IS NULL;
CREATE INDEX activation_due ON activation (due_at) WHERE done_at IS NULL AND escalated_at IS NULL;
CREATE INDEX activation_done ON activation (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX activation_location ON activation (location);

-- The contracts that came of it, and the one that each takes the place of once it can be used.
CREATE TABLE activated (
    contract BIGINT PRIMARY KEY REFERENCES contract (id),
    activation BIGINT NOT NULL REFERENCES activation (id),
    benefit TEXT NOT NULL,
    replaces BIGINT REFERENCES contract (id),
    replaced_at BIGINT
) STRICT;
CREATE INDEX activated_activation ON activated (activation);
CREATE INDEX activated_waiting ON activated (contract) WHERE replaces IS NOT NULL AND replaced_at IS NULL;
