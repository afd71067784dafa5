-- A release's receipts lie together, as releases follow each other: a small index that costs writers next to nothing finds them.
CREATE INDEX receipt_by_release ON receipt USING brin (release_word) WITH (pages_per_range = 32);

-- Taking back what a release's decisions granted, in the background.
CREATE TABLE release_reversal (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release  text        NOT NULL REFERENCES release (hash),
    since    timestamptz,          -- only what was decided from then on
    state    text        NOT NULL CHECK (state IN ('running', 'done')),
    reason   text        NOT NULL,
    asked_by text        NOT NULL,
    asked_at timestamptz NOT NULL,
    receipts bigint      NOT NULL, -- to be looked at
    looked   bigint      NOT NULL DEFAULT 0,
    position uuid        NOT NULL, -- the last one that was looked at
    last     uuid        NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX release_reversal_only_one ON release_reversal (release) WHERE state = 'running';
CREATE INDEX release_reversal_by_release ON release_reversal (release, id);

-- What became of each thing that was granted. The key makes sure that nothing is taken back twice.
CREATE TABLE reversed_effect (
    id        bigint GENERATED ALWAYS AS IDENTITY,
    reversal  bigint NOT NULL REFERENCES release_reversal (id),
    kind      text COLLATE "C" NOT NULL, -- points, badge, coupon, privilege, gift, case
    effect    text COLLATE "C" NOT NULL, -- names it once and for ever
    member    bigint NOT NULL,
    community text COLLATE "C" NOT NULL,
    what      text   NOT NULL,
    wanted    bigint NOT NULL,
    taken     bigint NOT NULL DEFAULT 0,
    problem   text COLLATE "C",          -- why not, or not all of it
    PRIMARY KEY (kind, effect)
);
CREATE INDEX reversed_effect_by_reversal ON reversed_effect (reversal, kind);
CREATE INDEX reversed_effect_left ON reversed_effect (reversal, id) WHERE problem IS NOT NULL;

CREATE INDEX escalation_case_by_receipt ON escalation_case (receipt) WHERE status <> 'closed';
