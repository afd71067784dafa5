-- What is said at a line stays with what the line said; a step of a workflow can be spoken about; remarks are answered and settled.
ALTER TABLE draft_comment
    ADD COLUMN element     text,
    ADD COLUMN quote       text,
    ADD COLUMN answers     bigint REFERENCES draft_comment (id),
    ADD COLUMN settled_by  text,
    ADD COLUMN settled_at  timestamptz;
