-- What is said to members, and what became of it. Rendered text is personal data: erasing a member empties it.

CREATE TABLE message (
    id           uuid PRIMARY KEY,
    member_id    bigint NOT NULL,
    -- Named after the cause: planning the same thing again changes nothing.
    key          text COLLATE "C" NOT NULL,
    community    text NOT NULL,
    template     text NOT NULL,
    purpose      text NOT NULL,
    priority     smallint NOT NULL,
    values       jsonb NOT NULL,
    cause        text,
    channel      text NOT NULL,
    -- Channels that were tried and could not deliver.
    tried        text[] NOT NULL DEFAULT '{}',
    status       text NOT NULL,
    reason       text,
    planned_at   timestamptz NOT NULL,
    due          timestamptz NOT NULL,
    expires      timestamptz NOT NULL,
    attempts     smallint NOT NULL DEFAULT 0,
    -- On the database's clock, so that nodes agree.
    lease_until  timestamptz,
    -- When it began to count against the caps.
    counted_at   timestamptz,
    sent_at      timestamptz,
    provider_id  text,
    release      text,
    language     text,
    rendered     jsonb,
    history      jsonb NOT NULL DEFAULT '[]',
    UNIQUE (member_id, key)
) WITH (fillfactor = 80);

CREATE INDEX message_due ON message (channel, due) WHERE status IN ('planned', 'held');
CREATE INDEX message_in_hand ON message (channel, lease_until) WHERE status = 'sending';
CREATE INDEX message_counted ON message (member_id, counted_at) WHERE counted_at IS NOT NULL;

-- Addresses that bounced, complained or were blocked.
CREATE TABLE message_suppression (
    member_id    bigint NOT NULL,
    channel      text NOT NULL,
    reason       text NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (member_id, channel)
);

-- What members chose on their page.
CREATE TABLE message_preference (
    member_id    bigint PRIMARY KEY,
    channel      text NOT NULL,
    at           timestamptz NOT NULL
);

-- While a row is here nothing of this purpose leaves; '*' stands for everything.
CREATE TABLE message_freeze (
    purpose      text PRIMARY KEY,
    reason       text NOT NULL,
    by           text NOT NULL,
    at           timestamptz NOT NULL
);

-- Signs links; the newest signs, all of them verify.
CREATE TABLE message_secret (
    id           smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    secret       bytea NOT NULL,
    at           timestamptz NOT NULL DEFAULT now()
);

INSERT INTO message_secret (secret)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
