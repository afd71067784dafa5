-- What a rule that may have its outcomes once for each object has already done.
create table effect (
    member    bigint      not null,
    community text collate "C" not null,
    rule      bigint      not null, -- hash of the rule's id
    object    text collate "C" not null,
    at        timestamptz not null,
    primary key (member, community, rule, object)
);

-- "Look again": the pipeline is told at that time, by an event.
create table wake_up (
    member    bigint      not null,
    community text collate "C" not null,
    due_at    timestamptz not null,
    rule      text collate "C" not null,
    cause     text collate "C" not null, -- event that asked for it
    primary key (member, community, rule, cause)
);

create index wake_up_due on wake_up (due_at);

-- Effects outside the pipeline's transaction, carried out one after the other by dispatchers.
create table command (
    id         bigint generated always as identity primary key,
    kind       text collate "C" not null, -- start
    name       text collate "C" not null, -- the journey
    member     bigint      not null,
    community  text collate "C" not null,
    release    text collate "C" not null,
    cause      text collate "C" not null,
    created_at timestamptz not null,
    due_at     timestamptz not null,
    attempts   integer     not null default 0,
    reason     text,
    parked     boolean     not null default false
);

create index command_due on command (due_at, id) where not parked;

-- Events that could not be decided, with the reason; the partition went on without them.
create table dead_letter (
    id         bigint generated always as identity primary key,
    partition  integer     not null,
    position   bigint      not null,
    member     bigint      not null,
    community  text collate "C" not null,
    type       text collate "C" not null,
    reason     text        not null,
    category   text        not null,
    rule       text collate "C",
    release    text collate "C" not null,
    attempts   integer     not null default 1,
    status     text        not null default 'open' check (status in ('open', 'retry', 'retried', 'discarded')),
    data       text, -- mended data; null while it is the event's own
    failed_at  timestamptz not null,
    ended_at   timestamptz,
    ended_by   text,
    unique (partition, position)
);

create index dead_letter_by_status on dead_letter (status, id);

-- Communities whose segments are decided as of a day, for data from the past.
create table as_of (
    community text collate "C" primary key,
    at        timestamptz not null
);
