-- Partners: people and brands that bring others, what they ask for, what speaks against them, and how well they fit.
CREATE TABLE partner (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    community   text        NOT NULL,
    profile     jsonb       NOT NULL,
    member      bigint,                             -- who is a member, too
    audience    bigint      NOT NULL,               -- followers on all platforms
    score       int,                                -- fit, 0 to 100, as it was assessed last
    assessed_at timestamptz,
    version     int         NOT NULL DEFAULT 1,
    created_by  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL
);
CREATE INDEX partner_by_community ON partner (community, id);
CREATE INDEX partner_by_fit ON partner (community, (coalesce(score, -1)), id);
CREATE INDEX partner_by_member ON partner (member) WHERE member IS NOT NULL;

-- Each time that rules judged a partner: never altered.
CREATE TABLE partner_assessment (
    partner bigint      NOT NULL,
    key     text        NOT NULL,                   -- what asked for it: assessed once for each
    at      timestamptz NOT NULL,
    release text        NOT NULL,
    score   int         NOT NULL,
    reasons jsonb       NOT NULL,
    facts   jsonb       NOT NULL,
    PRIMARY KEY (partner, key)
);
CREATE INDEX partner_assessment_by_time ON partner_assessment (partner, at);
