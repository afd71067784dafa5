-- Deciding a rulebook anew about every member, in the background. One at a time.
create table reevaluation (
    id          uuid        primary key,
    rulebook    text collate "C" not null,
    rules       text collate "C" not null, -- fingerprint of the rules that decide; others don't take part
    release     text collate "C" not null,
    reason      text        not null check (reason in ('release', 'person')),
    state       text        not null check (state in ('running', 'paused', 'done', 'cancelled', 'failed')),
    members     bigint      not null, -- how many there were when it began, about
    asked_by    text        not null,
    asked_at    timestamptz not null,
    resumed_at  timestamptz not null, -- since when its pace is measured
    looked_then bigint      not null default 0,
    ended_at    timestamptz,
    note        text
);

create unique index reevaluation_only_one on reevaluation (rulebook) where state in ('running', 'paused');

-- How far each partition's members are, in the order of their numbers; written with the decisions.
create table reevaluation_part (
    reevaluation uuid        not null references reevaluation (id) on delete cascade,
    partition    smallint    not null,
    member       bigint      not null default 1,
    community    text collate "C" not null default '',
    looked       bigint      not null default 0,
    changed      bigint      not null default 0,
    failed       bigint      not null default 0,
    done         boolean     not null default false,
    primary key (reevaluation, partition)
) with (fillfactor = 20);

-- Which rules of a rulebook were live last: what a new release is compared with.
create table rulebook_live (
    rulebook text collate "C" primary key,
    rules    text collate "C" not null,
    release  text collate "C" not null
);
