package io.hearth.event;

import io.hearth.member.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads the log's table. */
@Repository
class EventTable {

    static final String COLUMNS =
            "e.partition, e.position, e.source, e.id, e.type, e.time, e.accepted_at, e.member_id, e.community, e.object,"
                    + " e.data, e.cause, e.depth, e.effects";

    private final JdbcTemplate jdbc;

    EventTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<LoggedEvent> read(int partition, long after, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS
                        + " FROM event e WHERE e.partition = ? AND e.position > ? ORDER BY e.position LIMIT ?",
                (row, n) -> event(row),
                (short) partition,
                after,
                limit);
    }

    /** The events of these members that came after a merge, in the order in which they came. */
    List<LoggedEvent> since(UUID merge, List<MemberId> members) {
        return jdbc.query(
                "SELECT " + COLUMNS
                        + " FROM event e JOIN identity_merge g ON g.id = ?"
                        + " WHERE e.member_id = ANY (?) AND e.position > g.positions[e.partition + 1]"
                        + " ORDER BY e.accepted_at, e.partition, e.position",
                (row, n) -> event(row),
                merge,
                members.stream().map(MemberId::value).toArray(Long[]::new));
    }

    List<MemberId> membersBetween(@Nullable String community, Instant from, Instant until) {
        return jdbc.query(
                "SELECT DISTINCT member_id FROM event WHERE accepted_at >= ? AND accepted_at < ?"
                        + " AND (?::text IS NULL OR community = ?) ORDER BY member_id",
                (row, n) -> new MemberId(row.getLong(1)),
                from.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC),
                community,
                community);
    }

    List<LoggedEvent> historyOf(List<MemberId> members, @Nullable String community, Instant until) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM event e WHERE e.member_id = ANY (?::bigint[]) AND e.accepted_at < ?"
                        + " AND (?::text IS NULL OR e.community = ?) ORDER BY e.member_id, e.accepted_at, e.partition, e.position",
                (row, n) -> event(row),
                members.stream().mapToLong(MemberId::value).toArray(),
                until.atOffset(ZoneOffset.UTC),
                community,
                community);
    }

    /** All events of these members, in their order; of these types only, unless {@code *} is among them. */
    void each(Collection<MemberId> members, Collection<String> types, Consumer<LoggedEvent> reader) {
        jdbc.query(
                "SELECT " + COLUMNS
                        + " FROM event e WHERE e.member_id = ANY (?) AND (? OR e.type = ANY (?))"
                        + " ORDER BY e.member_id, e.accepted_at, e.partition, e.position",
                row -> {
                    reader.accept(event(row));
                },
                members.stream().map(MemberId::value).toArray(Long[]::new),
                types.contains("*"),
                types.toArray(String[]::new));
    }

    Optional<LoggedEvent> find(EventRef ref) {
        return Optional.ofNullable(find(Set.of(ref)).get(ref));
    }

    Map<EventRef, LoggedEvent> find(Set<EventRef> refs) {
        if (refs.isEmpty()) {
            return Map.of();
        }
        ConnectionCallback<Map<EventRef, LoggedEvent>> read = connection -> {
            Map<EventRef, LoggedEvent> found = new HashMap<>();
            try (var select = connection.prepareStatement("SELECT " + COLUMNS
                    + " FROM unnest(?, ?) AS w (partition, position)"
                    + " JOIN event e ON e.partition = w.partition AND e.position = w.position")) {
                var partitions = new short[refs.size()];
                var positions = new long[refs.size()];
                int n = 0;
                for (var ref : refs) {
                    partitions[n] = (short) ref.partition();
                    positions[n++] = ref.position();
                }
                select.setObject(1, partitions);
                select.setObject(2, positions);
                var rows = select.executeQuery();
                while (rows.next()) {
                    var event = event(rows);
                    found.put(event.ref(), event);
                }
            }
            return found;
        };
        return Objects.requireNonNull(jdbc.execute(read));
    }

    static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                new EventRef(row.getInt("partition"), row.getLong("position")),
                row.getString("source"),
                row.getString("id"),
                row.getString("type"),
                instant(row, "time"),
                instant(row, "accepted_at"),
                new MemberId(row.getLong("member_id")),
                row.getString("community"),
                row.getString("object"),
                row.getBytes("data"),
                row.getString("cause"),
                row.getInt("depth"),
                Effects.of(row.getInt("effects")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
