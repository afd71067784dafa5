package io.hearth.decision.receipt;

import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.platform.CopyBuffer;
import io.hearth.platform.Json;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectWriter;

/** The receipts' table, written by {@code COPY}. */
@Repository
class ReceiptTable implements Receipts {

    private static final String COLUMNS =
            "receipt (id, at, member_id, release_word, rule_word, community_word, event, rulebook, seen, outcomes)";

    private static final ObjectWriter SEEN = Json.mapper().writerFor(new TypeReference<List<StoredSeen>>() {});

    private static final String ROWS = """
            select r.id, r.at, r.member_id, r.event, r.rulebook, r.seen, r.outcomes,
                   rel.word as release, rule.word as rule, com.word as community
            from receipt r
            join receipt_word rel on rel.id = r.release_word
            join receipt_word rule on rule.id = r.rule_word
            join receipt_word com on com.id = r.community_word
            """;

    private final JdbcTemplate copying;
    private final JdbcClient jdbc;
    private final ReceiptWords words;
    private final ReceiptMonths months;

    ReceiptTable(JdbcTemplate copying, JdbcClient jdbc, ReceiptWords words, ReceiptMonths months) {
        this.copying = copying;
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
        rows(receipts, words.numbers(needed)).into(COLUMNS, copying);
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

    private static CopyBuffer rows(List<Receipt> receipts, Map<String, Integer> words) {
        var rows = new CopyBuffer(receipts.size() * 512);
        for (var receipt : receipts) {
            rows.row(10);
            rows.uuid(receipt.id());
            rows.timestamp(receipt.at());
            rows.bigint(receipt.member());
            rows.integer(number(words, receipt.release()));
            rows.integer(number(words, receipt.rule()));
            rows.integer(number(words, receipt.community()));
            rows.text(receipt.event());
            rows.text(receipt.rulebook());
            rows.text(SEEN.writeValueAsBytes(receipt.seen().stream()
                    .map(one -> new StoredSeen(one.value(), one.needed(), one.held()))
                    .toList()));
            rows.text(Json.mapper()
                    .writeValueAsBytes(
                            receipt.outcomes().stream().map(OutcomeJson::of).toList()));
        }
        return rows;
    }

    private static int number(Map<String, Integer> words, String word) {
        return Objects.requireNonNull(words.get(word));
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
