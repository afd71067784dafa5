-- How much may be sent or spent for a purpose or for a folder of templates, and how much was.
CREATE TABLE message_budget (
    scope        text NOT NULL,
    name         text COLLATE "C" NOT NULL,
    period       text NOT NULL,
    messages     bigint,
    cost         numeric(16, 4),
    set_by       text NOT NULL,
    set_at       timestamptz NOT NULL,
    PRIMARY KEY (scope, name)
);

-- Counted when a message is claimed, under the row's lock, and given back when it was surely not sent.
CREATE TABLE message_spent (
    scope        text NOT NULL,
    name         text COLLATE "C" NOT NULL,
    since        date NOT NULL,
    messages     bigint NOT NULL DEFAULT 0,
    cost         numeric(16, 4) NOT NULL DEFAULT 0,
    PRIMARY KEY (scope, name, since)
) WITH (fillfactor = 30);
