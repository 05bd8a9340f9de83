-- Drafts, incidents and the one conversation that each of them has.

CREATE TABLE draft (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    account BIGINT REFERENCES account (id),
    browser_hash BLOB,
    network TEXT NOT NULL,
    version BIGINT NOT NULL,
    answers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    incident BIGINT,
    ended_at BIGINT
) STRICT;
CREATE INDEX draft_account ON draft (account, saved_at) WHERE ended_at IS NULL;
CREATE INDEX draft_browser ON draft (browser_hash) WHERE ended_at IS NULL;
CREATE INDEX draft_network ON draft (network, created_at) WHERE account IS NULL;
CREATE INDEX draft_expiry ON draft (expires_at) WHERE ended_at IS NULL;

CREATE TABLE incident (
    id BIGINT PRIMARY KEY,
    number TEXT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    -- `incident`, `advisory` or `program`, as the number says too.
    kind TEXT NOT NULL,
    -- What pays; nothing where the request draws nothing.
    contract BIGINT REFERENCES contract (id),
    -- Whose terms hold: that of the contract, or a free one.
    offer TEXT NOT NULL,
    offer_version BIGINT NOT NULL,
    -- Whose it is, where it is an organisation's.
    organisation BIGINT REFERENCES organisation (id),
    location BIGINT,
    -- The subscription that it is about, where it was made in the cloud area.
    subscription BIGINT,
    product TEXT NOT NULL,
    product_version TEXT,
    usage TEXT,
    problem_type TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    severity TEXT NOT NULL,
    -- As it was chosen; severity A is handled around the clock whatever stands here.
    handling TEXT NOT NULL,
    state TEXT NOT NULL,
    engineer BIGINT REFERENCES account (id),
    submitted_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- When the first answer is due, while it is; a paused clock has none.
    due_at BIGINT,
    waiting_since BIGINT,
    reminded_at BIGINT,
    -- While it waits: when the customer is reminded, and then when it closes.
    overdue_at BIGINT,
    work_began_at BIGINT,
    -- When an engineer made contact since submission or the last reopening.
    contacted_at BIGINT,
    closed_at BIGINT,
    disposition TEXT,
    disputed_at BIGINT,
    extended_support_at BIGINT,
    charge_lot BIGINT REFERENCES lot (id),
    charge_seq BIGINT,
    charge_place TEXT,
    charge_quantity BIGINT,
    -- Minutes of advice delivered so far.
    delivered BIGINT,
    follows BIGINT,
    last_event BIGINT NOT NULL,
    -- What was true at submit and does not change: contact, terms, target, decision, agreement.
    admission TEXT NOT NULL,
    FOREIGN KEY (offer, offer_version) REFERENCES offer (key, version),
    CHECK ((charge_lot IS NULL) = (charge_seq IS NULL)),
    CHECK ((charge_lot IS NULL) = (charge_quantity IS NULL)),
    CHECK (charge_lot IS NULL OR contract IS NOT NULL),
    CHECK ((waiting_since IS NULL) = (overdue_at IS NULL))
) STRICT;
CREATE INDEX incident_account ON incident (account, changed_at);
CREATE INDEX incident_contract ON incident (contract, id) WHERE contract IS NOT NULL;
CREATE INDEX incident_location ON incident (location, changed_at) WHERE location IS NOT NULL;
CREATE INDEX incident_organisation ON incident (organisation, location, changed_at) WHERE organisation IS NOT NULL;
-- Where a colleague's open request like a draft is looked for.
CREATE INDEX incident_open_contract ON incident (contract, product) WHERE closed_at IS NULL;
CREATE INDEX incident_subscription ON incident (subscription, account) WHERE subscription IS NOT NULL;
-- The queue: what is open, by time to due; with all that its views are counted by.
CREATE INDEX incident_queue ON incident (due_at, id, engineer, closed_at, kind) WHERE closed_at IS NULL;
CREATE INDEX incident_engineer ON incident (engineer, changed_at) WHERE engineer IS NOT NULL;
CREATE INDEX incident_waiting ON incident (waiting_since, kind) WHERE waiting_since IS NOT NULL;
CREATE INDEX incident_overdue ON incident (overdue_at, id) WHERE overdue_at IS NOT NULL;
CREATE INDEX incident_closed ON incident (closed_at, kind) WHERE closed_at IS NOT NULL;
CREATE INDEX incident_follows ON incident (follows) WHERE follows IS NOT NULL;
CREATE INDEX incident_disputed ON incident (disputed_at, kind) WHERE disputed_at IS NOT NULL;

-- One timeline: replies, notes, states, charges and files, oldest first.
CREATE TABLE event (
    incident BIGINT NOT NULL REFERENCES incident (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    account BIGINT REFERENCES account (id),
    kind TEXT NOT NULL,
    -- Since when it is for the desk only; nothing where the customer sees it.
    internal_at BIGINT,
    words TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

-- Who follows an incident beside its reporter. A row that has ended says whom the timeline names, and whom the
-- reporter has taken off.
CREATE TABLE participant (
    incident BIGINT NOT NULL REFERENCES incident (id),
    account BIGINT NOT NULL REFERENCES account (id),
    added_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by BIGINT REFERENCES account (id),
    PRIMARY KEY (incident, account),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_account ON participant (account);

-- What the reporter thinks of the help, once it is over: that it was right, and how good it was where that was said.
CREATE TABLE rating (
    incident BIGINT PRIMARY KEY REFERENCES incident (id),
    account BIGINT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    stars BIGINT,
    words TEXT NOT NULL,
    CHECK (stars BETWEEN 1 AND 5)
) STRICT;
CREATE INDEX rating_account ON rating (account);

-- The answer to a submission, so that the same key gets the same answer.
CREATE TABLE submission (
    account BIGINT NOT NULL REFERENCES account (id),
    idempotency_key TEXT NOT NULL,
    digest BLOB NOT NULL,
    incident BIGINT NOT NULL REFERENCES incident (id),
    at BIGINT NOT NULL,
    -- The key first: it is all but unique, while an account has as many answers as it has submitted in a month.
    PRIMARY KEY (idempotency_key, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_at ON submission (at);

-- A second problem inside one incident, waiting for the customer's consent to a second charge.
CREATE TABLE split (
    incident BIGINT NOT NULL REFERENCES incident (id),
    seq BIGINT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    answered_at BIGINT,
    second BIGINT REFERENCES incident (id),
    PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE file (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (id),
    draft BIGINT REFERENCES draft (id),
    incident BIGINT REFERENCES incident (id),
    -- The event it came with, once it is sent.
    event BIGINT,
    internal_at BIGINT,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    received BIGINT NOT NULL,
    sha256 BLOB,
    bytes_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    removed_at BIGINT,
    CHECK (size >= 0),
    CHECK (received >= 0),
    CHECK (finished_at IS NULL OR sha256 IS NOT NULL)
) STRICT;
CREATE INDEX file_draft ON file (draft) WHERE draft IS NOT NULL;
CREATE INDEX file_incident ON file (incident) WHERE incident IS NOT NULL;
CREATE INDEX file_bytes ON file (bytes_key);
CREATE INDEX file_unfinished ON file (created_at) WHERE finished_at IS NULL;
