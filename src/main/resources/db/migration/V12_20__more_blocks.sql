-- Journeys that steps of other runs call: started and cancelled by a worker.
CREATE TABLE run_call (
    child    uuid        PRIMARY KEY,          -- the run that is started
    wait     uuid        NOT NULL,
    caller   uuid        NOT NULL,
    journey  text        NOT NULL,
    state    text        NOT NULL CHECK (state IN ('start', 'started', 'cancel')),
    attempts int         NOT NULL DEFAULT 0,
    next_at  timestamptz NOT NULL
);
CREATE INDEX run_call_due ON run_call (next_at) WHERE state <> 'started';
CREATE INDEX run_call_by_wait ON run_call (wait);
CREATE INDEX run_call_by_caller ON run_call (caller);

-- Who is asked at a step that asks several people, and what each has said.
CREATE TABLE run_ask (
    run     uuid        NOT NULL,
    visit   text        NOT NULL,
    person  text        NOT NULL,
    yes     boolean,
    by_whom text,
    at      timestamptz,
    PRIMARY KEY (run, visit, person)
);

CREATE INDEX wait_for_segment ON wait (id) WHERE event_type LIKE 'segment:%';

ALTER TABLE run_incident DROP CONSTRAINT run_incident_kind_check;
ALTER TABLE run_incident ADD CONSTRAINT run_incident_kind_check CHECK (kind IN ('timer', 'wake', 'steps', 'call'));

-- Calls of the webhook's receiver that are no messages.
CREATE TABLE webhook_call (
    id         uuid        PRIMARY KEY,
    key        text        NOT NULL UNIQUE,
    name       text        NOT NULL,
    run        uuid        NOT NULL,
    member     bigint      NOT NULL,
    body       text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('planned', 'taken', 'failed')),
    attempts   int         NOT NULL DEFAULT 0,
    answer     text,
    planned_at timestamptz NOT NULL,
    next_at    timestamptz NOT NULL
);
CREATE INDEX webhook_call_due ON webhook_call (next_at) WHERE state = 'planned';
CREATE INDEX webhook_call_by_run ON webhook_call (run, id);
CREATE INDEX webhook_call_by_member ON webhook_call (member);
