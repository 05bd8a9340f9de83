-- What administrators decide while the house runs: a change adds a version and alters none.

CREATE TABLE setting (
    version BIGINT PRIMARY KEY,
    -- Texts by name, as JSON; what is not there is as it is by default.
    body TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL
) STRICT;

-- What proves that whoever sets the house up can read its log. Gone once it is set up.
CREATE TABLE setup_code (
    hash BLOB PRIMARY KEY,
    made_at BIGINT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last runs of each job.
CREATE TABLE job_run (
    id BIGINT PRIMARY KEY,
    job TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    failure TEXT
) STRICT;
CREATE INDEX job_run_job ON job_run (job, id);
