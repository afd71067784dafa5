-- Memberships that members pay for in the shop: how far they are paid, and when to look again.
create table plan_membership (
    member      bigint      not null,
    community   text collate "C" not null,
    plan        text collate "C" not null,
    state       text collate "C" not null check (state in ('active', 'grace', 'ended')),
    since       timestamptz not null, -- the present stretch, without a gap
    paid_until  timestamptz not null,
    grace_until timestamptz not null, -- what comes with the plan ends here; the same as paid_until after a cancellation
    renews      boolean     not null,
    changed_at  timestamptz not null,
    look_at     timestamptz,          -- when time changes it; null where it does not, or a look was asked for
    primary key (member, community, plan)
) with (fillfactor = 80);
create index plan_membership_due on plan_membership (look_at) where look_at is not null;
create index plan_membership_by_plan on plan_membership (community, plan, member) where state <> 'ended';

-- What was paid, cancelled, given back, and what time brought.
create table plan_act (
    id         bigint generated always as identity primary key,
    member     bigint      not null,
    community  text collate "C" not null,
    plan       text collate "C" not null,
    act        text collate "C" not null check (act in ('paid', 'cancelled', 'refunded', 'grace', 'ended')),
    reference  text collate "C" not null, -- the shop's order; else the event
    days       integer     not null default 0,
    until      timestamptz not null,      -- paid until, after it
    event      text        not null,
    at         timestamptz not null,
    refunded   boolean     not null default false,
    unique (member, community, plan, act, reference)
);
create index plan_act_of_member on plan_act (member, community, id);

-- The plans that a member pays for now, those in grace included: what rules see.
alter table standing add column plans text[] not null default '{}';
