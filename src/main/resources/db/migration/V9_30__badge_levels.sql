-- Badges have levels, are taken back, and may be given again or not. One row for each badge that a member ever had.
alter table badge_grant
    add column level      text collate "C",
    add column rank       smallint not null default 0, -- the level's place among the badge's levels, from 1; 0 without levels
    add column reached    text[]   not null default '{}', -- as rules see it: the badge, and badge/level up to the level
    add column by_whom    text,
    add column revoked_at timestamptz,
    add column again      boolean  not null default true; -- whether it may be given again once it was taken back
update badge_grant set reached = array[badge];
create index badge_grant_by_badge on badge_grant (community, badge, member) where revoked_at is null;

-- Each time that a badge was given, raised or taken back, and why.
create table badge_history (
    id        bigint generated always as identity primary key,
    member    bigint      not null,
    community text collate "C" not null,
    badge     text collate "C" not null,
    level     text collate "C",
    act       text collate "C" not null check (act in ('given', 'raised', 'revoked', 'barred')),
    reached   text[]      not null,
    at        timestamptz not null,
    cause     text collate "C" not null,
    rule      text collate "C",
    receipt   uuid,
    by_whom   text,
    reason    text,
    unique (member, community, badge, cause)
);
create index badge_history_of_member on badge_history (member, community, id);
insert into badge_history (member, community, badge, act, reached, at, cause, rule, receipt)
select member, community, badge, 'given', array[badge], given_at, cause, rule, receipt from badge_grant order by given_at;

-- Badges that were taken back for good.
alter table standing add column barred text[] not null default '{}';
