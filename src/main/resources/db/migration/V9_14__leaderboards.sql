-- Members who do not want to be on a leaderboard.
create table leaderboard_absence (
    member    bigint      not null,
    community text collate "C" not null,
    at        timestamptz not null,
    primary key (community, member)
);
create index leaderboard_absence_of_member on leaderboard_absence (member);
create index standing_by_earned on standing (community, earned desc, member) where earned > 0;
