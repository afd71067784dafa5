-- Bulk imports of files. `records` counts what was read and dealt with; it moves in the transaction that appends.

CREATE TABLE import (
    id          uuid PRIMARY KEY,
    name        text NOT NULL,
    file_name   text NOT NULL,
    file_hash   text NOT NULL,
    size        bigint NOT NULL,
    mapping     text NOT NULL,
    state       text NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'PAUSED', 'DONE', 'FAILED')),
    problem     text,
    records     bigint NOT NULL DEFAULT 0,
    bytes       bigint NOT NULL DEFAULT 0,
    accepted    bigint NOT NULL DEFAULT 0,
    duplicate   bigint NOT NULL DEFAULT 0,
    refused     bigint NOT NULL DEFAULT 0,
    started_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    owner       text,
    owned_until timestamptz NOT NULL DEFAULT '-infinity'
);

CREATE INDEX import_open ON import (created_at) WHERE state IN ('WAITING', 'RUNNING');

CREATE TABLE import_refusal (
    import_id   uuid NOT NULL REFERENCES import,
    record      bigint NOT NULL,
    line        bigint NOT NULL,
    code        text NOT NULL,
    field       text,
    detail      text NOT NULL,
    text        text NOT NULL,
    PRIMARY KEY (import_id, record)
);
