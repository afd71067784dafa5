-- What points buy: gifts that people send, privileges for a term, coupons out of a pool.
create table catalogue_item (
    id          bigint generated always as identity primary key,
    community   text collate "C" not null,
    name_zh     text        not null,
    name_en     text        not null,
    kind        text collate "C" not null check (kind in ('gift', 'privilege', 'coupon')),
    points      bigint      not null check (points > 0),
    limited     boolean     not null, -- whether there is only so much of it: one row in stock_unit for each
    pool        bigint,               -- of a coupon
    privilege   text collate "C",
    term_days   integer check (term_days between 1 and 3650),
    per_member  integer check (per_member between 1 and 1000),
    fulfil_group text collate "C" not null,
    starts_at   timestamptz,
    ends_at     timestamptz,
    closed_at   timestamptz,
    created_by  text        not null,
    created_at  timestamptz not null
);
create index catalogue_item_by_community on catalogue_item (community, id);

create table stock_unit (
    id         bigint generated always as identity primary key,
    item       bigint not null,
    redemption uuid
) with (fillfactor = 80);
create index stock_unit_free on stock_unit (item, id) where redemption is null;
create unique index stock_unit_taken on stock_unit (redemption) where redemption is not null;

create table item_redemption (
    id         uuid primary key,
    item       bigint      not null,
    member     bigint      not null,
    community  text collate "C" not null,
    key        text collate "C" not null, -- the caller's, so that it happens once
    points     bigint      not null,
    state      text collate "C" not null check (state in ('paid', 'fulfilling', 'done', 'refunded')),
    coupon     text collate "C",
    ends_at    timestamptz, -- of a privilege
    by_whom    text        not null,
    at         timestamptz not null,
    done_at    timestamptz,
    note       text,
    unique (member, key)
) with (fillfactor = 80);
create index item_redemption_by_item on item_redemption (item, id);
create index item_redemption_paid on item_redemption (id) where state = 'paid';

create table privilege (
    id         bigint generated always as identity primary key,
    member     bigint      not null,
    community  text collate "C" not null,
    privilege  text collate "C" not null,
    cause      text collate "C" not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    unique (member, community, privilege, cause)
);
create index privilege_of_member on privilege (member, community, ends_at);

-- Whether a member ever had points that expire; known as soon as the balance is locked.
alter table standing add column expiring boolean not null default false;
update standing s set expiring = true
where exists (select from points_lot l where l.member = s.member and l.community = s.community);
