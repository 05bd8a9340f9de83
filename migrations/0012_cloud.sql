-- Subscriptions to cloud products, and who may do what with them.

CREATE TABLE subscription (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    product TEXT NOT NULL,
    country TEXT NOT NULL,
    -- The customer, where that is an organisation; else the subscription is its owners' own.
    organisation BIGINT REFERENCES organisation (id),
    created_at BIGINT NOT NULL
) STRICT;
CREATE INDEX subscription_organisation ON subscription (organisation, name) WHERE organisation IS NOT NULL;

-- What a sign-in may do with a subscription. There is always an owner, unless the last one was erased: then the service
-- centre names another.
CREATE TABLE subscription_role (
    id BIGINT PRIMARY KEY,
    subscription BIGINT NOT NULL REFERENCES subscription (id),
    account BIGINT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    given_by TEXT NOT NULL,
    ended_at BIGINT
) STRICT;
CREATE UNIQUE INDEX subscription_role_living ON subscription_role (subscription, account) WHERE ended_at IS NULL;
CREATE INDEX subscription_role_account ON subscription_role (account) WHERE ended_at IS NULL;

-- Roles that wait until their address signs in. Their keys look like those of accounts: nobody sees which is which.
CREATE TABLE subscription_invitation (
    key TEXT NOT NULL UNIQUE,
    subscription BIGINT NOT NULL REFERENCES subscription (id),
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    given_by TEXT NOT NULL,
    PRIMARY KEY (subscription, email)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_invitation_email ON subscription_invitation (email);

-- Delegated administration: what a customer lets a partner do with all of its subscriptions.
CREATE TABLE delegation (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    customer BIGINT NOT NULL REFERENCES organisation (id),
    partner BIGINT NOT NULL REFERENCES organisation (id),
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    ended_at BIGINT,
    CHECK (customer <> partner)
) STRICT;
CREATE UNIQUE INDEX delegation_living ON delegation (customer, partner) WHERE ended_at IS NULL;
CREATE INDEX delegation_customer ON delegation (customer);
CREATE INDEX delegation_partner ON delegation (partner);
