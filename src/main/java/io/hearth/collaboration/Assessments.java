package io.hearth.collaboration;

import io.hearth.platform.Json;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Table {@code partner_assessment}. */
@Repository
class Assessments {

    private static final TypeReference<List<Assessment.Said>> REASONS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private final JdbcClient sql;

    Assessments(JdbcClient sql) {
        this.sql = sql;
    }

    /** False if the partner was assessed for this key before. */
    boolean insert(long partner, String key, Assessment said) {
        return sql.sql("""
                        insert into partner_assessment (partner, key, at, release, score, reasons, facts)
                        values (:partner, :key, :at, :release, :score, :reasons::jsonb, :facts::jsonb)
                        on conflict do nothing
                        """)
                        .param("partner", partner)
                        .param("key", key)
                        .param("at", said.at().atOffset(ZoneOffset.UTC))
                        .param("release", said.release())
                        .param("score", said.score())
                        .param("reasons", Json.mapper().writeValueAsString(said.reasons()))
                        .param("facts", Json.mapper().writeValueAsString(said.facts()))
                        .update()
                == 1;
    }

    /** The newest first. */
    List<Assessment> of(long partner, int most) {
        return sql.sql("""
                        select at, release, score, reasons, facts from partner_assessment
                        where partner = :partner order by at desc, key desc limit :most
                        """)
                .param("partner", partner)
                .param("most", most)
                .query((row, number) -> new Assessment(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("release"),
                        row.getInt("score"),
                        Json.mapper().readValue(row.getString("reasons"), REASONS),
                        Json.mapper().readValue(row.getString("facts"), FACTS),
                        null))
                .list();
    }
}
