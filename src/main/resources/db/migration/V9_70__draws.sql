-- A draw: who may win, how many tickets each has, and what it was decided by, so that anybody can check it afterwards.
create table prize_draw (
    id            bigint generated always as identity primary key,
    community     text collate "C" not null,
    name_zh       text        not null,
    name_en       text        not null,
    segment       text collate "C", -- who may take part; null for all members
    ticket_event  text collate "C", -- each such event is one ticket; null for one ticket by entering
    most_tickets  integer     not null check (most_tickets between 1 and 1000),
    prizes        jsonb       not null,
    commitment    text collate "C" not null, -- SHA-256 of the secret, known from the beginning
    secret        text collate "C" not null, -- told once it is drawn
    public_source text,       -- where a number comes from that nobody can know before the end, if there is one
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    list          text,       -- all who take part as they were when it was closed
    list_hash     text collate "C",
    closed_at     timestamptz,
    public_value  text,
    seed          text collate "C",
    drawn_at      timestamptz,
    drawn_by      text,
    created_by    text        not null,
    created_at    timestamptz not null,
    check (starts_at < ends_at)
);
create index prize_draw_by_community on prize_draw (community, id);
create index prize_draw_ending on prize_draw (ends_at) where drawn_at is null;

create table draw_entry (
    draw       bigint      not null,
    member     bigint      not null,
    tickets    integer     not null check (tickets > 0),
    entered_at timestamptz not null,
    primary key (draw, member)
) with (fillfactor = 80);
create index draw_entry_of_member on draw_entry (member);
