package io.hearth.collaboration;

import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code partner}. */
@Repository
class PartnerTable {

    private static final String SELECT = """
            select p.id, p.community, p.profile, p.member, p.score, p.assessed_at, p.version, p.created_by, p.created_at,
                p.changed_at
            from partner p
            """;

    private final JdbcClient sql;
    private final Clock clock;

    PartnerTable(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    long insert(String community, PartnerProfile profile, @Nullable MemberId member, String by) {
        return sql.sql("""
                        insert into partner (community, profile, member, audience, created_by, created_at, changed_at)
                        values (:community, :profile::jsonb, :member, :audience, :by, :now, :now) returning id
                        """)
                .param("community", community)
                .param("profile", Json.mapper().writeValueAsString(profile))
                .param("member", member == null ? null : member.value())
                .param("audience", profile.audience())
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    /** False if somebody else has changed it since that version. */
    boolean change(long id, int version, PartnerProfile profile, @Nullable MemberId member) {
        return sql.sql("""
                        update partner set profile = :profile::jsonb, member = :member, audience = :audience,
                            version = version + 1, changed_at = :now
                        where id = :id and version = :version
                        """)
                        .param("profile", Json.mapper().writeValueAsString(profile))
                        .param("member", member == null ? null : member.value())
                        .param("audience", profile.audience())
                        .param("now", now())
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    void score(long id, int score, Instant at) {
        sql.sql("update partner set score = :score, assessed_at = :at where id = :id")
                .param("score", score)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    Optional<Partner> find(long id) {
        return sql.sql(SELECT + "where p.id = :id")
                .param("id", id)
                .query((row, number) -> partner(row))
                .optional();
    }

    /** What these partners are called. */
    Map<Long, String> names(Collection<Long> ids) {
        var names = new HashMap<Long, String>();
        if (!ids.isEmpty()) {
            sql.sql("select id, profile ->> 'name' from partner where id = any(:ids)")
                    .param("ids", ids.toArray(Long[]::new))
                    .query(row -> {
                        names.put(row.getLong(1), row.getString(2));
                    });
        }
        return names;
    }

    Optional<Partner> lock(long id) {
        return sql.sql(SELECT + "where p.id = :id for update")
                .param("id", id)
                .query((row, number) -> partner(row))
                .optional();
    }

    /** Those who fit best first, or the newest first. */
    List<Partner> list(
            @Nullable String community, boolean byFit, @Nullable Integer score, @Nullable Long before, int most) {
        var page = byFit ? """
                    and (:before::bigint is null or (coalesce(p.score, -1), p.id) < (:score::int, :before::bigint))
                    order by coalesce(p.score, -1) desc, p.id desc limit :most
                    """ : "and (:before::bigint is null or p.id < :before) order by p.id desc limit :most";
        var asked = sql.sql(SELECT + "where (:community::text is null or p.community = :community) " + page)
                .param("community", community)
                .param("before", before)
                .param("most", most);
        return (byFit ? asked.param("score", score) : asked)
                .query((row, number) -> partner(row))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Partner partner(ResultSet row) throws SQLException {
        long member = row.getLong("member");
        var isMember = !row.wasNull();
        var assessed = row.getObject("assessed_at", OffsetDateTime.class);
        return new Partner(
                row.getLong("id"),
                row.getString("community"),
                Json.mapper().readValue(row.getString("profile"), PartnerProfile.class),
                isMember ? new MemberId(member) : null,
                row.getObject("score", Integer.class),
                assessed == null ? null : assessed.toInstant(),
                row.getInt("version"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
