package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.platform.CopyBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes events in sets, in the caller's transaction: locks the heads of their partitions, claims their keys, copies
 * the new ones in, and moves the heads. What is new shows in the tail once the transaction commits.
 */
@Component
class LogWriter {

    private static final String CLAIM = """
            INSERT INTO event_key (source, id, partition, position, accepted_at)
            SELECT source, id, partition, position, ? FROM unnest(?, ?, ?, ?) AS k (source, id, partition, position)
            ON CONFLICT DO NOTHING
            """;

    private static final String CLAIMED = """
            SELECT k.source, k.id, k.partition, k.position
            FROM unnest(?, ?) AS w (source, id) JOIN event_key k ON k.source = w.source AND k.id = w.id
            """;

    private static final String RENUMBER = """
            UPDATE event_key k SET position = n.position
            FROM unnest(?, ?, ?) AS n (source, id, position) WHERE k.source = n.source AND k.id = n.id
            """;

    private static final String COLUMNS = """
            event (partition, depth, effects, position, member_id, accepted_at, time, source, id, type, community, object,
                   cause, data)""";

    private record Key(String source, String id) {}

    private final JdbcTemplate jdbc;
    private final LogHeads heads;
    private final Aliases aliases;
    private final Partitions partitions;
    private final EventMonths months;
    private final EventTail tail;
    private final Clock clock;

    LogWriter(
            JdbcTemplate jdbc,
            LogHeads heads,
            Aliases aliases,
            Partitions partitions,
            EventMonths months,
            EventTail tail,
            Clock clock) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.aliases = aliases;
        this.partitions = partitions;
        this.months = months;
        this.tail = tail;
        this.clock = clock;
    }

    /** Each event's result is set; those that were refused before are left alone. */
    void write(List<Pending> batch) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        months.ensure(now);
        ConnectionCallback<List<LoggedEvent>> append = connection -> append(connection, batch, now);
        var written = jdbc.execute(append);
        if (written != null && !written.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    tail.add(written);
                }
            });
        }
    }

    private List<LoggedEvent> append(Connection connection, List<Pending> batch, Instant now) throws SQLException {
        Map<Key, Pending> distinct = new LinkedHashMap<>(batch.size() * 2);
        Map<Pending, Pending> repeated = new HashMap<>();
        var touched = new BitSet();
        for (var pending : batch) {
            if (!pending.refused()) {
                var first = distinct.putIfAbsent(new Key(pending.event.source(), pending.event.id()), pending);
                if (first == null) {
                    touched.set(pending.partition());
                } else {
                    repeated.put(pending, first);
                }
            }
        }
        if (distinct.isEmpty()) {
            return List.of();
        }
        var next = heads.lock(connection, touched);
        checkPartitions(distinct.values());
        var fresh = claim(connection, List.copyOf(distinct.values()), next.clone(), now);
        var written = number(fresh, next, now);
        if (!written.isEmpty()) {
            copy(connection, written);
            heads.move(connection, touched, next);
        }
        repeated.forEach((again, first) ->
                again.became(EventLog.Result.duplicate(first.result().eventRef())));
        return written;
    }

    /** Under the locks: a member who was merged or parted since the partition was chosen is elsewhere now. */
    private void checkPartitions(Collection<Pending> events) {
        for (var pending : events) {
            if (pending.partition() != partitions.of(aliases.of(pending.member()))) {
                throw new LogHeads.IdentitiesMoved();
            }
        }
    }

    /** Claims the keys with the positions that they get if all are new; says which are. */
    private static List<Pending> claim(Connection connection, List<Pending> wanted, long[] next, Instant now)
            throws SQLException {
        int n = wanted.size();
        var partitions = new short[n];
        var positions = new long[n];
        for (int i = 0; i < n; i++) {
            int partition = wanted.get(i).partition();
            partitions[i] = (short) partition;
            positions[i] = next[partition]++;
        }
        try (var insert = connection.prepareStatement(CLAIM)) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setObject(2, sources(wanted));
            insert.setObject(3, ids(wanted));
            insert.setObject(4, partitions);
            insert.setObject(5, positions);
            if (insert.executeUpdate() == n) {
                return wanted;
            }
        }
        return withoutKnown(connection, wanted, partitions, positions);
    }

    /** Positions have no gaps, so those after a duplicate move up. */
    private static List<Pending> withoutKnown(
            Connection connection, List<Pending> wanted, short[] partitions, long[] tentative) throws SQLException {
        Map<Key, EventRef> claimed = new HashMap<>();
        try (var select = connection.prepareStatement(CLAIMED)) {
            select.setObject(1, sources(wanted));
            select.setObject(2, ids(wanted));
            var rows = select.executeQuery();
            while (rows.next()) {
                claimed.put(
                        new Key(rows.getString(1), rows.getString(2)), new EventRef(rows.getInt(3), rows.getLong(4)));
            }
        }
        var fresh = new ArrayList<Pending>();
        var shifted = new ArrayList<Pending>();
        var positions = new ArrayList<Long>();
        var known = new HashMap<Integer, Long>();
        for (int i = 0; i < wanted.size(); i++) {
            var pending = wanted.get(i);
            var mine = new EventRef(partitions[i], tentative[i]);
            var there = claimed.get(new Key(pending.event.source(), pending.event.id()));
            if (mine.equals(there)) {
                long gap = known.getOrDefault(pending.partition(), 0L);
                fresh.add(pending);
                if (gap > 0) {
                    shifted.add(pending);
                    positions.add(tentative[i] - gap);
                }
            } else {
                known.merge(pending.partition(), 1L, Long::sum);
                pending.became(EventLog.Result.duplicate(there));
            }
        }
        if (!shifted.isEmpty()) {
            try (var update = connection.prepareStatement(RENUMBER)) {
                update.setObject(1, sources(shifted));
                update.setObject(2, ids(shifted));
                update.setObject(3, positions.toArray(Long[]::new));
                update.executeUpdate();
            }
        }
        return fresh;
    }

    private static List<LoggedEvent> number(List<Pending> fresh, long[] next, Instant now) {
        var written = new ArrayList<LoggedEvent>(fresh.size());
        for (var pending : fresh) {
            var event = pending.event;
            var ref = new EventRef(pending.partition(), next[pending.partition()]++);
            var time = event.time() == null ? now : event.time();
            written.add(new LoggedEvent(
                    ref,
                    event.source(),
                    event.id(),
                    event.type(),
                    time,
                    now,
                    pending.member(),
                    event.community(),
                    event.object(),
                    event.json(),
                    event.cause(),
                    event.depth(),
                    event.effects()));
            pending.became(EventLog.Result.accepted(ref));
        }
        return written;
    }

    private static void copy(Connection connection, List<LoggedEvent> written) throws SQLException {
        var buffer = new CopyBuffer(written.size() * 320);
        for (var event : written) {
            event.writeTo(buffer);
        }
        buffer.into(COLUMNS, connection);
    }

    private static String[] sources(List<Pending> events) {
        return events.stream().map(pending -> pending.event.source()).toArray(String[]::new);
    }

    private static String[] ids(List<Pending> events) {
        return events.stream().map(pending -> pending.event.id()).toArray(String[]::new);
    }
}
