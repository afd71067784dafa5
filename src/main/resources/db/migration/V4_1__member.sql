-- Members, the identities that platforms know them by, what is known about them, and what they agreed to.

CREATE SEQUENCE member_id AS bigint CACHE 50;

CREATE TABLE member (
    id          bigint PRIMARY KEY,
    created_at  timestamptz NOT NULL,
    name        text,
    email       text,
    phone       text,
    language    text,
    zone        text,
    -- {"city": {"value": "Shanghai", "source": "crm", "at": "2026-01-02T03:04:05Z", "purpose": "events"}}
    attributes  jsonb NOT NULL DEFAULT '{}',
    erased_at   timestamptz
) WITH (fillfactor = 90);

CREATE INDEX member_by_name ON member (lower(name) text_pattern_ops) WHERE name IS NOT NULL;

-- Several identities may lead to one member.
CREATE TABLE identity (
    platform    text COLLATE "C" NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    member_id   bigint NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (platform, external_id)
);

CREATE INDEX identity_by_member ON identity (member_id);
CREATE INDEX identity_by_external_id ON identity (external_id);

-- An erased identity is kept as a keyed hash only: enough to refuse it, not enough to read it.
CREATE TABLE erased_identity (
    hash        bytea PRIMARY KEY,
    erased_at   timestamptz NOT NULL,
    refused     bigint NOT NULL DEFAULT 0
);

CREATE TABLE erasure_key (
    single      boolean PRIMARY KEY DEFAULT true CHECK (single),
    key         bytea NOT NULL
);

INSERT INTO erasure_key (key)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

CREATE TABLE consent (
    member_id   bigint NOT NULL,
    purpose     text NOT NULL,
    channel     text NOT NULL,
    granted     boolean NOT NULL,
    at          timestamptz NOT NULL,
    source      text NOT NULL,
    PRIMARY KEY (member_id, purpose, channel)
);

CREATE TABLE consent_history (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id   bigint NOT NULL,
    purpose     text NOT NULL,
    channel     text NOT NULL,
    granted     boolean NOT NULL,
    at          timestamptz NOT NULL,
    source      text NOT NULL,
    recorded_by text NOT NULL
);

CREATE INDEX consent_history_by_member ON consent_history (member_id, id);
