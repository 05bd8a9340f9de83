-- What people are told as time goes by: reminders, warnings, monthly statements, and their calendars.

-- What somebody has chosen to be told of a contract. Who has chosen nothing gets what the offer says if they own it, and
-- nothing if they are linked.
CREATE TABLE reminder (
    account BIGINT NOT NULL REFERENCES account (id),
    contract BIGINT NOT NULL REFERENCES contract (id),
    -- Days before the end, with commas between; empty for none.
    days TEXT NOT NULL,
    -- Since when they are told that little is left; nothing where they are not.
    low_since BIGINT,
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (account, contract)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_contract ON reminder (contract);

-- The level that somebody was told last of a contract, while the contract has not risen above it.
CREATE TABLE warned (
    contract BIGINT NOT NULL REFERENCES contract (id),
    -- The opaque key of an account, or of a contact on file who has none.
    reader TEXT NOT NULL,
    kind TEXT NOT NULL,
    level BIGINT NOT NULL,
    -- The end that was told of: another end is news.
    ends_at BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (contract, reader, kind),
    CHECK (kind IN ('balance', 'end')),
    CHECK ((kind = 'end') = (ends_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX warned_reader ON warned (reader);

-- The last day that somebody has a statement of.
CREATE TABLE statement_sent (
    -- As in `warned`.
    reader TEXT PRIMARY KEY,
    through TEXT NOT NULL,
    at BIGINT NOT NULL
) STRICT, WITHOUT ROWID;

-- The private address of somebody's calendar, as its hash; the address itself stands nowhere.
CREATE TABLE calendar_feed (
    account BIGINT PRIMARY KEY REFERENCES account (id),
    token_hash BLOB NOT NULL UNIQUE,
    made_at BIGINT NOT NULL
) STRICT;
