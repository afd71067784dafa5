package io.hearth.bench;

import io.hearth.member.activity.Collected;
import io.hearth.member.activity.Collected.Need;
import io.hearth.member.activity.StoredActivity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;

/**
 * Events by second with a large past, against a small community without any: 10,000 members first, then members and
 * stored events are loaded by COPY into the server's own tables, and the same is measured again. Loading doesn't count.
 */
final class GrowthBench {

    private static final int FEW = Integer.getInteger("hearth.bench.few", 10_000);
    private static final int MANY = Integer.getInteger("hearth.bench.members", 1_000_000);
    private static final long EVENTS = Long.getLong("hearth.bench.stored", 20_000_000L);

    private final Server server;
    private final Load load;

    GrowthBench(Server server) {
        this.server = server;
        this.load = new Load(server);
    }

    boolean run() throws Exception {
        var seconds = Duration.ofSeconds(Integer.getInteger("hearth.bench.seconds", 60));
        server.run("""
                insert into community (slug, name_zh, name_en, join_policy, zone, created_at)
                values ('bench', '基准', 'Bench', 'OPEN', 'Asia/Shanghai', now()) on conflict do nothing
                """);
        members(0, FEW);
        load.send(new Traffic("w", FEW), Duration.ofSeconds(Integer.getInteger("hearth.bench.warm", 20)));
        double small = load.send(new Traffic("s", FEW), seconds);
        members(FEW, MANY);
        events();
        server.run("vacuum analyze");
        load.send(new Traffic("v", MANY), Duration.ofSeconds(Integer.getInteger("hearth.bench.warm", 20)));
        double large = load.send(new Traffic("l", MANY), seconds);
        boolean right = check();
        System.out.printf(
                Locale.ROOT,
                "growth value=%.0f unit=events/s baseline=%.0f ratio=%.2f members=%d stored=%d%n",
                large,
                small,
                large / small,
                MANY,
                EVENTS);
        return right;
    }

    private interface Row {
        String of(long number);
    }

    private void members(int from, int to) throws SQLException {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long first = Fixtures.FIRST + from;
        long last = Fixtures.FIRST + to;
        copy("member (id, created_at)", first, last, member -> member + "\t" + now);
        copy(
                "identity (platform, external_id, member_id, since)",
                first,
                last,
                member -> "bench\tu" + (member - Fixtures.FIRST) + "\t" + member + "\t" + now);
        copy(
                "membership (community, member_id, status, role, joined_at, changed_at)",
                first,
                last,
                member -> "bench\t" + member + "\tACTIVE\tmember\t" + now.minusSeconds(8_640_000) + "\t" + now);
        copy("standing (member, community, points)", first, last, member -> member + "\tbench\t0");
        var collected = new Collected(StandardContent.types().stream()
                .map(type -> new Need(type, null, 30))
                .toList());
        var states = new String[StandardContent.TYPES];
        for (int i = 0; i < states.length; i++) {
            var types = List.of(
                    StandardContent.type(i),
                    StandardContent.type((i + 3) % StandardContent.TYPES),
                    StandardContent.type((i + 7) % StandardContent.TYPES));
            states[i] = HexFormat.of().formatHex(StoredActivity.of(types, 4, now, collected));
        }
        copy(
                "activity (member, community, state)",
                first,
                last,
                member -> member + "\tbench\t\\\\x" + states[(int) (member % states.length)]);
    }

    /** The past: spread over the members and the last months, in the partitions where the server keeps them. */
    private void events() throws Exception {
        long started = System.nanoTime();
        for (int month = 0; month < 6; month++) {
            server.run("select make_event_month(now() - interval '" + month + " months')");
        }
        var heads = new long[16];
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select partition, next_position from log_head order by partition")) {
            while (rows.next()) {
                heads[rows.getInt(1)] = rows.getLong(2);
            }
        }
        var now = Instant.now();
        copy(
                "event (partition, depth, effects, position, member_id, accepted_at, time, source, id, type, community,"
                        + " data)",
                0,
                EVENTS,
                number -> {
                    long member = Fixtures.FIRST + number % MANY;
                    int partition = partition(member, heads.length);
                    var at = now.minusSeconds((long) ((1 - (double) number / EVENTS) * 150 * 86_400));
                    return partition + "\t0\t2\t" + heads[partition]++ + "\t" + member + "\t" + at + "\t" + at
                            + "\tpast\told" + number + "\t" + StandardContent.type((int) (number % StandardContent.TYPES))
                            + "\tbench\t{\"amount\":" + number % 1_000 + "}";
                });
        copy("event_key (source, id, partition, position, accepted_at)", 0, EVENTS, number -> {
            long member = Fixtures.FIRST + number % MANY;
            return "past\told" + number + "\t" + partition(member, heads.length) + "\t0\t" + now;
        });
        for (int partition = 0; partition < heads.length; partition++) {
            server.run("update log_lease set position = " + (heads[partition] - 1) + ", token = token + 1 where partition = "
                    + partition);
            server.run("update log_head set next_position = " + heads[partition] + ", epoch = epoch + 1 where partition = "
                    + partition);
        }
        System.err.printf(Locale.ROOT, "loaded %d events in %.0f s%n", EVENTS, (System.nanoTime() - started) / 1e9);
    }

    /** As the log cuts itself. */
    private static int partition(long member, int count) {
        long hash = (member ^ member >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (int) Long.remainderUnsigned(hash ^ hash >>> 33, count);
    }

    private void copy(String into, long from, long to, Row row) throws SQLException {
        try (var connection = server.connect()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin");
            var buffer = new ByteArrayOutputStream();
            for (long number = from; number < to; number++) {
                buffer.writeBytes((row.of(number) + "\n").getBytes(StandardCharsets.UTF_8));
                if (buffer.size() > 262_144) {
                    copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
                    buffer.reset();
                }
            }
            copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
            copy.endCopy();
        }
    }

    private boolean check() throws Exception {
        return load.check()
                & server.same("events of the past", EVENTS, "select count(*) from event where source = 'past'");
    }
}
