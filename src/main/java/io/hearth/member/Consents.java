package io.hearth.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What members agreed to, with every change that led there. */
@Service
public class Consents {

    private static final String COLUMNS = "member_id, purpose, channel, granted, at, source";

    /** An older answer that arrives late is kept in the history and changes nothing. */
    private static final String RECORD = """
            INSERT INTO consent (member_id, purpose, channel, granted, at, source) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (member_id, purpose, channel) DO UPDATE
            SET granted = excluded.granted, at = excluded.at, source = excluded.source
            WHERE consent.at <= excluded.at
            """;

    private final JdbcTemplate jdbc;

    Consents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a member agreed; who never answered did not. */
    public boolean granted(MemberId member, String purpose, String channel) {
        return granted(List.of(member), purpose, channel).contains(member);
    }

    /** Those of the members who agreed. */
    public Set<MemberId> granted(Collection<MemberId> members, String purpose, String channel) {
        return having(true, members, purpose, channel);
    }

    /** Those of the members who said no. */
    public Set<MemberId> withdrawn(Collection<MemberId> members, String purpose, String channel) {
        return having(false, members, purpose, channel);
    }

    private Set<MemberId> having(boolean granted, Collection<MemberId> members, String purpose, String channel) {
        Map<MemberId, Boolean> answers = new HashMap<>();
        jdbc.query(
                """
                SELECT DISTINCT ON (member_id) member_id, granted FROM consent
                WHERE member_id = ANY (?) AND purpose = ? AND channel IN (?, '*')
                ORDER BY member_id, channel = '*'
                """,
                rows -> {
                    answers.put(new MemberId(rows.getLong(1)), rows.getBoolean(2));
                },
                members.stream().map(MemberId::value).toArray(Long[]::new),
                purpose,
                channel);
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue() == granted)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** One answer to a purpose; {@link Consent#EVERY_CHANNEL} stands for the channels that have none of their own. */
    public record Answer(String purpose, String channel, boolean granted) {}

    /** All answers of the members to these purposes; who never answered is not in it. */
    public Map<MemberId, List<Answer>> answers(Collection<MemberId> members, Collection<String> purposes) {
        Map<MemberId, List<Answer>> answers = new HashMap<>(members.size() * 2);
        jdbc.query(
                "SELECT member_id, purpose, channel, granted FROM consent WHERE member_id = ANY (?) AND purpose = ANY (?)",
                rows -> {
                    answers.computeIfAbsent(new MemberId(rows.getLong(1)), unused -> new ArrayList<>(2))
                            .add(new Answer(rows.getString(2), rows.getString(3), rows.getBoolean(4)));
                },
                members.stream().map(MemberId::value).toArray(Long[]::new),
                purposes.stream().distinct().toArray(String[]::new));
        return answers;
    }

    public List<Consent> of(MemberId member) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM consent WHERE member_id = ? ORDER BY purpose, channel",
                (row, n) -> consent(row),
                member.value());
    }

    public List<Consent> history(MemberId member) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM consent_history WHERE member_id = ? ORDER BY id",
                (row, n) -> consent(row),
                member.value());
    }

    @Transactional
    public void record(Consent consent, String by) {
        record(List.of(consent), by);
    }

    @Transactional
    public void record(Collection<Consent> consents, String by) {
        jdbc.batchUpdate(RECORD, consents.stream().map(Consents::values).toList());
        jdbc.batchUpdate(
                "INSERT INTO consent_history (" + COLUMNS + ", recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
                consents.stream()
                        .map(consent -> {
                            var values = java.util.Arrays.copyOf(values(consent), 7);
                            values[6] = by;
                            return values;
                        })
                        .toList());
    }

    void erase(MemberId member) {
        jdbc.update("DELETE FROM consent WHERE member_id = ?", member.value());
        jdbc.update("DELETE FROM consent_history WHERE member_id = ?", member.value());
    }

    private static Object[] values(Consent consent) {
        return new Object[] {
            consent.member().value(),
            consent.purpose(),
            consent.channel(),
            consent.granted(),
            Timestamp.from(consent.at()),
            consent.source()
        };
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                new MemberId(row.getLong("member_id")),
                row.getString("purpose"),
                row.getString("channel"),
                row.getBoolean("granted"),
                row.getTimestamp("at").toInstant(),
                row.getString("source"));
    }
}
