-- What is bought: the order, the contract that it becomes, and the money that comes in and goes back.

CREATE TABLE purchase (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (id),
    -- The location of an organisation that the contract will belong to, where not to the account.
    location BIGINT REFERENCES location (id),
    -- The form's one-time key.
    once TEXT NOT NULL,
    -- The opaque key of the draft that it was ordered for.
    draft TEXT,
    offer TEXT NOT NULL,
    offer_version BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    -- In hundredths of the currency, as they were when it was ordered.
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    currency TEXT NOT NULL,
    tax_rate BIGINT NOT NULL,
    way TEXT NOT NULL,
    -- The customer's own number for it; empty where none was given.
    reference TEXT NOT NULL,
    region TEXT NOT NULL,
    language TEXT NOT NULL,
    placed_at BIGINT NOT NULL,
    -- The payment provider's page.
    session TEXT UNIQUE,
    session_address TEXT,
    paid_at BIGINT,
    -- Invariant: an order becomes one contract.
    contract BIGINT UNIQUE REFERENCES contract (id),
    delivered_at BIGINT,
    -- When delivering it was last tried, and the word of why the rules refused it then.
    tried_at BIGINT,
    refusal TEXT,
    refund_began_at BIGINT,
    refunded_at BIGINT,
    failed_at BIGINT,
    FOREIGN KEY (offer, offer_version) REFERENCES offer (key, version),
    CHECK (quantity > 0),
    CHECK (net >= 0),
    CHECK (tax >= 0),
    CHECK ((contract IS NULL) = (delivered_at IS NULL)),
    CHECK (delivered_at IS NULL OR paid_at IS NOT NULL),
    CHECK (refunded_at IS NULL OR refund_began_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX purchase_once ON purchase (account, once);
CREATE INDEX purchase_account ON purchase (account, id);
CREATE INDEX purchase_draft ON purchase (draft) WHERE draft IS NOT NULL;
CREATE INDEX purchase_unpaid ON purchase (id) WHERE paid_at IS NULL AND failed_at IS NULL;
CREATE INDEX purchase_location ON purchase (location, id) WHERE location IS NOT NULL;
CREATE INDEX purchase_undelivered ON purchase (tried_at, id)
    WHERE paid_at IS NOT NULL AND delivered_at IS NULL AND refund_began_at IS NULL;
CREATE INDEX purchase_refunding ON purchase (id) WHERE refund_began_at IS NOT NULL AND refunded_at IS NULL;

-- Money that came in, once by the name that the provider or the service centre knows it by.
CREATE TABLE payment (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    purchase BIGINT NOT NULL REFERENCES purchase (id),
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- Why it pays for nothing, where it does not.
    oddity TEXT,
    refund_began_at BIGINT,
    refunded_at BIGINT,
    -- When the provider is next asked to send it back.
    next_at BIGINT,
    tries BIGINT NOT NULL,
    failure TEXT
) STRICT;
CREATE INDEX payment_purchase ON payment (purchase);
CREATE INDEX payment_due ON payment (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX payment_odd ON payment (purchase) WHERE oddity IS NOT NULL AND refunded_at IS NULL;
