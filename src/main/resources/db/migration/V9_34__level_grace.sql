-- A member who falls keeps the level until a day; when to look at a member's level again is found by an index.
alter table standing
    add column grace_level text collate "C", -- the level to fall to
    add column grace_until timestamptz;

create table level_check (
    member    bigint      not null,
    community text collate "C" not null,
    due_at    timestamptz not null,
    primary key (member, community)
);
create index level_check_due on level_check (due_at);
