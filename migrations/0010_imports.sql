-- Files that are taken over, and what was read in them, until it is certain that nothing is to be taken back.

CREATE TABLE import (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    -- The opaque key of whoever brought the file.
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 BLOB NOT NULL,
    -- The hash of the bytes as they are sealed in the place for files.
    sealed_sha256 BLOB NOT NULL,
    -- Nothing once the file is deleted: it holds Contract IDs.
    bytes_key TEXT,
    -- How the file is read: encoding, separator, columns, repairs.
    reading TEXT NOT NULL,
    phase TEXT NOT NULL,
    -- Since when there is something for the job to do.
    working_since BIGINT,
    -- The last row that the phase is done with.
    row_done BIGINT NOT NULL,
    bytes_read BIGINT NOT NULL,
    row_last BIGINT NOT NULL,
    new_rows BIGINT NOT NULL,
    changed_rows BIGINT NOT NULL,
    same_rows BIGINT NOT NULL,
    wrong_rows BIGINT NOT NULL,
    -- Since when rows with errors are to be left out.
    skipping_since BIGINT,
    -- Why it was not taken over, or not taken back; with the row that stood in the way.
    failure TEXT,
    failure_row BIGINT,
    created_at BIGINT NOT NULL,
    applied_at BIGINT,
    undo_asked_at BIGINT,
    ended_at BIGINT
) STRICT;
CREATE INDEX import_created ON import (created_at);
CREATE INDEX import_working ON import (working_since) WHERE working_since IS NOT NULL;
CREATE INDEX import_bytes ON import (bytes_key) WHERE bytes_key IS NOT NULL;

-- A file that is still coming, in pieces that survive a broken line.
CREATE TABLE import_upload (
    id BIGINT PRIMARY KEY,
    -- That of the import which it becomes.
    key TEXT NOT NULL UNIQUE,
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    bytes_key TEXT NOT NULL UNIQUE,
    -- What its bytes are sealed with: the random part of the nonces, and the number of the key.
    chance BLOB NOT NULL,
    seal_key BIGINT NOT NULL,
    -- The hash of the bytes as they are sealed, once all of them have come.
    sealed_sha256 BLOB,
    created_at BIGINT NOT NULL,
    CHECK (size > 0)
) STRICT;
CREATE INDEX import_upload_created ON import_upload (created_at);

-- What each row of the file is. The Contract ID stands here as it does in a contract: hashed, and sealed.
CREATE TABLE import_row (
    import BIGINT NOT NULL REFERENCES import (id),
    row BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    -- The row that it adds to: a lot to a contract, a location to an organisation.
    first BIGINT,
    -- The opaque key of what it becomes.
    key TEXT,
    pair_mac BLOB,
    pair_key BIGINT,
    sealed_id BLOB,
    facts TEXT,
    -- The row of what it became, or changes: a contract, a location, a contact.
    object BIGINT,
    PRIMARY KEY (import, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_row_first ON import_row (import, first) WHERE first IS NOT NULL;
CREATE INDEX import_row_outcome ON import_row (import, outcome, row);

-- What a row is about, and what it says of that, to find others about the same.
CREATE TABLE import_claim (
    import BIGINT NOT NULL REFERENCES import (id),
    claim TEXT NOT NULL,
    row BIGINT NOT NULL,
    says BLOB NOT NULL,
    PRIMARY KEY (import, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_problem (
    import BIGINT NOT NULL,
    row BIGINT NOT NULL,
    field TEXT NOT NULL,
    code TEXT NOT NULL,
    number BIGINT,
    -- What stands in the cell; never a Contract ID.
    value TEXT,
    PRIMARY KEY (import, row, field),
    FOREIGN KEY (import, row) REFERENCES import_row (import, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_problem_code ON import_problem (import, code);
