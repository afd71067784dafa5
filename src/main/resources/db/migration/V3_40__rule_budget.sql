-- What rules with a budget have given to all members together, and what they had to refuse, by stretch of time.
create table rule_budget (
    rule       text collate "C" not null,
    period     text collate "C" not null, -- ever, 2026, 2026-03, 2026-W11 or 2026-03-14
    spent      bigint      not null,
    refused    bigint      not null,
    changed_at timestamptz not null,
    primary key (rule, period)
);
