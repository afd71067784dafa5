-- Words that receipts repeat: releases, rules, communities.
CREATE TABLE receipt_word (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    word text COLLATE "C" NOT NULL UNIQUE
);

-- Why something was granted, opened, started or sent: one row for each rule that fired and had outcomes.
CREATE TABLE receipt (
    id           uuid NOT NULL,
    at           timestamptz NOT NULL,
    member_id    bigint NOT NULL,
    release_word integer NOT NULL,
    rule_word    integer NOT NULL,
    community_word integer NOT NULL,
    event        text COLLATE "C",
    rulebook     text COLLATE "C" NOT NULL,
    -- What was seen, sentence by sentence, and what was asked for: JSON, only ever read as a whole.
    seen         text NOT NULL,
    outcomes     text NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);

CREATE INDEX receipt_by_member ON receipt (member_id, id);
CREATE INDEX receipt_by_rule ON receipt (rule_word, id);
CREATE INDEX receipt_by_event ON receipt (event) WHERE event IS NOT NULL;

-- Makes the month that holds a moment. Attached rather than created in place, so that readers and writers go on.
CREATE FUNCTION make_receipt_month(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    first_day date := date_trunc('month', moment AT TIME ZONE 'UTC')::date;
    name text := 'receipt_' || to_char(first_day, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_receipt_month'));
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE receipt INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE receipt ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
        first_day::text || ' 00:00:00+00', (first_day + interval '1 month')::date::text || ' 00:00:00+00');
END $$;

-- Drops the months that ended before a moment, and says how many they were.
CREATE FUNCTION drop_receipt_months(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    month text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_receipt_month'));
    FOR month IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'receipt'::regclass
          AND to_date(substr(c.relname, 9), 'YYYY_MM') + interval '1 month' <= before AT TIME ZONE 'UTC'
    LOOP
        EXECUTE format('DROP TABLE %I', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
