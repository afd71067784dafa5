-- Every movement of points is two entries that add up to nothing. Entries are never altered.
create table ledger_entry (
    id        bigint generated always as identity,
    member    bigint      not null, -- 0 for the accounts of the house
    community text collate "C" not null,
    account   text collate "C" not null, -- available, issued
    points    bigint      not null,
    cause     text collate "C" not null, -- the same for both entries
    reason    text        not null,
    rule      text collate "C",
    receipt   uuid,
    event     text,
    at        timestamptz not null,
    primary key (member, community, account, cause)
);

create index ledger_entry_by_member on ledger_entry (member, id) where member <> 0;
create index ledger_entry_by_time on ledger_entry using brin (at) with (pages_per_range = 16);

-- What a member has, changed by difference with every entry and grant.
create table standing (
    member    bigint not null,
    community text collate "C" not null,
    points    bigint not null default 0,
    level     text collate "C",
    badges    text[] not null default '{}',
    primary key (member, community)
) with (fillfactor = 80);

create table badge_grant (
    member    bigint      not null,
    community text collate "C" not null,
    badge     text collate "C" not null,
    given_at  timestamptz not null,
    cause     text collate "C" not null,
    rule      text collate "C",
    receipt   uuid,
    primary key (member, community, badge)
);

create table level_history (
    id        bigint generated always as identity primary key,
    member    bigint      not null,
    community text collate "C" not null,
    level     text collate "C" not null,
    before    text,
    at        timestamptz not null,
    cause     text collate "C" not null,
    rule      text collate "C",
    receipt   uuid
);

create index level_history_by_member on level_history (member, id);
