-- Who is in which segment now. A member put in by hand and by rules has two rows.
create table segment_member (
    member     bigint      not null,
    community  text collate "C" not null,
    segment    text collate "C" not null,
    by_hand    boolean     not null default false,
    entered_at timestamptz not null,
    receipt    uuid,
    rule       text collate "C",
    put_by     text,
    primary key (member, community, segment, by_hand)
);

create index segment_member_by_segment on segment_member (segment, community, member);

create table segment_history (
    id        bigint generated always as identity primary key,
    member    bigint      not null,
    community text collate "C" not null,
    segment   text collate "C" not null,
    entered   boolean     not null,
    by_hand   boolean     not null default false,
    at        timestamptz not null,
    receipt   uuid,
    rule      text collate "C",
    put_by    text
);

create index segment_history_by_segment on segment_history (segment, id);
create index segment_history_by_member on segment_history (member, id);
create index segment_history_by_time on segment_history using brin (at);
