-- Journeys that people hold up: their runs stay where they are, and no new ones start.
CREATE TABLE journey_suspension (
    journey text        PRIMARY KEY,
    by      text        NOT NULL,
    reason  text        NOT NULL,
    at      timestamptz NOT NULL
);

CREATE INDEX run_by_definition ON run (definition, state, id);
