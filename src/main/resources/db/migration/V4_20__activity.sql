-- What each member did in each community, added up; written by the pipeline alone.
create table activity (
    member     bigint not null,
    community  text collate "C" not null,
    state      bytea  not null,
    -- Not later than the time from which the segments decided may no longer hold; null when only an event changes them.
    next_check timestamptz,
    primary key (member, community)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

create index activity_next_check on activity (next_check) where next_check is not null;
