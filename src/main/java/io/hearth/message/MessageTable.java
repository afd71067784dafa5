package io.hearth.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Messages as people look at them, and what people decide about them. */
@Component
class MessageTable {

    private static final String COLUMNS =
            "id, member_id, community, template, purpose, channel, status, reason, planned_at, due, sent_at, cause, report";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<Map<String, Object>>> STEPS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;

    MessageTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            UUID id,
            MemberId member,
            String community,
            String template,
            String purpose,
            String channel,
            String status,
            @Nullable String reason,
            @Nullable Map<String, String> reasonText,
            Instant plannedAt,
            Instant due,
            @Nullable Instant sentAt,
            @Nullable String cause,
            @Nullable String report) {}

    record Detail(
            View message,
            @Nullable String release,
            @Nullable String language,
            @Nullable String providerId,
            int attempts,
            Map<String, String> rendered,
            List<Map<String, Object>> history,
            @Nullable Hindrance hindrance) {

        Detail with(Hindrance hindrance) {
            return new Detail(message, release, language, providerId, attempts, rendered, history, hindrance);
        }
    }

    /** Why a message that waits for a person may not be sent any more, or not now. */
    record Hindrance(String reason, Map<String, String> text) {

        static Hindrance of(Reason reason) {
            return new Hindrance(reason.code(), texts(reason));
        }
    }

    /** What a list is narrowed to. */
    record Filter(
            @Nullable MemberId member,
            @Nullable String status,
            @Nullable String channel,
            @Nullable String template,
            @Nullable UUID before) {}

    List<View> list(Filter filter, int most) {
        var sql = new StringBuilder("SELECT " + COLUMNS + " FROM message WHERE true");
        var arguments = new ArrayList<Object>();
        and(
                sql,
                arguments,
                "member_id = ?",
                filter.member() == null ? null : filter.member().value());
        and(sql, arguments, "status = ?", filter.status());
        and(sql, arguments, "channel = ?", filter.channel());
        and(sql, arguments, "template = ?", filter.template());
        and(sql, arguments, "id < ?", filter.before());
        arguments.add(most);
        return jdbc.query(sql + " ORDER BY id DESC LIMIT ?", (row, n) -> view(row), arguments.toArray());
    }

    private static void and(StringBuilder sql, List<Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            arguments.add(value);
        }
    }

    Optional<View> find(UUID id) {
        return jdbc.query("SELECT " + COLUMNS + " FROM message WHERE id = ?", (row, n) -> view(row), id).stream()
                .findFirst();
    }

    Optional<Detail> detail(UUID id) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS
                                + ", release, language, provider_id, attempts, rendered, history FROM message WHERE id = ?",
                        (row, n) -> detail(row),
                        id)
                .stream()
                .findFirst();
    }

    /** A person says what became of a message in doubt, or of one that failed. Whether it still was in that state. */
    boolean settle(
            UUID id, Status from, Status to, @Nullable Reason reason, String by, @Nullable String detail, Instant now) {
        return jdbc.update(
                        """
                        UPDATE message SET status = ?, reason = ?, due = ?, lease_until = NULL,
                            attempts = CASE WHEN ? = 'planned' THEN 0 ELSE attempts END,
                            tried = CASE WHEN ? = 'planned' THEN '{}' ELSE tried END,
                            expires = CASE WHEN ? = 'planned' THEN greatest(expires, ?::timestamptz + interval '1 day') ELSE expires END,
                            sent_at = CASE WHEN ? = 'sent' THEN ?::timestamptz ELSE sent_at END,
                            counted_at = CASE WHEN ? = 'sent' THEN counted_at END,
                            history = history || jsonb_strip_nulls(jsonb_build_object(
                                'at', ?::timestamptz, 'status', ?::text, 'reason', ?::text, 'by', ?::text,
                                'detail', CASE WHEN forgotten THEN NULL ELSE ?::text END))
                        WHERE id = ? AND status = ?
                        """,
                        to.label(),
                        reason == null ? null : reason.code(),
                        Timestamp.from(now),
                        to.label(),
                        to.label(),
                        to.label(),
                        Timestamp.from(now),
                        to.label(),
                        Timestamp.from(now),
                        to.label(),
                        Timestamp.from(now),
                        to.label(),
                        reason == null ? null : reason.code(),
                        by,
                        detail,
                        id,
                        from.label())
                == 1;
    }

    /** A person could not deliver it, and the next channel has its turn. Whether it was still waiting. */
    boolean passOn(UUID id, String next, String by, @Nullable String detail, Instant now) {
        return jdbc.update(
                        """
                        UPDATE message SET status = 'planned', reason = ?, due = ?, counted_at = NULL, channel = ?,
                            tried = array_append(tried, channel),
                            history = history || jsonb_strip_nulls(jsonb_build_object(
                                'at', ?::timestamptz, 'status', 'planned', 'reason', ?::text, 'by', ?::text, 'channel', ?::text,
                                'detail', CASE WHEN forgotten THEN NULL ELSE ?::text END))
                        WHERE id = ? AND status = 'waiting'
                        """,
                        Reason.FALLBACK.code(),
                        Timestamp.from(now),
                        next,
                        Timestamp.from(now),
                        Reason.FALLBACK.code(),
                        by,
                        next,
                        detail,
                        id)
                == 1;
    }

    Map<String, Long> countByStatus() {
        var counts = new java.util.TreeMap<String, Long>();
        jdbc.query(
                "SELECT status, count(*) FROM message WHERE status IN ('planned','held','sending','waiting','unknown') GROUP BY 1",
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private static View view(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        var sent = row.getTimestamp("sent_at");
        return new View(
                row.getObject("id", UUID.class),
                new MemberId(row.getLong("member_id")),
                row.getString("community"),
                row.getString("template"),
                row.getString("purpose"),
                row.getString("channel"),
                row.getString("status"),
                reason,
                reason == null ? null : texts(OutboxTable.reason(reason)),
                row.getTimestamp("planned_at").toInstant(),
                row.getTimestamp("due").toInstant(),
                sent == null ? null : sent.toInstant(),
                row.getString("cause"),
                row.getString("report"));
    }

    private static Map<String, String> texts(Reason reason) {
        return Map.of("zh", reason.text(Locale.CHINESE), "en", reason.text(Locale.ENGLISH));
    }

    private static Detail detail(ResultSet row) throws SQLException {
        var rendered = row.getString("rendered");
        List<Map<String, Object>> history = Json.mapper().readValue(row.getString("history"), STEPS);
        history.forEach(step -> {
            step.computeIfPresent(
                    "at", (key, at) -> OffsetDateTime.parse(at.toString()).toInstant());
            if (step.get("reason") instanceof String reason) {
                step.put("reasonText", texts(OutboxTable.reason(reason)));
            }
        });
        return new Detail(
                view(row),
                row.getString("release"),
                row.getString("language"),
                row.getString("provider_id"),
                row.getInt("attempts"),
                rendered == null ? Map.of() : Json.bulk().readValue(rendered, TEXTS),
                history,
                null);
    }
}
