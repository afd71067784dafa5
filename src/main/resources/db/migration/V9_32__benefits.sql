-- Coupons, privileges and gifts that rules gave, and what they could not give, once for each cause.
create table benefit (
    id        uuid primary key,
    member    bigint      not null,
    community text collate "C" not null,
    kind      text collate "C" not null check (kind in ('coupon', 'privilege', 'gift')),
    what      text collate "C" not null, -- its id in the catalogue of rules
    store     text        not null,      -- the pool's or the item's name
    days      integer     not null,
    cause     text collate "C" not null,
    rule      text collate "C",
    receipt   uuid,
    event     text,
    at        timestamptz not null,
    state     text collate "C" not null default 'asked' check (state in ('asked', 'given', 'refused')),
    why       text collate "C",          -- of a refusal: none (no such pool or item), empty, closed
    code      text collate "C",
    ends_at   timestamptz,
    unique (member, community, kind, what, cause)
);
create index benefit_by_community on benefit (community, id);
create index benefit_refused on benefit (community, id) where state = 'refused';
