-- Contracts, their ledger, and who is linked to them.

CREATE TABLE organisation (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- The name in lower case, as it is looked for.
    looked_for TEXT NOT NULL,
    -- Partners have one.
    partner_id TEXT,
    created_at BIGINT NOT NULL
) STRICT;
CREATE UNIQUE INDEX organisation_partner ON organisation (partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX organisation_looked_for ON organisation (looked_for);

-- Where an organisation is: its head office, and others that can have contracts of their own.
CREATE TABLE location (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    organisation BIGINT NOT NULL REFERENCES organisation (id),
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    zone TEXT NOT NULL,
    head_office_since BIGINT,
    created_at BIGINT NOT NULL
) STRICT;
CREATE UNIQUE INDEX location_head_office ON location (organisation) WHERE head_office_since IS NOT NULL;
CREATE INDEX location_organisation ON location (organisation);

-- People of an organisation. One that is approved is on file; with an account, it is that sign-in's place there.
-- Invariant: a location has at most one living primary contact, who stands for it towards its contracts.
CREATE TABLE contact (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    organisation BIGINT NOT NULL REFERENCES organisation (id),
    location BIGINT NOT NULL REFERENCES location (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    language TEXT NOT NULL,
    account BIGINT REFERENCES account (id),
    primary_since BIGINT,
    -- The hash of the token in the letter that invites, and the first instant at which it no longer works.
    token_hash BLOB UNIQUE,
    invited_until BIGINT,
    -- When the person asked to be associated, by the partner ID.
    asked_at BIGINT,
    approved_at BIGINT,
    approved_by TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK (primary_since IS NULL OR approved_at IS NOT NULL),
    CHECK ((approved_at IS NULL) = (approved_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX contact_primary ON contact (location) WHERE primary_since IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX contact_email ON contact (organisation, email) WHERE ended_at IS NULL;
CREATE INDEX contact_account ON contact (account) WHERE account IS NOT NULL;
CREATE INDEX contact_address ON contact (email);

CREATE TABLE contract (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    access_id TEXT NOT NULL,
    -- HMAC of the pair, and the number of the key it was made with.
    pair_mac BLOB NOT NULL,
    pair_key BIGINT NOT NULL,
    -- The Contract ID, sealed for re-sending, and the number of the key.
    sealed_id BLOB NOT NULL,
    sealed_key BIGINT NOT NULL,
    offer TEXT NOT NULL,
    offer_version BIGINT NOT NULL,
    organisation BIGINT REFERENCES organisation (id),
    location BIGINT REFERENCES location (id),
    owner BIGINT REFERENCES account (id),
    region TEXT NOT NULL,
    zone TEXT NOT NULL,
    partner_id TEXT,
    country TEXT,
    issued_at BIGINT NOT NULL,
    activated_at BIGINT,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    redeem_by BIGINT,
    suspended_at BIGINT,
    cancelled_at BIGINT,
    superseded_by BIGINT REFERENCES contract (id),
    rotated_at BIGINT,
    chain_seq BIGINT NOT NULL,
    chain_hash BLOB NOT NULL,
    FOREIGN KEY (offer, offer_version) REFERENCES offer (key, version),
    CHECK (ends_at > starts_at),
    CHECK (chain_seq >= 0),
    CHECK ((organisation IS NULL) = (location IS NULL)),
    CHECK (organisation IS NULL OR owner IS NULL)
) STRICT;
CREATE UNIQUE INDEX contract_pair ON contract (pair_mac);
CREATE INDEX contract_access ON contract (access_id);
CREATE INDEX contract_pair_key ON contract (pair_key);
CREATE INDEX contract_sealed_key ON contract (sealed_key);
CREATE INDEX contract_owner ON contract (owner);
CREATE INDEX contract_organisation ON contract (organisation);
CREATE INDEX contract_location ON contract (location);
CREATE INDEX contract_superseded ON contract (superseded_by) WHERE superseded_by IS NOT NULL;

-- The projection of the transfers. Invariant: every lot sums to zero and only `granted` is negative.
CREATE TABLE lot (
    id BIGINT PRIMARY KEY,
    contract BIGINT NOT NULL REFERENCES contract (id),
    unit TEXT NOT NULL,
    unlimited_since BIGINT,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    grace_until BIGINT,
    granted BIGINT NOT NULL,
    available BIGINT NOT NULL,
    held BIGINT NOT NULL,
    consumed BIGINT NOT NULL,
    expired BIGINT NOT NULL,
    written_off BIGINT NOT NULL,
    CHECK (granted <= 0),
    CHECK (available >= 0),
    CHECK (held >= 0),
    CHECK (consumed >= 0),
    CHECK (expired >= 0),
    CHECK (written_off >= 0),
    CHECK (granted + available + held + consumed + expired + written_off = 0),
    CHECK (unlimited_since IS NULL OR available = 0),
    CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX lot_contract ON lot (contract);
-- What the expiry job looks for.
CREATE INDEX lot_open ON lot (ends_at) WHERE available > 0;

CREATE TABLE transfer (
    contract BIGINT NOT NULL REFERENCES contract (id),
    seq BIGINT NOT NULL,
    lot BIGINT NOT NULL REFERENCES lot (id),
    at BIGINT NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    cause TEXT NOT NULL,
    -- The public number: the chain tells nobody how many there are.
    incident TEXT,
    reverses BIGINT,
    actor TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    note BLOB,
    hash BLOB NOT NULL,
    PRIMARY KEY (contract, seq),
    CHECK (quantity > 0),
    CHECK (from_account <> to_account)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX transfer_once ON transfer (contract, idempotency_key);
CREATE UNIQUE INDEX transfer_reversed_once ON transfer (contract, reverses) WHERE reverses IS NOT NULL;

-- The words behind a transfer's note digest; erasing a person deletes them and leaves the chain whole.
CREATE TABLE transfer_note (
    contract BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    salt BLOB NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (contract, seq),
    FOREIGN KEY (contract, seq) REFERENCES transfer (contract, seq)
) STRICT, WITHOUT ROWID;

-- One signed root a day over the heads of all contracts that moved since the seal before.
CREATE TABLE seal (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    day TEXT NOT NULL UNIQUE,
    previous_root BLOB NOT NULL,
    root BLOB NOT NULL,
    signing_key BIGINT NOT NULL,
    signature BLOB NOT NULL
) STRICT;
CREATE TABLE seal_head (
    seal BIGINT NOT NULL REFERENCES seal (id),
    contract BIGINT NOT NULL REFERENCES contract (id),
    seq BIGINT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (seal, contract)
) STRICT, WITHOUT ROWID;
CREATE INDEX seal_head_contract ON seal_head (contract, seq);

CREATE TABLE link (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    contract BIGINT NOT NULL REFERENCES contract (id),
    account BIGINT NOT NULL REFERENCES account (id),
    origin TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    ended_at BIGINT,
    ended_by TEXT,
    -- The hash of the token in the owner's letter that undoes the link.
    undo_hash BLOB UNIQUE
) STRICT;
CREATE UNIQUE INDEX link_live ON link (account, contract) WHERE ended_at IS NULL;
CREATE INDEX link_contract ON link (contract);

CREATE TABLE invitation (
    id BIGINT PRIMARY KEY,
    -- The token in the letter is derived from it; this is what it is looked up by.
    key TEXT NOT NULL UNIQUE,
    token_hash BLOB NOT NULL UNIQUE,
    contract BIGINT NOT NULL REFERENCES contract (id),
    email TEXT NOT NULL,
    message TEXT NOT NULL,
    invited_by BIGINT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    withdrawn_at BIGINT
) STRICT;
CREATE INDEX invitation_contract ON invitation (contract);

-- One more proof for a new link while a number is being guessed at: a code to the address on file.
CREATE TABLE link_proof (
    account BIGINT NOT NULL REFERENCES account (id),
    contract BIGINT NOT NULL REFERENCES contract (id),
    -- The code is derived from it, and stands nowhere.
    key TEXT NOT NULL UNIQUE,
    tries BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (account, contract)
) STRICT, WITHOUT ROWID;
