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

-- One row for each language that an article has.
CREATE TABLE article (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    product TEXT NOT NULL,
    problem_type TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    -- Products and versions as the source names them, one a line.
    applies_to TEXT NOT NULL,
    -- The number of the knowledge-base article.
    kb TEXT,
    body TEXT NOT NULL,
    -- The day of the last change at the source.
    updated TEXT,
    source TEXT,
    -- The source as a page for readers.
    source_page TEXT,
    licence TEXT,
    attribution TEXT,
    changes TEXT,
    digest BLOB NOT NULL,
    changed_at BIGINT NOT NULL,
    removed_at BIGINT,
    UNIQUE (key, language)
) STRICT;

CREATE INDEX article_product ON article (product, key, language);

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

-- How often an article was opened, day by day. Who opened it is not kept.
CREATE TABLE article_read (
    article BIGINT NOT NULL REFERENCES article (id),
    day TEXT NOT NULL,
    reads BIGINT NOT NULL,
    PRIMARY KEY (article, day)
) STRICT, WITHOUT ROWID;
