package io.hearth.message;

import io.hearth.member.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is planned and not sent yet: it is written when it is sent, in the words that are released then. */
@Component
public class WaitingMessages {

    /** At most so many are counted. */
    public static final int MOST = 100_000;

    private final JdbcTemplate sql;

    WaitingMessages(JdbcTemplate sql) {
        this.sql = sql;
    }

    /**
     * Those of one template.
     *
     * @param some up to five of the members who will read one
     */
    public record Waiting(String template, long messages, List<MemberId> some) {}

    /** By template; only those of which some wait. Together at most {@value #MOST} are counted. */
    public List<Waiting> of(Collection<String> templates) {
        if (templates.isEmpty()) {
            return List.of();
        }
        return sql.query(
                """
                with waiting as (
                    select template, member_id from message
                    where status in ('planned', 'held') and template = any(?) limit ?)
                select template, count(*) as messages, (array_agg(member_id))[1:5] as some
                from waiting group by template order by template""",
                (row, n) -> new Waiting(row.getString("template"), row.getLong("messages"), members((Long[])
                        row.getArray("some").getArray())),
                templates.toArray(String[]::new),
                MOST);
    }

    private static List<MemberId> members(Long[] ids) {
        return Stream.of(ids).distinct().map(MemberId::new).toList();
    }
}
