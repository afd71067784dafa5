-- What an entry is for: earn, hold, release, take, expire, reverse, transfer, redeem, refund, fund.
alter table ledger_entry
    add column kind      text collate "C" not null default 'earn',
    add column contra    text collate "C", -- the account on the other side; null where it is the community's 'issued'
    add column by_whom   text,             -- the person or key that asked
    add column reference text;             -- what it is about elsewhere, such as an order's number

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'Entries of the ledger are never altered or removed.';
end
$$;
create trigger ledger_append_only before update or delete or truncate on ledger_entry
    for each statement execute function ledger_is_append_only();

-- Points that wait before they may be spent, and all that were ever earned (what levels and boards go by).
alter table standing
    add column pending bigint not null default 0,
    add column earned  bigint not null default 0;
update standing set earned = greatest(points, 0) where points <> 0;
alter table standing add constraint standing_not_negative check (points >= 0 and pending >= 0) not valid;

-- Awards on hold; the row goes when they are released or reversed, the entries stay.
create table points_held (
    member     bigint      not null,
    community  text collate "C" not null,
    cause      text collate "C" not null,
    points     bigint      not null check (points > 0),
    reason     text        not null,
    contra     text collate "C",
    rule       text collate "C",
    receipt    uuid,
    event      text,
    release_at timestamptz not null,
    primary key (member, community, cause)
);
create index points_held_due on points_held (release_at);

-- Available points that will expire, by when they were earned. Points outside of any lot never expire.
create table points_lot (
    id         bigint generated always as identity primary key,
    member     bigint      not null,
    community  text collate "C" not null,
    cause      text collate "C" not null,
    points     bigint      not null check (points > 0),
    remaining  bigint      not null check (remaining between 0 and points),
    expires_at timestamptz not null
) with (fillfactor = 80);
create index points_lot_of_member on points_lot (member, community, expires_at, id) where remaining > 0;
create index points_lot_by_cause on points_lot (member, community, cause);
create index points_lot_due on points_lot (expires_at) where remaining > 0;

-- What was taken from which lot, so that a refund gives it back with its old term.
create table points_lot_use (
    lot       bigint not null,
    member    bigint not null,
    community text collate "C" not null,
    cause     text collate "C" not null,
    points    bigint not null check (points > 0),
    primary key (member, community, cause, lot)
);

-- How a community's points behave.
create table reward_policy (
    community         text collate "C" primary key,
    hold_days         integer not null default 0 check (hold_days between 0 and 365),
    expire_after_days integer check (expire_after_days between 1 and 3650),
    transfers         boolean not null default false,
    changed_by        text not null,
    changed_at        timestamptz not null
);

-- Each proof that the books add up, or where they don't.
create table ledger_check (
    id             bigint generated always as identity primary key,
    at             timestamptz not null,
    milliseconds   bigint not null,
    entries        bigint not null,
    sum            bigint not null,
    wrong_balances bigint not null,
    wrong_lots     bigint not null,
    wrong_holds    bigint not null
);
