-- Drafts played over what was logged, against the release that was live then; kept with what came of it.
create table replay (
    id             uuid        primary key,
    release        text collate "C" not null,
    files          text        not null, -- the draft: JSON
    community      text collate "C",     -- null for all
    days           integer     not null,
    from_at        timestamptz not null,
    until_at       timestamptz not null,
    point_cost     numeric     not null,
    message_cost   numeric     not null,
    started_by     text        not null,
    started_at     timestamptz not null,
    status         text collate "C" not null, -- running, done, cancelled, failed
    reason         text,
    claimed_until  timestamptz not null default '-infinity',
    last_member    bigint      not null default 0, -- members are played in the order of their numbers
    members        bigint,                         -- how many there are; null until they were counted
    members_done   bigint      not null default 0,
    events         bigint      not null default 0,
    failed_before  bigint      not null default 0,
    failed_after   bigint      not null default 0,
    difference     text,                           -- JSON, as far as it was played
    ended_at       timestamptz
);

create index replay_by_start on replay (started_at desc, id);
create index replay_running on replay (claimed_until) where status = 'running';
