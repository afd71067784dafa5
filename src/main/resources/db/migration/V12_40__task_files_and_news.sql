-- When somebody means to look at a task again, how far a late one has gone up, what is still to be told of it, and files beside it.
ALTER TABLE task
    ADD COLUMN follow_up      timestamptz,
    ADD COLUMN escalate_by    text,                       -- the rulebook that says who is next
    ADD COLUMN escalate_every bigint,                     -- seconds from one level to the next
    ADD COLUMN level          integer NOT NULL DEFAULT 0, -- how often it went up
    ADD COLUMN news           text;                       -- what whoever has it is still to be told
CREATE INDEX task_to_follow_up ON task (follow_up) WHERE state = 'open' AND follow_up IS NOT NULL;
CREATE INDEX task_with_news ON task (id) WHERE news IS NOT NULL;

CREATE TABLE task_file (
    id      uuid        PRIMARY KEY,
    task    uuid        NOT NULL,
    name    text        NOT NULL,
    bytes   bigint      NOT NULL,
    content bytea       NOT NULL,
    by_whom text        NOT NULL,
    at      timestamptz NOT NULL
);
CREATE INDEX task_file_by_task ON task_file (task, id);
