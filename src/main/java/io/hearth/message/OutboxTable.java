package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The outbox: what is to be sent, written and read in sets. */
@Component
class OutboxTable {

    /** Locks a member while it is decided whether one more message is too many. */
    private static final int MEMBER_LOCKS = 0x6d736700;

    private static final String INSERT = """
            INSERT INTO message (id, member_id, key, community, template, purpose, priority, values, cause, channel,
                                 status, reason, planned_at, due, expires, release, history)
            SELECT r.id, r.member_id, r.key, r.community, r.template, r.purpose, r.priority, r.values::jsonb, r.cause,
                   r.channel, r.status, r.reason, r.planned_at, r.due, r.expires, r.release,
                   jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
                       'at', r.planned_at, 'status', r.status, 'reason', r.reason, 'channel', r.channel)))
            FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::smallint[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                        ?::text[])
                 AS r (id, member_id, key, community, template, purpose, priority, values, cause, channel, status, reason,
                       planned_at, due, expires, release)
            ON CONFLICT (member_id, key) DO NOTHING
            """;

    private static final String COLUMNS = """
            id, member_id, community, template, purpose, priority, values, cause, channel, tried, expires, attempts, counted_at
            """;

    /** The most urgent first, of those as urgent the one that is due longest: an index look-up for each priority. */
    private static final String CLAIM =
            "SELECT m.* FROM generate_series(9, 0, -1) AS p CROSS JOIN LATERAL (SELECT " + COLUMNS + """
            FROM message
            WHERE channel = ? AND status IN ('planned', 'held') AND priority = p AND due <= ?
            ORDER BY due LIMIT ? FOR UPDATE SKIP LOCKED) AS m
            LIMIT ?
            """;

    private static final String BEGIN = """
            UPDATE message m
            SET status = c.status, reason = c.reason, channel = c.channel, due = coalesce(c.due, m.due),
                attempts = m.attempts + CASE WHEN c.status = 'sending' THEN 1 ELSE 0 END,
                lease_until = CASE WHEN c.status = 'sending' THEN now() + make_interval(secs => ?) END,
                counted_at = c.counted_at,
                history = CASE WHEN c.status = 'sending' THEN m.history ELSE m.history ||
                    jsonb_strip_nulls(jsonb_build_object('at', c.at, 'status', c.status, 'reason', c.reason, 'channel', c.channel))
                    END
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                 AS c (id, status, reason, channel, due, counted_at, at)
            WHERE m.id = c.id
            """;

    private static final String FINISH = """
            UPDATE message m
            SET status = c.status, reason = c.reason, channel = c.next_channel, due = coalesce(c.due, m.due),
                lease_until = NULL, counted_at = CASE WHEN c.counts THEN m.counted_at END,
                sent_at = c.sent_at, provider_id = CASE WHEN m.forgotten THEN NULL ELSE c.provider_id END, release = c.release, language = c.language,
                rendered = CASE WHEN m.forgotten THEN NULL ELSE coalesce(c.rendered::jsonb, m.rendered) END,
                tried = CASE WHEN c.next_channel <> m.channel THEN array_append(m.tried, m.channel) ELSE m.tried END,
                history = m.history || jsonb_strip_nulls(jsonb_build_object(
                    'at', c.at, 'status', c.status, 'reason', c.reason, 'channel', m.channel, 'detail', c.detail,
                    'attempt', m.attempts))
            FROM unnest(?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::boolean[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                 AS c (id, attempt, status, reason, next_channel, due, counts, sent_at, provider_id, release, language,
                       rendered, detail, at)
            WHERE m.id = c.id AND m.status = 'sending' AND m.attempts = c.attempt
            RETURNING m.id
            """;

    /** What a crash left behind. The lease's end is judged by the database's clock. */
    private static final String REAP = """
            UPDATE message
            SET status = ?, reason = ?, lease_until = NULL,
                history = history || jsonb_build_object('at', ?::timestamptz, 'status', ?::text, 'reason', ?::text, 'channel', channel)
            WHERE channel = ? AND status = 'sending' AND lease_until < now()
            """;

    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    private final JdbcTemplate jdbc;

    OutboxTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Planned(
            UUID id,
            MessageRequest request,
            String purpose,
            int priority,
            String channel,
            Status status,
            @Nullable Reason reason,
            Instant due,
            Instant expires,
            @Nullable String release) {}

    /** What becomes of a claimed message. */
    record Begin(
            UUID id,
            Status status,
            @Nullable Reason reason,
            String channel,
            @Nullable Instant due,
            @Nullable Instant countedAt) {}

    /** What became of a sent message. */
    record Finish(
            UUID id,
            int attempt,
            Status status,
            @Nullable Reason reason,
            String nextChannel,
            @Nullable Instant due,
            boolean counts,
            @Nullable Instant sentAt,
            @Nullable String providerId,
            @Nullable String release,
            @Nullable String language,
            @Nullable String rendered,
            @Nullable String detail) {}

    int insert(List<Planned> rows, Instant now) {
        return update(INSERT, arrays -> {
            arrays.of("uuid", rows, Planned::id);
            arrays.of("bigint", rows, r -> r.request().member().value());
            arrays.of("text", rows, r -> r.request().key());
            arrays.of("text", rows, r -> r.request().community());
            arrays.of("text", rows, r -> r.request().template());
            arrays.of("text", rows, Planned::purpose);
            arrays.of("smallint", rows, Planned::priority);
            arrays.of("text", rows, r -> Json.mapper()
                    .writeValueAsString(r.request().values()));
            arrays.of("text", rows, r -> r.request().cause());
            arrays.of("text", rows, Planned::channel);
            arrays.of("text", rows, r -> r.status().label());
            arrays.of("text", rows, r -> code(r.reason()));
            arrays.of("timestamptz", rows, r -> Timestamp.from(now));
            arrays.of("timestamptz", rows, r -> Timestamp.from(r.due()));
            arrays.of("timestamptz", rows, r -> Timestamp.from(r.expires()));
            arrays.of("text", rows, Planned::release);
        });
    }

    List<StoredMessage> claim(String channel, Instant now, int most) {
        return jdbc.query(CLAIM, (row, n) -> message(row), channel, Timestamp.from(now), most, most);
    }

    Optional<StoredMessage> find(UUID id) {
        return jdbc.query("SELECT " + COLUMNS + " FROM message WHERE id = ?", (row, n) -> message(row), id).stream()
                .findFirst();
    }

    /** How many messages are to be sent on each channel. */
    Map<String, Long> waiting() {
        var waiting = new java.util.HashMap<String, Long>();
        jdbc.query(
                "SELECT channel, count(*) FROM message WHERE status IN ('planned', 'held') GROUP BY channel", row -> {
                    waiting.put(row.getString(1), row.getLong(2));
                });
        return waiting;
    }

    void lock(Collection<MemberId> members) {
        jdbc.query(
                "SELECT pg_advisory_xact_lock(?, m) FROM (SELECT DISTINCT hashint8(v) AS m FROM unnest(?::bigint[]) AS v ORDER BY 1) AS s",
                row -> {},
                MEMBER_LOCKS,
                members.stream().map(MemberId::value).toArray(Long[]::new));
    }

    void begin(List<Begin> changes, Duration lease, Instant now) {
        update(BEGIN, arrays -> {
            arrays.value(lease.toSeconds());
            arrays.of("uuid", changes, Begin::id);
            arrays.of("text", changes, c -> c.status().label());
            arrays.of("text", changes, c -> code(c.reason()));
            arrays.of("text", changes, Begin::channel);
            arrays.of("timestamptz", changes, c -> time(c.due()));
            arrays.of("timestamptz", changes, c -> time(c.countedAt()));
            arrays.of("timestamptz", changes, c -> Timestamp.from(now));
        });
    }

    /** Writes what became of messages, and returns those that were still in this sender's hands. */
    Set<UUID> finish(List<Finish> changes, Instant now) {
        return jdbc.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement(FINISH)) {
                var arrays = new Arrays(connection, statement);
                arrays.of("uuid", changes, Finish::id);
                arrays.of("int", changes, Finish::attempt);
                arrays.of("text", changes, c -> c.status().label());
                arrays.of("text", changes, c -> code(c.reason()));
                arrays.of("text", changes, Finish::nextChannel);
                arrays.of("timestamptz", changes, c -> time(c.due()));
                arrays.of("boolean", changes, Finish::counts);
                arrays.of("timestamptz", changes, c -> time(c.sentAt()));
                arrays.of("text", changes, Finish::providerId);
                arrays.of("text", changes, Finish::release);
                arrays.of("text", changes, Finish::language);
                arrays.of("text", changes, Finish::rendered);
                arrays.of("text", changes, Finish::detail);
                arrays.of("timestamptz", changes, c -> Timestamp.from(now));
                var written = new HashSet<UUID>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        written.add(rows.getObject(1, UUID.class));
                    }
                }
                return written;
            }
        });
    }

    /** Keeps messages in this sender's hands, unless they were taken back meanwhile. */
    void renew(Collection<UUID> ids, Duration lease) {
        jdbc.update(
                "UPDATE message SET lease_until = now() + make_interval(secs => ?) WHERE id = ANY (?) AND status = 'sending'"
                        + " AND lease_until >= now()",
                lease.toSeconds(),
                ids.toArray(UUID[]::new));
    }

    /** Takes back what a crashed sender held: to be sent again where the channel takes a key, in doubt where not. */
    int reap(Channel channel, Instant now) {
        var status = channel.takesKey() ? Status.PLANNED : Status.UNKNOWN;
        var reason = channel.takesKey() ? Reason.RETRY : Reason.IN_DOUBT;
        return jdbc.update(
                REAP,
                status.label(),
                reason.code(),
                Timestamp.from(now),
                status.label(),
                reason.code(),
                channel.name());
    }

    private int update(String sql, Binding binding) {
        return jdbc.execute((Connection connection) -> {
            try (var statement = connection.prepareStatement(sql)) {
                binding.bind(new Arrays(connection, statement));
                return statement.executeUpdate();
            }
        });
    }

    private interface Binding {
        void bind(Arrays arrays) throws SQLException;
    }

    /** Binds one array a column, which is what makes a set of rows one statement. */
    private static final class Arrays {

        private final Connection connection;
        private final java.sql.PreparedStatement statement;
        private int next = 1;

        Arrays(Connection connection, java.sql.PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void value(Object value) throws SQLException {
            statement.setObject(next, value);
            next++;
        }

        <T> void of(String type, List<T> rows, Function<T, @Nullable Object> column) throws SQLException {
            var values = new Object[rows.size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = column.apply(rows.get(i));
            }
            statement.setArray(next, connection.createArrayOf(type, values));
            next++;
        }
    }

    static StoredMessage message(ResultSet row) throws SQLException {
        return new StoredMessage(
                row.getObject("id", UUID.class),
                new MemberId(row.getLong("member_id")),
                row.getString("community"),
                row.getString("template"),
                row.getString("purpose"),
                row.getInt("priority"),
                Json.mapper().readValue(row.getString("values"), VALUES),
                row.getString("cause"),
                row.getString("channel"),
                List.of((String[]) row.getArray("tried").getArray()),
                row.getTimestamp("expires").toInstant(),
                row.getInt("attempts"),
                instant(row.getTimestamp("counted_at")));
    }

    private static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp time(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    static Reason reason(String code) {
        return Reason.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
