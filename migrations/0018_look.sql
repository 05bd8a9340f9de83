-- How the installation looks: a change adds a version and alters none.

-- Pictures by their hash. What they are is read from their bytes.
CREATE TABLE logo (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE look (
    version BIGINT PRIMARY KEY,
    -- Colours such as #0b5cad; none where it is as by default.
    accent_light TEXT,
    accent_dark TEXT,
    logo TEXT REFERENCES logo (hash),
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL
) STRICT;
CREATE INDEX look_logo ON look (logo) WHERE logo IS NOT NULL;
