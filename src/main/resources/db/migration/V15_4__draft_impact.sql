-- Replays that were started for a draft, for exactly one state of its files.
CREATE TABLE draft_impact (
    draft      bigint      NOT NULL REFERENCES draft (id),
    replay     uuid        NOT NULL PRIMARY KEY,
    hash       text        NOT NULL,
    started_at timestamptz NOT NULL
);
CREATE INDEX draft_impact_by_draft ON draft_impact (draft, started_at DESC);
