-- What the running server may do: work with every table, but change none, and only add to the audit and the ledger.
DO $$
DECLARE
    worker text := '${application}';
    item record;
BEGIN
    IF worker = '' OR worker = current_user THEN
        RETURN;
    END IF;
    FOR item IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
          AND NOT c.relispartition
          AND c.relname NOT IN ('audit', 'audit_seal', 'ledger_entry', 'flyway_schema_history')
          AND NOT has_table_privilege(worker, c.oid, 'DELETE')
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', item.name, worker);
    END LOOP;
    IF to_regclass('public.audit') IS NOT NULL THEN
        EXECUTE format('GRANT SELECT, INSERT ON audit TO %I', worker);
    END IF;
    IF to_regclass('public.audit_seal') IS NOT NULL THEN
        EXECUTE format('GRANT SELECT, INSERT ON audit_seal TO %I', worker);
    END IF;
    IF to_regclass('public.ledger_entry') IS NOT NULL THEN
        EXECUTE format('GRANT SELECT, INSERT ON ledger_entry TO %I', worker);
        EXECUTE format('REVOKE UPDATE, DELETE ON ledger_entry FROM %I', worker);
    END IF;
    IF to_regclass('public.flyway_schema_history') IS NOT NULL THEN
        EXECUTE format('GRANT SELECT ON flyway_schema_history TO %I', worker);
    END IF;
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', worker);
    EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO %I', worker);
END
$$;
