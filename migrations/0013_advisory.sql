-- Advice: what an engineer estimates, and whether the customer approved it. The minutes themselves are in the ledger, and
-- what was delivered in the timeline.

CREATE TABLE estimate (
    incident BIGINT NOT NULL REFERENCES incident (id),
    -- The event that proposed it.
    seq BIGINT NOT NULL,
    -- Of the whole engagement.
    minutes BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL,
    approved_at BIGINT,
    -- Since when it no longer waits: approved, declined, or replaced by a newer one.
    answered_at BIGINT,
    PRIMARY KEY (incident, seq),
    CHECK (minutes > 0),
    CHECK (approved_at IS NULL OR answered_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX estimate_open ON estimate (incident) WHERE answered_at IS NULL;

-- Program support cases: free requests to the service centre of a region, with what the topic asks for.

CREATE TABLE program_case (
    incident BIGINT NOT NULL REFERENCES incident (id),
    topic TEXT NOT NULL,
    -- That of the organisation's location.
    region TEXT NOT NULL,
    -- Whose IDs are missing, where that is said.
    contract BIGINT REFERENCES contract (id),
    -- The location that is to be added, where that is asked for.
    site_name TEXT,
    site_country TEXT,
    site_zone TEXT,
    PRIMARY KEY (incident),
    CHECK ((site_name IS NULL) = (site_country IS NULL)),
    CHECK ((site_name IS NULL) = (site_zone IS NULL))
) STRICT, WITHOUT ROWID;
