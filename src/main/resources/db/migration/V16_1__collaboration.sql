-- Work with a partner, from invitation to payment and retrospective; one run of a journey carries each.
CREATE SEQUENCE collaboration_run AS int;
CREATE TABLE collaboration (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    community    text        NOT NULL,
    partner      bigint      NOT NULL REFERENCES partner,
    title        text        NOT NULL,
    goal         text        NOT NULL,
    owner        text        NOT NULL,              -- who carries it, and never approves anything in it
    lead         text        NOT NULL,              -- who is told when the owner is late
    page         text        NOT NULL,              -- where its link leads
    code         text        NOT NULL UNIQUE,       -- what its link and its followers bring
    window_days  int         NOT NULL,              -- for how long after a visit an order counts for it
    publish_by   date        NOT NULL,
    journey      text        NOT NULL,
    run          uuid,
    run_number   int         NOT NULL,
    stage        text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('under-way', 'done', 'declined', 'refused', 'expired', 'cancelled')),
    fee          bigint,                            -- agreed by both sides
    link         text,                              -- where it was published
    disclosed    boolean,
    published_on date,
    verified_by  text,
    rating       int,
    cancelled_by text,
    reason       text,
    created_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    UNIQUE (journey, run_number)
);
CREATE INDEX collaboration_by_community ON collaboration (community, id);
CREATE INDEX collaboration_by_partner ON collaboration (partner, id);
CREATE INDEX collaboration_under_way ON collaboration (stage, id) WHERE state = 'under-way';

-- What both sides have offered, once for each answer.
CREATE TABLE collaboration_offer (
    collaboration bigint      NOT NULL,
    visit         text        NOT NULL,
    round         int         NOT NULL,
    side          text        NOT NULL CHECK (side IN ('us', 'partner')),
    amount        bigint      NOT NULL,
    by_whom       text        NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (collaboration, visit)
);

-- What people said and did, once for each step that they did.
CREATE TABLE collaboration_act (
    collaboration bigint      NOT NULL,
    visit         text        NOT NULL,
    stage         text        NOT NULL,
    element       text        NOT NULL,
    by_whom       text        NOT NULL,
    at            timestamptz NOT NULL,
    answers       jsonb       NOT NULL,
    PRIMARY KEY (collaboration, visit)
);

-- What is owed is paid once: the fee, or what was left of it when it ended early.
CREATE TABLE collaboration_payment (
    collaboration bigint      PRIMARY KEY,
    visit         text        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('fee', 'settlement')),
    amount        bigint      NOT NULL,
    reference     text,
    by_whom       text        NOT NULL,
    at            timestamptz NOT NULL
);

-- Figures as they stood at a step: what the platform shows, or what came by the code.
CREATE TABLE collaboration_figures (
    collaboration bigint      NOT NULL,
    visit         text        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('reported', 'attributed')),
    figures       jsonb       NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (collaboration, visit)
);

-- Members who came by a collaboration's code. The last one that they came by counts.
CREATE TABLE collaboration_touch (
    collaboration bigint      NOT NULL,
    member        bigint      NOT NULL,
    community     text        NOT NULL,
    first_at      timestamptz NOT NULL,
    last_at       timestamptz NOT NULL,
    joined_at     timestamptz,
    PRIMARY KEY (collaboration, member)
);
CREATE INDEX collaboration_touch_by_member ON collaboration_touch (member, community, last_at);

CREATE TABLE collaboration_order (
    event         text        PRIMARY KEY,          -- counted once
    collaboration bigint      NOT NULL,
    member        bigint      NOT NULL,
    amount        numeric     NOT NULL,
    at            timestamptz NOT NULL
);
CREATE INDEX collaboration_order_by_collaboration ON collaboration_order (collaboration);
CREATE INDEX collaboration_order_by_member ON collaboration_order (member);

-- How often a collaboration's own link was opened, by day.
CREATE TABLE collaboration_click (
    collaboration bigint NOT NULL,
    day           date   NOT NULL,
    clicks        bigint NOT NULL,
    PRIMARY KEY (collaboration, day)
);
