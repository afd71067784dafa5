-- People who work here, how they come in, and what they did.

CREATE TABLE person (
    name                 text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    display_name         text NOT NULL,
    password_hash        text NOT NULL,
    must_change_password boolean NOT NULL,
    roles                text[] NOT NULL,
    active               boolean NOT NULL DEFAULT true,
    created_at           timestamptz NOT NULL
);

CREATE TABLE people_group (
    name       text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    created_at timestamptz NOT NULL
);

CREATE TABLE people_group_member (
    people_group text NOT NULL REFERENCES people_group,
    person       text NOT NULL REFERENCES person,
    PRIMARY KEY (people_group, person)
);
CREATE INDEX people_group_member_person ON people_group_member (person);

CREATE TABLE absence (
    id         uuid PRIMARY KEY,
    person     text NOT NULL REFERENCES person,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    substitute text REFERENCES person,
    CHECK (starts_at < ends_at)
);
CREATE INDEX absence_person ON absence (person, ends_at);

-- Only a hash of the token is kept: whoever reads the table can't log in with it.
CREATE TABLE login_session (
    token_hash bytea PRIMARY KEY,
    person     text NOT NULL REFERENCES person,
    created_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL
);
CREATE INDEX login_session_person ON login_session (person);

CREATE TABLE login_failure (
    subject  text PRIMARY KEY,
    failures integer NOT NULL,
    since    timestamptz NOT NULL
);

CREATE TABLE api_key (
    id          uuid PRIMARY KEY,
    name        text NOT NULL,
    secret_hash bytea NOT NULL UNIQUE,
    scopes      text[] NOT NULL,
    sources     text[] NOT NULL,
    created_by  text NOT NULL,
    created_at  timestamptz NOT NULL,
    revoked_at  timestamptz
);

CREATE TABLE audit (
    id      uuid PRIMARY KEY,
    at      timestamptz NOT NULL,
    by      text NOT NULL,
    act     text NOT NULL,
    subject text NOT NULL,
    before  jsonb,
    after   jsonb
);
CREATE INDEX audit_subject ON audit (subject, id);
CREATE INDEX audit_by ON audit (by, id);

-- The server's own role may not even try; this holds for the owner's slips as well.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
