-- Each time that the pointer to the live release was moved: by whom, why, and what it took the place of.
CREATE TABLE release_move (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release  text        NOT NULL REFERENCES release (hash),
    before   text        REFERENCES release (hash),
    kind     text        NOT NULL CHECK (kind IN ('content', 'draft', 'rollback')),
    title    text        NOT NULL,
    why      text        NOT NULL,
    draft    bigint,
    agreed   text[]      NOT NULL,
    moved_by text        NOT NULL,
    moved_at timestamptz NOT NULL
);
INSERT INTO release_move (release, before, kind, title, why, agreed, moved_by, moved_at)
SELECT hash, lag(hash) OVER (ORDER BY published_at), 'content', '', '', '{}', published_by, published_at
FROM release ORDER BY published_at;

-- What the server took last from where its content lies: the hash of each file by path. Only what differs from it is taken again.
CREATE TABLE content_taken (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    files    jsonb       NOT NULL,
    taken_at timestamptz NOT NULL
);
INSERT INTO content_taken (files, taken_at)
SELECT (SELECT jsonb_object_agg(path, blob) FROM release_file WHERE release = r.hash), r.published_at
FROM release r WHERE r.published_by = 'server' ORDER BY r.published_at DESC LIMIT 1;
