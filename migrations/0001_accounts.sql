-- Accounts, how they are proven, and the sessions they hold. Instants are microseconds since 1970, UTC.

CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    email TEXT UNIQUE,
    name TEXT NOT NULL,
    phone TEXT,
    organisation TEXT,
    language TEXT,
    zone TEXT NOT NULL,
    country TEXT,
    -- The region that a member of the staff works for; none works for all.
    region TEXT,
    theme TEXT NOT NULL,
    shortcuts_off_at BIGINT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    erased_at BIGINT
) STRICT;
CREATE INDEX account_erased ON account (erased_at) WHERE erased_at IS NOT NULL;

-- Kinds of letters that an account has turned off.
CREATE TABLE account_quiet (
    account BIGINT NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (account, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_role (
    account BIGINT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    given_by TEXT NOT NULL,
    PRIMARY KEY (account, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_role_role ON account_role (role, account);

-- Who an OpenID Connect provider says it is: issuer and subject, never an e-mail address.
CREATE TABLE account_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_identity_account ON account_identity (account);

CREATE TABLE passkey (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (id),
    credential_id TEXT NOT NULL UNIQUE,
    credential TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
) STRICT;
CREATE INDEX passkey_account ON passkey (account);

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- When the account's address was proven by mail to begin this session.
    proven_at BIGINT,
    passkey_at BIGINT,
    agent TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);

-- A sign-in under way: a link and a code, mailed together and spent together. Both are made from its key and from a
-- key outside the database, so that neither stands here or in the outbox.
CREATE TABLE sign_in (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    link_hash BLOB NOT NULL UNIQUE,
    browser_hash BLOB NOT NULL,
    return_to TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    spent_at BIGINT
) STRICT;
CREATE INDEX sign_in_email ON sign_in (email, created_at);
CREATE INDEX sign_in_browser ON sign_in (browser_hash, created_at);
CREATE INDEX sign_in_expiry ON sign_in (expires_at);

-- What a passkey, a provider or a change of address has to keep between two requests; bound to the browser.
CREATE TABLE ceremony (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    browser_hash BLOB NOT NULL,
    account BIGINT REFERENCES account (id),
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ceremony_expiry ON ceremony (expires_at);
CREATE INDEX ceremony_browser ON ceremony (browser_hash, kind);

-- What somebody has spent of a budget in one bucket of time, charged before the attempt.
CREATE TABLE budget (
    subject TEXT NOT NULL,
    bucket BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (subject, bucket)
) STRICT, WITHOUT ROWID;
CREATE INDEX budget_expiry ON budget (expires_at);

-- What somebody has done under the one-time key of a form: done again, it is answered the same.
CREATE TABLE repeat (
    account BIGINT NOT NULL REFERENCES account (id),
    once TEXT NOT NULL,
    digest BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, once, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX repeat_age ON repeat (at);

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter (name, value) VALUES ('incident', 0);
