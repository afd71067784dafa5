-- Each entry of the audit gets a number and a fingerprint over itself and the entry before, so that one that is changed, taken
-- away or put between is found, even where somebody has the database to themselves.
CREATE TABLE audit_seal (
    number bigint PRIMARY KEY,
    entry  uuid NOT NULL UNIQUE,
    hash   bytea NOT NULL
);
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- What waits for it, in the order in which it came.
CREATE TABLE audit_unsealed (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry  uuid NOT NULL
);
CREATE FUNCTION audit_is_to_be_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unsealed (entry) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_to_be_sealed AFTER INSERT ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_to_be_sealed();
INSERT INTO audit_unsealed (entry) SELECT id FROM audit ORDER BY id;
