-- Programmes by which members invite others: what an invited member does on the way, and what both get for it.
create table referral_programme (
    id             bigint generated always as identity primary key,
    community      text collate "C" not null,
    name           text        not null,
    steps          jsonb       not null, -- in their order; the last one is the qualified action
    page           text        not null, -- where an invitation leads
    within_days    integer     not null check (within_days between 1 and 365),
    inviter_points bigint      not null check (inviter_points >= 0),
    invited_points bigint      not null check (invited_points >= 0),
    wait_days      integer     not null check (wait_days between 0 and 365),
    most_an_hour   integer     not null check (most_an_hour between 1 and 1000),
    starts_at      timestamptz,
    ends_at        timestamptz,
    closed_at      timestamptz,
    created_by     text        not null,
    created_at     timestamptz not null
);
create index referral_programme_by_community on referral_programme (community, id);

create table invitation_code (
    code       text collate "C" primary key,
    programme  bigint      not null,
    made_for   bigint      not null, -- one for each member, whoever that number stands for later
    member     bigint      not null,
    created_at timestamptz not null,
    unique (programme, made_for)
);
create index invitation_code_of_member on invitation_code (member);

-- One invited member in one programme, whoever invited first.
create table referral (
    id             bigint generated always as identity primary key,
    programme      bigint      not null,
    community      text collate "C" not null,
    code           text collate "C" not null,
    inviter        bigint      not null,
    invited        bigint      not null,
    state          text collate "C" not null
        check (state in ('visited', 'joined', 'qualified', 'held', 'rewarded', 'refused', 'expired')),
    done           jsonb       not null default '[]', -- the steps that were taken: event, type and time
    visited_at     timestamptz,
    joined_at      timestamptz,
    qualified_at   timestamptz,
    expires_at     timestamptz not null,
    suspicions     text[]      not null default '{}',
    about          text collate "C", -- the object of the case that decides
    device         text collate "C", -- a hash
    inviter_points bigint      not null default 0, -- what was given
    invited_points bigint      not null default 0,
    settled_at     timestamptz,
    settled_by     text,
    note           text,
    unique (programme, invited)
) with (fillfactor = 80);
create index referral_of_invited on referral (invited);
create index referral_of_inviter on referral (programme, inviter, state);
create index referral_by_inviter on referral (inviter, joined_at);
create index referral_qualified on referral (id) where state = 'qualified';
create index referral_expiring on referral (expires_at) where state in ('visited', 'joined');
create index referral_held on referral (inviter, about) where state = 'held';
create index referral_by_device on referral (programme, device) where device is not null;
