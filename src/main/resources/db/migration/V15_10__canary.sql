-- A release that a stable share of the members tries before it is everybody's. At most one at a time.
CREATE TABLE canary (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release       text        NOT NULL REFERENCES release (hash),
    base          text        NOT NULL REFERENCES release (hash), -- the live release, which decides for all others
    percent       smallint    NOT NULL CHECK (percent BETWEEN 1 AND 99),
    state         text        NOT NULL CHECK (state IN ('running', 'everyone', 'stopped', 'halted', 'superseded')),
    title         text        NOT NULL,
    why           text        NOT NULL,
    draft         bigint,
    agreed        text[]      NOT NULL,
    most_errors   bigint,               -- limits at which it halts by itself; null for none
    most_opt_outs bigint,
    most_cases    bigint,
    most_points   bigint,
    started_by    text        NOT NULL,
    started_at    timestamptz NOT NULL,
    ended_by      text,
    ended_at      timestamptz,
    note          text                  -- why it ended
);
CREATE UNIQUE INDEX canary_only_one ON canary ((state)) WHERE state = 'running';
CREATE INDEX canary_by_release ON canary (release);

-- What was decided for each of both groups while it ran, written with the decisions. A slot is a partition of the log, so
-- that workers never wait for each other.
CREATE TABLE canary_figure (
    canary bigint           NOT NULL REFERENCES canary (id),
    tried  boolean          NOT NULL, -- by the new release
    slot   integer          NOT NULL,
    figure text COLLATE "C" NOT NULL,
    count  bigint           NOT NULL,
    amount bigint           NOT NULL DEFAULT 0,
    PRIMARY KEY (canary, tried, slot, figure)
) WITH (fillfactor = 50);

-- Whether a member is in the share: the same for ever for one release, see io.hearth.content.Share.
CREATE FUNCTION in_share(release text, community text, member bigint, percent integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('x' || encode(substring(sha256(convert_to(release || '/' || community || '/m-' || member, 'UTF8')) FROM 1 FOR 4), 'hex'))
        ::bit(32)::bigint % 100 < percent
$$;

ALTER TABLE draft DROP CONSTRAINT draft_state_check;
ALTER TABLE draft ADD CONSTRAINT draft_state_check CHECK (state IN ('open', 'canary', 'published', 'discarded'));

-- When a share of the members begins or ends to be decided by other rules, all are decided anew.
ALTER TABLE reevaluation DROP CONSTRAINT reevaluation_reason_check;
ALTER TABLE reevaluation ADD CONSTRAINT reevaluation_reason_check CHECK (reason IN ('release', 'person', 'canary'));

-- Opt-outs since a moment are counted by both groups.
CREATE INDEX consent_history_by_time ON consent_history USING brin (at) WITH (pages_per_range = 16);
