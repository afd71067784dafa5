create table task (
    id         uuid        primary key,
    origin     text        not null,
    origin_id  text        not null,
    title      text        not null,
    about      jsonb       not null,
    community  text        not null,
    member     bigint,
    groups     text[]      not null,
    assignee   text,
    owner      text,                        -- who delegated it and still answers for it
    form       jsonb       not null,
    state      text        not null check (state in ('open', 'done', 'cancelled')),
    due        timestamptz,
    created_at timestamptz not null,
    done_at    timestamptz,
    done_by    text,
    answers    jsonb,
    unique (origin, origin_id)
);
create index task_open on task (id) where state = 'open';
create index task_done on task (id) where state = 'done';
create index task_mine on task (assignee, id) where state = 'open';
create index task_done_by on task (done_by, id) where state = 'done';
create index task_by_member on task (member) where member is not null;

-- Open tasks that nobody has claimed, by group: the inbox takes the first few of each group and merges them.
create table task_offer (
    group_name text not null,
    task       uuid not null,
    primary key (group_name, task)
);
create index task_offer_by_task on task_offer (task);

-- Who did what.
create table task_act (
    task     uuid        not null,
    id       uuid        not null,
    act      text        not null,
    by_whom  text        not null,
    at       timestamptz not null,
    detail   text,
    primary key (task, id)
);
