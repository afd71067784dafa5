-- Bringing the live runs of workflows to the versions of a release, in the background: who asked, why, and how far it is.
CREATE TABLE run_migration (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release  text        NOT NULL REFERENCES release (hash),
    state    text        NOT NULL CHECK (state IN ('running', 'done')),
    reason   text        NOT NULL,
    asked_by text        NOT NULL,
    asked_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX run_migration_only_one ON run_migration ((state)) WHERE state = 'running';
CREATE INDEX run_migration_by_release ON run_migration (release, id);

-- The runs of one version of one workflow, in the order of their numbers.
CREATE TABLE run_migration_part (
    migration       bigint  NOT NULL REFERENCES run_migration (id),
    journey         text    NOT NULL,
    from_definition text    NOT NULL,
    to_definition   text    NOT NULL,
    from_version    integer NOT NULL,
    to_version      integer NOT NULL,
    runs            bigint  NOT NULL, -- when it began
    position        uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    migrated        bigint  NOT NULL DEFAULT 0,
    stayed          bigint  NOT NULL DEFAULT 0,
    done            boolean NOT NULL DEFAULT false,
    PRIMARY KEY (migration, from_definition)
);

-- Runs that could not be brought over, and why; they go on in their version.
CREATE TABLE run_migration_stay (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration bigint NOT NULL REFERENCES run_migration (id),
    run       uuid   NOT NULL,
    journey   text   NOT NULL,
    step      text,
    why       text   NOT NULL,
    UNIQUE (migration, run)
);

CREATE INDEX run_living_by_definition ON run (definition, id) WHERE state IN ('running', 'suspended');
