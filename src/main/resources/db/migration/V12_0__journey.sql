-- One row for each distinct content of a BPMN file that was ever released.
create table journey_version (
    definition  text        primary key,   -- the engine's id
    journey     text        not null,
    version     int         not null,
    hash        text        not null,
    file        text        not null,
    name        text        not null,
    keep_days   int         not null,
    awaits      text[]      not null,      -- types of event that its steps wait for
    bpmn        text        not null,
    deployed_at timestamptz not null,
    unique (journey, hash),
    unique (journey, version)
);

-- Which version each release starts.
create table journey_release (
    release    text not null,
    journey    text not null,
    definition text not null,
    primary key (release, journey)
);

create table run (
    id         uuid        primary key,
    journey    text        not null,
    definition text        not null,
    member     bigint      not null,
    community  text        not null,
    entry      int         not null,
    state      text        not null check (state in ('running', 'suspended', 'ended', 'cancelled')),
    instance   text,                        -- the engine's id, while it lives
    cause      text,
    position   bigint      not null,        -- of the last event that this run consumed
    since      timestamptz not null,        -- events before this instant are history to it
    steps      int         not null default 0,
    started_at timestamptz not null,
    ended_at   timestamptz,
    ended_by   text,
    unique (journey, member, community, entry)
);
create index run_by_member on run (member, id);
create index run_by_journey on run (journey, state, id);
create unique index run_by_instance on run (instance) where instance is not null;

create table run_step (
    run       uuid        not null,
    visit     text        not null,
    element   text        not null,
    at        timestamptz not null,
    until     timestamptz,
    cancelled boolean     not null default false,
    primary key (run, visit)
);
create index run_step_open on run_step (run) where until is null;

-- Who waits for what: joined once per batch of events.
create table wait (
    id         uuid        primary key,
    run        uuid        not null,
    visit      text        not null,       -- of the step by the token
    element    text        not null,
    member     bigint      not null,
    community  text        not null,
    event_type text        not null,
    position   bigint      not null,
    since      timestamptz not null,
    fresh      boolean     not null default true
);
create index wait_by_member on wait (member, event_type);
create index wait_by_run on wait (run);
create index wait_fresh on wait (id) where fresh;

-- Waits whose event has come; carried out by the worker.
create table wake (
    wait     uuid        primary key,
    run      uuid        not null,
    event    text        not null,
    position bigint      not null,
    attempts int         not null default 0,
    next_at  timestamptz not null
);
create index wake_due on wake (next_at);
create index wake_by_run on wake (run);

create table run_incident (
    id          uuid        primary key,
    run         uuid        not null,
    element     text,
    kind        text        not null check (kind in ('timer', 'wake', 'steps')),
    reference   text        not null,
    cause       text        not null,
    at          timestamptz not null,
    resolved_at timestamptz,
    resolved_by text
);
create index run_incident_open on run_incident (run) where resolved_at is null;
