-- A journey may say which events end its runs wherever they stand, and whether a member may go through it again.
ALTER TABLE journey_version
    ADD COLUMN exits    text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN reenters boolean NOT NULL DEFAULT false;

-- Figures that steps record, one for each visit.
CREATE TABLE journey_figure (
    run     uuid        NOT NULL,
    visit   text        NOT NULL,
    journey text        NOT NULL,
    name    text        NOT NULL,
    amount  bigint      NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (run, visit)
);
CREATE INDEX journey_figure_by_journey ON journey_figure (journey, at) INCLUDE (name, amount);
