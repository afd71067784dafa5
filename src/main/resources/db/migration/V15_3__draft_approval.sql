-- Who was asked about which state of a draft, and what they said. Any change of the draft voids it.
CREATE TABLE draft_asking (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draft      bigint      NOT NULL REFERENCES draft (id),
    hash       text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'expired', 'void', 'withdrawn')),
    remark     text        NOT NULL,
    facts      text        NOT NULL,                -- JSON: what the rules were told of it
    asked_by   text        NOT NULL,
    asked_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX draft_asking_by_draft ON draft_asking (draft, id DESC);
CREATE INDEX draft_asking_to_expire ON draft_asking (expires_at) WHERE state IN ('waiting', 'approved');

CREATE TABLE draft_approval (
    asking  bigint NOT NULL REFERENCES draft_asking (id),
    people  text   NOT NULL,                        -- the group of which one person is asked
    reasons text[] NOT NULL,
    said    boolean,
    by_whom text,
    at      timestamptz,
    remark  text,
    PRIMARY KEY (asking, people)
);

CREATE TABLE draft_comment (
    id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draft bigint      NOT NULL REFERENCES draft (id),
    hash  text        NOT NULL,
    path  text,
    line  int,
    text  text        NOT NULL,
    by_whom text      NOT NULL,
    at    timestamptz NOT NULL
);
CREATE INDEX draft_comment_by_draft ON draft_comment (draft, id);
