-- What one day may add to a member's score at most, and what each day counted where there is such a limit.
alter table challenge add column most_per_day numeric check (most_per_day > 0);

create table challenge_day (
    challenge bigint  not null,
    member    bigint  not null,
    day       date    not null, -- of the community
    amount    numeric not null, -- with what was above the limit
    primary key (challenge, member, day)
) with (fillfactor = 80);
create index challenge_day_of_member on challenge_day (member);
