package io.hearth.bench.bare;

import io.hearth.bench.StandardContent;
import io.hearth.decision.Facts;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import io.hearth.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/**
 * The same work without the product: insert the events and their keys, load the members' state, run the rules in
 * reused sessions, write state, entries and receipts, commit. Batches of 500 on two threads, in tables with the same
 * columns and indexes beside the server's own, in the same PostgreSQL.
 */
public final class BareEvents {

    private static final int THREADS = 2;
    private static final int BATCH = 500;
    private static final int MEMBERS = 100_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> TABLES =
            List.of("event", "event_key", "activity", "standing", "ledger_entry", "receipt");

    private final String url;
    private final java.util.Properties access = new java.util.Properties();
    private final BareRules rules;
    private final int every;
    private long told;

    /** The database that the server keeps its tables in, as somebody who may make others. */
    public BareEvents(String url, String user, String password, Path content) throws Exception {
        this(url, user, password, content, 10);
    }

    /** @param every how many events there are for each that earns points */
    public BareEvents(String url, String user, String password, Path content, int every) throws Exception {
        this.every = every;
        this.url = url;
        access.setProperty("user", user);
        access.setProperty("password", password);
        this.rules = new BareRules(content);
    }

    /** Events by second. */
    public double run(Duration duration) throws Exception {
        prepare();
        work(Duration.ofSeconds(Integer.getInteger("hearth.bench.bare.warm", 25)), 0);
        return work(duration, 1);
    }

    /** How many events in all, those of the warm-up included. */
    public long events() {
        return told;
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url, access);
        connection.setSchema("bare");
        return connection;
    }

    private void prepare() throws SQLException {
        try (var connection = DriverManager.getConnection(url, access);
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists bare cascade");
            statement.execute("create schema bare");
            for (var table : TABLES) {
                statement.execute("create table bare." + table + " (like public." + table + " including all)");
            }
            statement.execute("insert into bare.activity (member, community, state) select n, 'bench', '\\x' from"
                    + " generate_series(1, " + MEMBERS + ") n");
            statement.execute("insert into bare.standing (member, community) select n, 'bench' from generate_series(1, "
                    + MEMBERS + ") n");
            statement.execute("vacuum analyze bare.activity");
            statement.execute("vacuum analyze bare.standing");
        }
    }

    private double work(Duration duration, int round) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        long started = System.nanoTime();
        long until = started + duration.toNanos();
        var running = new ArrayList<Future<Long>>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            running.add(pool.submit(() -> work(until, round * 10 + number, number)));
        }
        long events = 0;
        for (var one : running) {
            events += one.get();
        }
        pool.shutdown();
        told += events;
        return events / ((System.nanoTime() - started) / 1e9);
    }

    /** A thread keeps to its own half of the members, as a worker keeps to its partitions. */
    private long work(long until, int partition, int half) throws Exception {
        var session = rules.open();
        var random = new SplittableRandom(partition);
        long position = 0;
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            var batch = new Batch(connection, partition, every);
            while (System.nanoTime() < until) {
                batch.tell(session, random, position, half);
                position += BATCH;
            }
        }
        return position;
    }

    private record Happened(long member, int type, int amount, String json) {}

    private static final class Batch {

        private final Connection connection;
        private final PGConnection postgres;
        private final int partition;

        private final int every;

        Batch(Connection connection, int partition, int every) throws SQLException {
            this.every = every;
            this.connection = connection;
            this.postgres = connection.unwrap(PGConnection.class);
            this.partition = partition;
        }

        void tell(BareRules.Session session, SplittableRandom random, long position, int half) throws Exception {
            var now = Instant.now();
            var written = now.toString();
            var events = events(random, position, half);
            insert(events, position, now, written);
            var states = load(events);
            var entries = new Rows();
            var receipts = new Rows();
            var earned = new HashMap<Long, Long>();
            for (int i = 0; i < events.size(); i++) {
                decide(session, events.get(i), states.get(events.get(i).member()), position + i, now, written, entries, receipts, earned);
            }
            save(states);
            copy(
                    "ledger_entry (member, community, account, points, cause, reason, rule, receipt, event, at)",
                    entries);
            copy(
                    "receipt (id, at, member_id, release_word, rule_word, community_word, event, rulebook, seen, outcomes)",
                    receipts);
            addUp(earned);
            connection.commit();
        }

        private List<Happened> events(SplittableRandom random, long position, int half) {
            var events = new ArrayList<Happened>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                boolean award = (position + i) % every == 0;
                int amount = award ? StandardContent.FIRST_AWARD + random.nextInt(500) : random.nextInt(1_000);
                events.add(new Happened(
                        1 + random.nextInt(MEMBERS / 2) * 2L + half,
                        random.nextInt(StandardContent.TYPES),
                        amount,
                        "{\"amount\":" + amount + ",\"text\":\"ran along the river before work, number "
                                + random.nextInt(1_000_000) + "\"}"));
            }
            return events;
        }

        private void insert(List<Happened> events, long position, Instant now, String written) throws Exception {
            var rows = new Rows();
            var keys = new String[events.size()];
            for (int i = 0; i < events.size(); i++) {
                var event = events.get(i);
                keys[i] = "e" + partition + "-" + (position + i);
                rows.add(
                        partition, 0, 2, position + i, event.member(), written, written, "bench", keys[i],
                        StandardContent.type(event.type()), "bench", "\\N", "\\N", event.json());
            }
            try (var insert = connection.prepareStatement(
                    """
                    insert into event_key (source, id, partition, position, accepted_at)
                    select 'bench', id, ?, ? + n, ? from unnest(?::text[]) with ordinality as k (id, n)
                    on conflict do nothing
                    """)) {
                insert.setInt(1, partition);
                insert.setLong(2, position - 1);
                insert.setTimestamp(3, java.sql.Timestamp.from(now));
                insert.setObject(4, keys);
                insert.executeUpdate();
            }
            copy(
                    "event (partition, depth, effects, position, member_id, accepted_at, time, source, id, type,"
                            + " community, object, cause, data)",
                    rows);
        }

        private Map<Long, BareState> load(List<Happened> events) throws SQLException {
            var states = new HashMap<Long, BareState>(events.size() * 2);
            try (var select = connection.prepareStatement(
                    """
                    select a.member, a.state, s.points from unnest(?::bigint[]) as k (member)
                    join activity a on a.member = k.member and a.community = 'bench'
                    left join standing s on s.member = k.member and s.community = 'bench'
                    """)) {
                select.setObject(
                        1, events.stream().mapToLong(Happened::member).distinct().toArray());
                var rows = select.executeQuery();
                while (rows.next()) {
                    states.put(rows.getLong(1), BareState.read(rows.getBytes(2)));
                }
            }
            return states;
        }

        private void decide(
                BareRules.Session session,
                Happened event,
                BareState state,
                long position,
                Instant now,
                String written,
                Rows entries,
                Rows receipts,
                Map<Long, Long> earned) {
            state.count(event.type(), now.toEpochMilli(), event.amount());
            var moment = new Moment(now.atZone(ZONE));
            var facts = new Facts(
                    new Member("m-" + event.member(), "zh", Map.of()),
                    new Membership("bench", "active", "member", "", now, moment),
                    new Event(
                            partition + "-" + position,
                            StandardContent.type(event.type()),
                            "bench",
                            now,
                            null,
                            Map.of("amount", event.amount(), "text", "ran")),
                    new Activity(state, moment),
                    new Rewards(0, Set.of()),
                    new Segments(Set.of()),
                    moment);
            for (var award : session.decide(facts)) {
                    var receipt = Ids.next();
                    var cause = partition + "-" + position;
                    entries.add(
                            event.member(), "bench", "available", award.points(), cause, award.reason(), "rule",
                            receipt, cause, written);
                    entries.add(
                            0, "bench", "issued", -award.points(), event.member() + ":" + cause, award.reason(), "rule",
                            receipt, cause, written);
                    receipts.add(
                            receipt, written, event.member(), 1, 1, 1, cause, "rewards",
                            "[{\"sentence\":\"the event's amount is at least 1000\",\"value\":\"1234\"}]",
                            "[{\"kind\":\"points\"}]");
                    earned.merge(event.member(), award.points(), Long::sum);
            }
        }

        private void save(Map<Long, BareState> states) throws SQLException {
            var members = states.keySet().stream().mapToLong(Long::longValue).toArray();
            var bytes = new byte[members.length][];
            for (int i = 0; i < members.length; i++) {
                bytes[i] = states.get(members[i]).write();
            }
            try (var update = connection.prepareStatement(
                    """
                    update activity a set state = k.state from unnest(?::bigint[], ?::bytea[]) as k (member, state)
                    where a.member = k.member and a.community = 'bench'
                    """)) {
                update.setObject(1, members);
                update.setObject(2, bytes);
                update.executeUpdate();
            }
        }

        private void addUp(Map<Long, Long> earned) throws SQLException {
            try (var update = connection.prepareStatement(
                    """
                    update standing s set points = s.points + k.points
                    from unnest(?::bigint[], ?::bigint[]) as k (member, points)
                    where s.member = k.member and s.community = 'bench'
                    """)) {
                update.setObject(1, earned.keySet().stream().mapToLong(Long::longValue).toArray());
                update.setObject(2, earned.values().stream().mapToLong(Long::longValue).toArray());
                update.executeUpdate();
            }
        }

        private void copy(String into, Rows rows) throws Exception {
            var copy = postgres.getCopyAPI().copyIn("copy " + into + " from stdin");
            var bytes = rows.text.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        }
    }

    private static final class Rows {

        private final StringBuilder text = new StringBuilder();

        void add(Object... columns) {
            for (int i = 0; i < columns.length; i++) {
                text.append(i == 0 ? "" : "\t").append(columns[i]);
            }
            text.append('\n');
        }
    }
}
