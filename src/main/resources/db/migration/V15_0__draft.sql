-- Drafts: what people would like to publish, kept as the files that differ from the release they began with.
CREATE TABLE draft (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title        text        NOT NULL,
    why          text        NOT NULL,
    base         text        NOT NULL REFERENCES release (hash),
    hash         text        NOT NULL,              -- of all files as they would be released
    state        text        NOT NULL CHECK (state IN ('open', 'published', 'discarded')),
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    changed_by   text        NOT NULL,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX draft_by_state ON draft (state, id DESC);
CREATE INDEX draft_open_by_person ON draft (created_by) WHERE state = 'open';

CREATE TABLE draft_file (
    draft      bigint      NOT NULL REFERENCES draft (id),
    path       text        NOT NULL,
    bytes      bytea,                               -- null where the draft takes the file away
    hash       text,                                -- of the bytes
    base       text,                                -- of the file in the release; null where it has none
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (draft, path)
);

-- Who has it open, where, and who has changed it.
CREATE TABLE draft_person (
    draft   bigint      NOT NULL REFERENCES draft (id),
    person  text        NOT NULL,
    seen_at timestamptz NOT NULL,
    path    text,
    edited  boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (draft, person)
);
