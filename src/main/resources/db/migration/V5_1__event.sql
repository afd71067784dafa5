-- The log. Positions are given out under the lock of a partition's head row, in the transaction that appends.

CREATE TABLE log_head (
    partition     smallint PRIMARY KEY,
    next_position bigint NOT NULL DEFAULT 1,
    -- Rises when an identity of this partition is erased or moved, so that appenders look identities up anew.
    epoch         bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20);

-- How far a partition was decided, and by whom. Not in log_head, so that appending and deciding don't wait for each other.
CREATE TABLE log_lease (
    partition   smallint PRIMARY KEY,
    position    bigint NOT NULL DEFAULT 0,
    owner       text,
    token       bigint NOT NULL DEFAULT 0,
    lease_until timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 20);

CREATE TABLE log_node (
    node        text PRIMARY KEY,
    seen_until  timestamptz NOT NULL
);

CREATE TABLE event (
    partition   smallint NOT NULL,
    depth       smallint NOT NULL,
    effects     smallint NOT NULL,
    position    bigint NOT NULL,
    member_id   bigint NOT NULL,
    accepted_at timestamptz NOT NULL,
    time        timestamptz NOT NULL,
    source      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    community   text COLLATE "C" NOT NULL,
    object      text,
    cause       text,
    -- A JSON object, checked when it was accepted. Text, so that the log is written without parsing it twice.
    data        text NOT NULL,
    PRIMARY KEY (partition, position, accepted_at)
) PARTITION BY RANGE (accepted_at);

CREATE INDEX event_by_member ON event (member_id, time);
CREATE INDEX event_by_acceptance ON event (accepted_at);

-- A unique key can't span partitions by time: keys live here, longer than the age at which an event is accepted.
CREATE TABLE event_key (
    source      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    partition   smallint NOT NULL,
    position    bigint NOT NULL,
    accepted_at timestamptz NOT NULL,
    PRIMARY KEY (source, id)
) PARTITION BY HASH (source, id);

DO $$
BEGIN
    FOR n IN 0..7 LOOP
        EXECUTE format('CREATE TABLE event_key_%s PARTITION OF event_key FOR VALUES WITH (MODULUS 8, REMAINDER %s)', n, n);
        EXECUTE format('CREATE INDEX event_key_%s_age ON event_key_%s USING brin (accepted_at)', n, n);
    END LOOP;
END $$;

-- Makes the month that holds a moment. Attached rather than created in place, so that readers and writers go on.
CREATE FUNCTION make_event_month(moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    first_day date := date_trunc('month', moment AT TIME ZONE 'UTC')::date;
    name text := 'event_' || to_char(first_day, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_event_month'));
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
        first_day::text || ' 00:00:00+00', (first_day + interval '1 month')::date::text || ' 00:00:00+00');
END $$;

-- Drops the months that ended before a moment, and says how many they were.
CREATE FUNCTION drop_event_months(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    month text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_event_month'));
    FOR month IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'event'::regclass
          AND to_date(substr(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before AT TIME ZONE 'UTC'
    LOOP
        EXECUTE format('DROP TABLE %I', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
