-- What rulebooks were compiled to, by the hash of what they were compiled from and by.
CREATE TABLE compiled_rulebook (
    source    text COLLATE "C" PRIMARY KEY,
    code      bytea NOT NULL,
    code_hash text COLLATE "C" NOT NULL,
    used_at   timestamptz NOT NULL
);
ALTER TABLE compiled_rulebook ALTER COLUMN code SET STORAGE EXTERNAL;
