-- What was given to those who did best, were drawn or were chosen: once for each cause.
create table prize_given (
    cause     text collate "C" primary key,
    contest   text collate "C" not null, -- challenge/3, draw/5, contributor-award/2/2026-03
    place     integer     not null,
    member    bigint      not null,
    community text collate "C" not null,
    prize     jsonb       not null,
    given     boolean     not null,
    detail    text, -- the coupon's code, the gift's redemption, or why it was not given
    at        timestamptz not null
);
create index prize_given_by_contest on prize_given (contest, place);
create index prize_given_to_member on prize_given (member);

create table challenge (
    id          bigint generated always as identity primary key,
    community   text collate "C" not null,
    name_zh     text        not null,
    name_en     text        not null,
    about       text,
    segment     text collate "C", -- who may enter; null for all members
    measure     text collate "C" not null check (measure in ('count', 'sum', 'points', 'judged')),
    event_type  text collate "C", -- of count and sum
    field       text collate "C", -- of sum
    rule        text collate "C", -- of points
    judges      integer     not null default 0,
    judge_group text collate "C",
    prizes      jsonb       not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    closed_at   timestamptz,
    closed_by   text,
    created_by  text        not null,
    created_at  timestamptz not null,
    check (starts_at < ends_at)
);
create index challenge_by_community on challenge (community, id);
create index challenge_ending on challenge (ends_at) where closed_at is null;

create table challenge_entry (
    challenge  bigint      not null,
    member     bigint      not null,
    entered_at timestamptz not null,
    score      numeric     not null default 0,
    scored_at  timestamptz not null, -- who reached a score first is ahead of others with the same
    entry      text,
    link       text,
    judged     integer     not null default 0,
    out        text,       -- why it is not ranked
    primary key (challenge, member)
) with (fillfactor = 80);
create index challenge_board on challenge_entry (challenge, score desc, scored_at, member) where out is null;
create index challenge_entry_of_member on challenge_entry (member);

create table challenge_judgement (
    challenge bigint      not null,
    member    bigint      not null,
    judge     text collate "C" not null,
    score     numeric     not null,
    note      text,
    at        timestamptz not null,
    primary key (challenge, member, judge)
);
