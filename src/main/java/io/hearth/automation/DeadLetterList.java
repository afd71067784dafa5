package io.hearth.automation;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Dead letters as people see them. */
@Component
class DeadLetterList implements Erasure {

    private static final String SELECT = """
            select d.id, d.partition, d.position, d.member, d.community, d.type, d.reason, d.category, d.rule, d.release,
                d.attempts, d.status, coalesce(d.data, e.data) as data, d.data is not null as mended, d.failed_at,
                d.ended_at, d.ended_by
            from dead_letter d left join event e on e.partition = d.partition and e.position = d.position
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeadLetterList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Letter(
            String id,
            String event,
            MemberId member,
            String community,
            String type,
            String reason,
            String category,
            @Nullable String rule,
            String release,
            int attempts,
            String status,
            @Nullable Object data,
            boolean mended,
            Instant failedAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {}

    Page<Letter> list(@Nullable String status, int limit, long before) {
        var letters = jdbc.sql(SELECT + """
                where (:status::text is null or d.status = :status) and d.id < :before
                order by d.id desc
                limit :limit
                """)
                .param("status", status)
                .param("before", before)
                .param("limit", limit + 1)
                .query((row, number) -> read(row))
                .list();
        return Page.of(letters, limit, Letter::id);
    }

    Optional<Letter> find(long id) {
        return jdbc.sql(SELECT + " where d.id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Letter read(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        var data = row.getString("data");
        return new Letter(
                row.getString("id"),
                row.getInt("partition") + "-" + row.getLong("position"),
                new MemberId(row.getLong("member")),
                row.getString("community"),
                row.getString("type"),
                row.getString("reason"),
                row.getString("category"),
                row.getString("rule"),
                row.getString("release"),
                row.getInt("attempts"),
                row.getString("status"),
                data == null ? null : Json.mapper().readValue(data, Map.class),
                row.getBoolean("mended"),
                row.getTimestamp("failed_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("ended_by"));
    }

    /** Whether it was still open. */
    boolean move(long id, String status, @Nullable String data, String by) {
        return jdbc.sql("""
                update dead_letter set status = :status, data = coalesce(:data, data), ended_by = :by,
                    ended_at = case when :status = 'discarded' then :now::timestamptz end
                where id = :id and status in ('open', 'retry')
                """)
                        .param("status", status)
                        .param("data", data)
                        .param("by", by)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id)
                        .update()
                > 0;
    }

    @Override
    public void erase(MemberId member) {
        jdbc.sql("delete from dead_letter where member = ?")
                .param(member.value())
                .update();
        jdbc.sql("delete from wake_up where member = ?").param(member.value()).update();
        jdbc.sql("delete from effect where member = ?").param(member.value()).update();
        jdbc.sql("delete from command where member = ?").param(member.value()).update();
    }
}
