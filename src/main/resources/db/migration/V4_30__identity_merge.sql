-- Members who turned out to be one person. The alias's number leads to the member as long as the merge isn't undone.
create table identity_merge (
    id           uuid        primary key,
    member       bigint      not null,
    alias        bigint      not null,
    reason       text        not null,
    merged_by    text        not null,
    merged_at    timestamptz not null,
    -- The last position of the member's partition before, and of all partitions, the first one first: what both did
    -- since lies behind them, in whichever partition, as the member may have been merged again meanwhile.
    position     bigint      not null,
    positions    bigint[]    not null default '{}',
    undone_at    timestamptz,
    undone_by    text,
    undone_why   text
);

create unique index identity_merge_alias on identity_merge (alias) where undone_at is null;
create index identity_merge_member on identity_merge (member, id);

-- What a merge moved, and how it was before: what undoing brings back.
create table identity_merge_kept (
    merge uuid not null references identity_merge (id) on delete cascade,
    kind  text collate "C" not null,
    id    text collate "C" not null,
    data  text,
    primary key (merge, kind, id)
);

-- The member that a number stands for.
create function current_member(number bigint) returns bigint
language sql stable as $$
    with recursive led (id) as (
        select number
        union all
        select g.member from led join identity_merge g on g.alias = led.id and g.undone_at is null)
    select id from led where not exists (
        select from identity_merge g where g.alias = led.id and g.undone_at is null)
$$;
