-- Releases: immutable versions of all content, their files stored once by hash, and one row that says which of them is live.

CREATE TABLE content_blob (
    hash  text PRIMARY KEY,
    bytes bytea NOT NULL
);

CREATE TABLE release (
    hash         text PRIMARY KEY,
    published_at timestamptz NOT NULL,
    published_by text NOT NULL
);

CREATE TABLE release_file (
    release text NOT NULL REFERENCES release (hash),
    path    text NOT NULL,
    blob    text NOT NULL REFERENCES content_blob (hash),
    PRIMARY KEY (release, path)
);

CREATE TABLE live_release (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    release  text NOT NULL REFERENCES release (hash),
    moved_at timestamptz NOT NULL,
    moved_by text NOT NULL
);
