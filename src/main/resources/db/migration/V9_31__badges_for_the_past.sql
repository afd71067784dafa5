-- A badge for those who had earned it before its rule came: first counted, then given, member by member.
create table past_grant (
    id         uuid        primary key,
    community  text collate "C" not null,
    release    text collate "C" not null,
    rule       text collate "C" not null,
    badge      text collate "C" not null,
    level      text collate "C",
    tell       boolean     not null, -- whether members hear of it: the event badge.given
    state      text collate "C" not null check (state in ('counting', 'counted', 'granting', 'done', 'cancelled', 'failed')),
    position   bigint      not null default 0, -- the last member that was looked at
    members    bigint      not null,
    looked     bigint      not null default 0,
    found      bigint      not null default 0,
    given      bigint      not null default 0,
    samples    bigint[]    not null default '{}',
    problem    text,
    asked_by   text        not null,
    asked_at   timestamptz not null,
    counted_at timestamptz,
    granted_by text,
    ended_at   timestamptz
);
create index past_grant_by_community on past_grant (community, id);
create index past_grant_at_work on past_grant (asked_at) where state in ('counting', 'granting');
