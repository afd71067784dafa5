-- Promotions: a plan for an audience, who agreed to it, and what came of it.
CREATE TABLE promotion (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    community    text        NOT NULL,
    title        text        NOT NULL,
    plan         jsonb       NOT NULL,
    hash         text        NOT NULL,              -- of the plan; what people agree to
    author       text        NOT NULL,              -- who wrote the plan as it is now
    state        text        NOT NULL CHECK (state IN ('draft', 'approval', 'approved', 'running', 'settled', 'refused', 'expired', 'cancelled')),
    paused_by    text,
    paused_at    timestamptz,
    run          uuid,
    run_number   int         UNIQUE,
    work         text        CHECK (work IN ('select', 'send', 'settle')),
    element      text,                              -- where the run stays for that work
    stage        text,
    failure      text,                              -- why the work could not be done the last time
    members      bigint,
    held_out     bigint,
    waves        int,
    reacted_upto timestamptz,                       -- reactions accepted until then have been noted
    report       jsonb,                             -- as it was settled
    created_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX promotion_by_community ON promotion (community, id);
CREATE INDEX promotion_with_work ON promotion (id) WHERE work IS NOT NULL;
CREATE SEQUENCE promotion_run AS int;

-- Who is in the audience. Wave 0 is held out: told nothing, to be compared with.
CREATE TABLE promotion_audience (
    promotion  bigint      NOT NULL,
    member     bigint      NOT NULL,
    wave       int         NOT NULL,
    reacted_at timestamptz,
    amount     numeric,
    PRIMARY KEY (promotion, member)
);
CREATE INDEX promotion_audience_by_wave ON promotion_audience (promotion, wave, member);
CREATE INDEX promotion_audience_by_member ON promotion_audience (member);

-- One for each stage and wave; the cursor is the last member whose message is planned.
CREATE TABLE promotion_wave (
    promotion bigint      NOT NULL,
    stage     text        NOT NULL,
    wave      int         NOT NULL,
    due       timestamptz NOT NULL,
    cursor    bigint      NOT NULL DEFAULT 0,
    planned   bigint      NOT NULL DEFAULT 0,
    begun_at  timestamptz,
    done_at   timestamptz,
    PRIMARY KEY (promotion, stage, wave)
);

CREATE TABLE promotion_approval (
    promotion  bigint      NOT NULL,
    run_number int         NOT NULL,
    people     text        NOT NULL,                -- the group that is asked
    hash       text        NOT NULL,
    reasons    text[]      NOT NULL,
    said       boolean,
    by_whom    text,
    at         timestamptz,
    remark     text,
    PRIMARY KEY (promotion, run_number, people)
);
