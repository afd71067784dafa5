-- Checks of drafts in the background: what was found is bound to the hash of the files.
CREATE TABLE draft_check (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draft         bigint      NOT NULL REFERENCES draft (id),
    hash          text        NOT NULL,
    status        text        NOT NULL CHECK (status IN ('running', 'done', 'failed')),
    step          text        NOT NULL,
    steps_done    int         NOT NULL,
    publishable   boolean     NOT NULL,
    passed        int         NOT NULL,
    failed        int         NOT NULL,
    findings      text        NOT NULL,             -- JSON
    reason        text,
    asked_by      text        NOT NULL,
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    claimed_until timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX draft_check_by_draft ON draft_check (draft, id DESC);
CREATE UNIQUE INDEX draft_check_running ON draft_check (draft, hash) WHERE status = 'running';
