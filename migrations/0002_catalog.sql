-- The catalogue as it was loaded, whole: a load that changes anything adds a version and alters none.

CREATE TABLE catalog (
    version BIGINT PRIMARY KEY,
    loaded_at BIGINT NOT NULL,
    loaded_by TEXT NOT NULL,
    digest BLOB NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Contracts keep the version of the offer that they were made from.
CREATE TABLE offer (
    key TEXT NOT NULL,
    version BIGINT NOT NULL,
    digest BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (key, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    product TEXT NOT NULL,
    problem_type TEXT,
    category TEXT,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    body TEXT NOT NULL,
    updated TEXT NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    attribution TEXT NOT NULL,
    digest BLOB NOT NULL,
    removed_at BIGINT
) STRICT;

-- Times that an article made a request needless.
CREATE TABLE deflection (
    id BIGINT PRIMARY KEY,
    article BIGINT REFERENCES article (id),
    product TEXT NOT NULL,
    problem_type TEXT NOT NULL,
    category TEXT NOT NULL,
    at BIGINT NOT NULL
) STRICT;
CREATE INDEX deflection_article ON deflection (article);
