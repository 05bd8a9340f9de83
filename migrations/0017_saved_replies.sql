-- What the desk has said before and will say again, to be put into an answer and changed there.

CREATE TABLE saved_reply (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    -- Counts changes, so that nobody overwrites what they have not seen.
    version BIGINT NOT NULL,
    -- The product's key; none where it serves them all.
    product TEXT,
    -- Title and text by language, as JSON. A language may be left out.
    words TEXT NOT NULL,
    updated_at BIGINT NOT NULL
) STRICT;
CREATE INDEX saved_reply_newest ON saved_reply (updated_at, id);
