-- What was answered to a request that carried an Idempotency-Key, so that its repetition does nothing and is answered alike.
CREATE TABLE idempotency_key (
    caller       text COLLATE "C" NOT NULL,
    key          text COLLATE "C" NOT NULL,
    request_hash bytea NOT NULL,
    started_at   timestamptz NOT NULL,
    -- Empty until the request was answered.
    status       smallint,
    content_type text,
    location     text,
    body         bytea,
    PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_key_by_age ON idempotency_key (started_at);
