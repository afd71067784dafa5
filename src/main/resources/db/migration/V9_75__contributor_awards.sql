-- Every month the best contributors are listed by a figure, and people choose one of them.
create table contributor_award (
    id          bigint generated always as identity primary key,
    community   text collate "C" not null,
    name_zh     text        not null,
    name_en     text        not null,
    segment     text collate "C", -- who may be listed; null for all members
    measure     text collate "C" not null check (measure in ('points', 'count')),
    event_type  text collate "C", -- of count
    listed      integer     not null check (listed between 2 and 20),
    voters      integer     not null check (voters between 1 and 9),
    voter_group text collate "C" not null,
    template    text collate "C", -- of the announcement; null for none
    prize       jsonb,
    closed_at   timestamptz,
    created_by  text        not null,
    created_at  timestamptz not null
);
create index contributor_award_by_community on contributor_award (community, id);
create index contributor_award_open on contributor_award (id) where closed_at is null;

create table contributor_round (
    award       bigint      not null,
    month       date        not null,
    state       text collate "C" not null check (state in ('choosing', 'announcing', 'done', 'nobody')),
    opened_at   timestamptz not null,
    winner      bigint,
    chosen_at   timestamptz,
    told        bigint      not null default 0, -- the last member who was told
    told_count  bigint      not null default 0,
    primary key (award, month)
);
create index contributor_round_announcing on contributor_round (award, month) where state = 'announcing';

create table contributor_candidate (
    award  bigint  not null,
    month  date    not null,
    place  integer not null,
    member bigint  not null,
    score  numeric not null,
    primary key (award, month, member)
);
create index contributor_candidate_member on contributor_candidate (member);

create table contributor_vote (
    award  bigint      not null,
    month  date        not null,
    voter  text collate "C" not null,
    member bigint      not null,
    reason text        not null,
    at     timestamptz not null,
    primary key (award, month, voter)
);
