-- Limits of what may be given: to all or to each member, in a period or ever. A budget for all and for ever is an account of
-- the ledger ('budget/<id>'), from which its awards are paid.
create table reward_budget (
    id           bigint generated always as identity primary key,
    community    text collate "C" not null,
    name         text        not null,
    source       text collate "C", -- a rule, a file of rules or a journey; null for whatever gives
    reason       text,             -- null for any
    per          text collate "C" not null check (per in ('all', 'member')),
    period       text collate "C" not null check (period in ('day', 'week', 'month', 'year', 'ever')),
    points       bigint      not null check (points > 0),
    warn_percent integer     not null check (warn_percent between 1 and 100),
    starts_at    timestamptz,
    ends_at      timestamptz,
    closed_at    timestamptz,
    created_by   text        not null,
    created_at   timestamptz not null
);
create index reward_budget_by_community on reward_budget (community, id);

-- How much of a budget is spent: by period, and by member (0 for all together).
create table budget_use (
    budget  bigint  not null,
    member  bigint  not null,
    since   date    not null, -- the period's first day
    points  bigint  not null default 0 check (points >= 0),
    refused bigint  not null default 0, -- awards
    warned  boolean not null default false,
    primary key (budget, member, since)
) with (fillfactor = 70);
create index budget_use_by_period on budget_use (budget, since, points);

-- Awards that were not given, and why.
create table reward_refusal (
    id        bigint generated always as identity primary key,
    community text collate "C" not null,
    member    bigint      not null,
    points    bigint      not null,
    reason    text        not null,
    cause     text collate "C" not null,
    rule      text collate "C",
    event     text,
    budget    bigint      not null,
    spent     bigint      not null, -- of the budget, at that moment
    at        timestamptz not null,
    unique (member, community, cause)
);
create index reward_refusal_by_community on reward_refusal (community, id);
create index reward_refusal_by_budget on reward_refusal (budget, id);

alter table ledger_check add column wrong_budgets bigint not null default 0;
