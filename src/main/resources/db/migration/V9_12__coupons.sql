-- Pools of unique codes, and what a code is worth to the shop that takes it.
create table coupon_pool (
    id           bigint generated always as identity primary key,
    community    text collate "C" not null,
    name         text        not null,
    benefit      text        not null, -- what the shop grants, in its own terms, such as 'amount:500:CNY'
    valid_days   integer check (valid_days between 1 and 3650), -- from the day of issue; null for valid_until only
    valid_until  timestamptz,
    returns      boolean     not null, -- whether an unused code goes back to the pool when it expires
    closed_at    timestamptz,
    created_by   text        not null,
    created_at   timestamptz not null
);
create index coupon_pool_by_community on coupon_pool (community, id);

create table coupon (
    id             bigint generated always as identity primary key,
    pool           bigint      not null,
    code           text collate "C" not null unique,
    state          text collate "C" not null default 'free'
        check (state in ('free', 'issued', 'reserved', 'redeemed', 'expired')),
    member         bigint,
    cause          text collate "C", -- what it was issued for; once for each
    issued_at      timestamptz,
    expires_at     timestamptz,
    reservation    uuid,
    reserved_until timestamptz,
    shop_order     text,
    redeemed_at    timestamptz
) with (fillfactor = 70);
create index coupon_free on coupon (pool, id) where state = 'free';
create unique index coupon_by_cause on coupon (pool, member, cause) where cause is not null;
create unique index coupon_by_reservation on coupon (reservation) where reservation is not null;
create index coupon_of_member on coupon (member, id) where member is not null;
create index coupon_expiring on coupon (expires_at) where state = 'issued';
create index coupon_reserved on coupon (reserved_until) where state = 'reserved';
create index coupon_by_pool on coupon (pool, state);

-- What became of each code, since a code may go round more than once.
create table coupon_act (
    id         bigint generated always as identity primary key,
    coupon     bigint      not null,
    act        text collate "C" not null, -- issued, reserved, released, redeemed, returned, expired
    member     bigint,
    shop_order text,
    by_whom    text        not null,
    at         timestamptz not null
);
create index coupon_act_by_coupon on coupon_act (coupon, id);
