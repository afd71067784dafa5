package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.member.MemberId;
import io.hearth.member.Merge;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds events, the newest first: a member's by the time at which they happened, all others by when they came. */
@Repository
class EventSearch {

    private final JdbcClient sql;
    private final Aliases aliases;

    EventSearch(JdbcClient sql, Aliases aliases) {
        this.sql = sql;
        this.aliases = aliases;
    }

    Page<LoggedEvent> search(
            @Nullable MemberId member,
            @Nullable String community,
            @Nullable String type,
            @Nullable String after,
            int limit) {
        var order = member == null ? "e.accepted_at" : "e.time";
        var query = new StringBuilder("SELECT " + EventTable.COLUMNS + " FROM event e WHERE true");
        Map<String, Object> values = new HashMap<>();
        if (member != null) {
            query.append(" AND e.member_id = ANY (:members)");
            values.put("members", Merge.numbers(aliases.group(member)));
        }
        if (community != null) {
            query.append(" AND e.community = :community");
            values.put("community", community);
        }
        if (type != null) {
            query.append(" AND e.type = :type");
            values.put("type", type);
        }
        if (after != null) {
            var cursor = Cursor.parse(after);
            query.append(" AND (").append(order).append(", e.partition, e.position) < (:at, :partition, :position)");
            values.put("at", cursor.at());
            values.put("partition", cursor.ref().partition());
            values.put("position", cursor.ref().position());
        }
        query.append(" ORDER BY ").append(order).append(" DESC, e.partition DESC, e.position DESC LIMIT :limit");
        values.put("limit", limit + 1);
        List<LoggedEvent> found = sql.sql(query.toString())
                .params(values)
                .query((row, n) -> present(EventTable.event(row)))
                .list();
        return Page.of(found, limit, last -> Cursor.text(member == null ? last.acceptedAt() : last.time(), last.ref()));
    }

    private LoggedEvent present(LoggedEvent event) {
        return event.about(aliases.of(event.member()));
    }

    private record Cursor(OffsetDateTime at, EventRef ref) {

        static String text(Instant at, EventRef ref) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + ref;
        }

        static Cursor parse(String text) {
            int dot = text.indexOf('.');
            try {
                var at = Instant.EPOCH.plus(Long.parseLong(text.substring(0, Math.max(dot, 0))), ChronoUnit.MICROS);
                return new Cursor(at.atOffset(ZoneOffset.UTC), EventRef.parse(text.substring(dot + 1)));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw Problem.caller("request.invalid", "Expected 'after' as a page before gave it, but it is not.")
                        .field("after");
            }
        }
    }
}
