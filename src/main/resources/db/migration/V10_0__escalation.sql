-- What was escalated to people: one open case for each rule, member, community and object.
create table escalation_case (
    id         bigint generated always as identity primary key,
    member     bigint      not null,
    community  text collate "C" not null,
    kind       text collate "C" not null,
    severity   text        not null,
    reason     text        not null,
    rule       text collate "C" not null,
    object     text collate "C" not null default '',
    event      text,
    receipt    uuid,
    route      text collate "C" not null, -- the group that looks after it
    status     text        not null default 'open' check (status in ('open', 'claimed', 'closed')),
    assignee   text,
    opened_at  timestamptz not null,
    due_at     timestamptz not null,
    closed_at  timestamptz,
    closed_by  text,
    resolution text
);

create unique index escalation_case_once on escalation_case (member, community, rule, object) where status <> 'closed';
create index escalation_case_by_status on escalation_case (status, id);
create index escalation_case_by_opening on escalation_case using brin (opened_at);

create table escalation_comment (
    id         bigint generated always as identity primary key,
    case_id    bigint      not null references escalation_case (id),
    written_by text        not null,
    written_at timestamptz not null,
    text       text        not null
);

create index escalation_comment_by_case on escalation_comment (case_id, id);
