-- What activity is collected by day or added up, beyond what each release that is live needs. Ready once it was read
-- from the log for all members; collected from the moment that the row is here.
create table collected_need (
    type  text    collate "C" not null,
    field text    collate "C" not null default '', -- empty for the days of the type
    days  integer not null,
    ready boolean not null default false,
    primary key (type, field, days)
);

-- Reading from the log, member by member, what nobody collected before.
create table backfill (
    id       uuid        primary key,
    release  text        collate "C" not null, -- that needs it
    state    text        not null check (state in ('running', 'done')),
    members  bigint      not null,
    oldest   timestamptz, -- the first event that the log still has
    partial  bigint      not null default 0, -- members of whom the log doesn't have all events any more
    asked_at timestamptz not null,
    ended_at timestamptz
);
create unique index backfill_only_one on backfill ((true)) where state = 'running';

create table backfill_part (
    backfill  uuid        not null references backfill (id) on delete cascade,
    partition smallint    not null,
    member    bigint      not null default 1,
    community text collate "C" not null default '',
    looked    bigint      not null default 0,
    done      boolean     not null default false,
    primary key (backfill, partition)
) with (fillfactor = 20);
