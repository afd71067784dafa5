package io.hearth.decision.receipt;

import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.platform.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The receipts' table, written by {@code COPY}. */
@Repository
class ReceiptTable implements Receipts {

    private static final String COPY = """
            copy receipt (id, at, member_id, release_word, rule_word, community_word, event, rulebook, seen, outcomes)
            from stdin
            """;

    private static final String ROWS = """
            select r.id, r.at, r.member_id, r.event, r.rulebook, r.seen, r.outcomes,
                   rel.word as release, rule.word as rule, com.word as community
            from receipt r
            join receipt_word rel on rel.id = r.release_word
            join receipt_word rule on rule.id = r.rule_word
            join receipt_word com on com.id = r.community_word
            """;

    private final DataSource source;
    private final JdbcClient jdbc;
    private final ReceiptWords words;
    private final ReceiptMonths months;

    ReceiptTable(DataSource source, JdbcClient jdbc, ReceiptWords words, ReceiptMonths months) {
        this.source = source;
        this.jdbc = jdbc;
        this.words = words;
        this.months = months;
    }

    /** A receipt as it is stored. */
    record Stored(
            UUID id,
            java.time.Instant at,
            long member,
            String release,
            String rule,
            String community,
            @Nullable String event,
            String rulebook,
            List<StoredSeen> seen,
            List<Map<String, Object>> outcomes) {}

    /** What was seen for one sentence; the sentence itself is in the rule. */
    record StoredSeen(String value, String needed, boolean held) {}

    @Override
    public void store(List<Receipt> receipts) {
        if (receipts.isEmpty()) {
            return;
        }
        var needed = new HashSet<String>();
        for (var receipt : receipts) {
            needed.add(receipt.release());
            needed.add(receipt.rule());
            needed.add(receipt.community());
            months.ensure(receipt.at());
        }
        copy(rows(receipts, words.numbers(needed)));
    }

    Optional<Stored> find(UUID id) {
        return jdbc.sql(ROWS + " where r.id = :id")
                .param("id", id)
                .query(ReceiptTable::stored)
                .optional();
    }

    /** The newest first. */
    List<Stored> search(
            @Nullable Long member, @Nullable String rule, @Nullable String event, @Nullable UUID before, int limit) {
        var number = rule == null ? null : words.find(rule).orElse(-1);
        return jdbc.sql(ROWS + """
                         where (cast(:member as bigint) is null or r.member_id = :member)
                           and (cast(:rule as integer) is null or r.rule_word = :rule)
                           and (cast(:event as text) is null or r.event = :event)
                           and (cast(:before as uuid) is null or r.id < :before)
                         order by r.id desc limit :limit
                        """)
                .param("member", member)
                .param("rule", number)
                .param("event", event)
                .param("before", before)
                .param("limit", limit)
                .query(ReceiptTable::stored)
                .list();
    }

    private void copy(String rows) {
        var connection = DataSourceUtils.getConnection(source);
        try {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                var bytes = rows.getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to store receipts, but " + e.getMessage(), e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private static String rows(List<Receipt> receipts, Map<String, Integer> words) {
        var rows = new StringBuilder(receipts.size() * 256);
        for (var receipt : receipts) {
            rows.append(receipt.id()).append('\t').append(receipt.at()).append('\t');
            rows.append(receipt.member()).append('\t');
            rows.append(words.get(receipt.release())).append('\t');
            rows.append(words.get(receipt.rule())).append('\t');
            rows.append(words.get(receipt.community())).append('\t');
            rows.append(receipt.event() == null ? "\\N" : escaped(receipt.event()))
                    .append('\t');
            rows.append(escaped(receipt.rulebook())).append('\t');
            var seen = receipt.seen().stream()
                    .map(one -> new StoredSeen(one.value(), one.needed(), one.held()))
                    .toList();
            rows.append(escaped(Json.mapper().writeValueAsString(seen))).append('\t');
            rows.append(escaped(Json.mapper()
                            .writeValueAsString(receipt.outcomes().stream()
                                    .map(OutcomeJson::of)
                                    .toList())))
                    .append('\n');
        }
        return rows.toString();
    }

    private static String escaped(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('\t') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static Stored stored(java.sql.ResultSet row, int n) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getLong("member_id"),
                row.getString("release"),
                row.getString("rule"),
                row.getString("community"),
                row.getString("event"),
                row.getString("rulebook"),
                Json.mapper().readValue(row.getString("seen"), new TypeReference<List<StoredSeen>>() {}),
                Json.mapper().readValue(row.getString("outcomes"), new TypeReference<List<Map<String, Object>>>() {}));
    }
}
