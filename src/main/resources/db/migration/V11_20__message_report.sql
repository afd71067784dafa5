-- What providers say became of messages, once each. Who told is part of the key: two providers may count alike.
CREATE TABLE message_report (
    source       text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    message_id   uuid NOT NULL,
    kind         text NOT NULL,
    lasting      boolean NOT NULL,
    detail       text,
    at           timestamptz NOT NULL,
    received_at  timestamptz NOT NULL,
    PRIMARY KEY (source, id)
);

CREATE INDEX message_report_by_message ON message_report (message_id);

-- The gravest that was reported: delivered, bounced or complained.
ALTER TABLE message ADD COLUMN report text;
ALTER TABLE message ADD COLUMN reported_at timestamptz;
-- An erased member's message: nothing that identifies is written to it any more.
ALTER TABLE message ADD COLUMN forgotten boolean NOT NULL DEFAULT false;

CREATE INDEX message_by_provider_id ON message (provider_id) WHERE provider_id IS NOT NULL;

-- Up to when the texts of old messages were dropped.
CREATE TABLE message_retention (
    single       boolean PRIMARY KEY DEFAULT true CHECK (single),
    texts_until  timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO message_retention DEFAULT VALUES;
