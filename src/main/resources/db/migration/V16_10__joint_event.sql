-- Events that we hold together with partners: who brings what, and what came of it.
CREATE TABLE joint_event (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    community    text        NOT NULL,
    title        text        NOT NULL,
    about        text        NOT NULL,
    page         text        NOT NULL,              -- where its links lead
    owner        text        NOT NULL,
    lead         text        NOT NULL,              -- who gets what is left undone
    code         text        NOT NULL UNIQUE,       -- of the event as a whole; its partners have codes of their own
    window_days  int         NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    cancelled_by text,
    reason       text,
    created_at   timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX joint_event_by_community ON joint_event (community, id);

CREATE TABLE joint_event_partner (
    event   bigint NOT NULL REFERENCES joint_event,
    partner bigint NOT NULL REFERENCES partner,
    share   int    NOT NULL CHECK (share BETWEEN 1 AND 100),   -- of what comes by the event, in percent
    code    text   NOT NULL UNIQUE,
    PRIMARY KEY (event, partner)
);
CREATE INDEX joint_event_by_partner ON joint_event_partner (partner, event);

-- What each side does for it, by when; nobody's is ours.
CREATE TABLE joint_event_duty (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event   bigint      NOT NULL REFERENCES joint_event,
    partner bigint,
    what    text        NOT NULL,
    due     timestamptz NOT NULL,
    done_at timestamptz,
    done_by text,
    kept    boolean,                                -- whether it was done as promised
    note    text
);
CREATE INDEX joint_event_duty_by_event ON joint_event_duty (event, due);

-- By whose code members came; partner 0 is the code of the event as a whole.
CREATE TABLE joint_event_touch (
    event     bigint      NOT NULL,
    member    bigint      NOT NULL,
    partner   bigint      NOT NULL,
    community text        NOT NULL,
    first_at  timestamptz NOT NULL,
    last_at   timestamptz NOT NULL,
    PRIMARY KEY (event, member, partner)
);
CREATE INDEX joint_event_touch_by_member ON joint_event_touch (member, community, last_at);

-- Who joined, and what was ordered, once each.
CREATE TABLE joint_event_result (
    key    text        PRIMARY KEY,                 -- the order's event, or the member and community who joined
    event  bigint      NOT NULL,
    member bigint      NOT NULL,
    amount numeric,                                 -- absent where somebody joined
    at     timestamptz NOT NULL
);
CREATE INDEX joint_event_result_by_event ON joint_event_result (event, member);
CREATE INDEX joint_event_result_by_member ON joint_event_result (member);
