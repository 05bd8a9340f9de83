-- What is known to be wrong, for everybody to read before they ask for help with it.

CREATE TABLE known_problem (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    -- Counts changes, so that nobody overwrites what they have not seen.
    version BIGINT NOT NULL,
    -- The product's key; none where it concerns them all.
    product TEXT,
    -- Title and text by language, as JSON.
    words TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK (began_at <= updated_at),
    CHECK (ended_at <= updated_at)
) STRICT;
CREATE INDEX known_problem_open ON known_problem (updated_at) WHERE ended_at IS NULL;
-- Those that are open first, then the one that ended last.
CREATE INDEX known_problem_listed ON known_problem ((COALESCE(ended_at, 9223372036854775807)), updated_at, id);
