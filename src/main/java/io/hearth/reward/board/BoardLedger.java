package io.hearth.reward.board;

import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the books say of a board: the truth, from which it is made, and which answers while Redis is away. */
@Component
class BoardLedger {

    /** What counts as earned; a redemption lowers nobody's rank. */
    private static final String OF_TIME = """
            select member, sum(points) as points from ledger_entry
            where community = ? and account = 'available' and kind in ('earn', 'release', 'take', 'reverse')
              and at >= ? and at < ?
              and not exists (
                select from leaderboard_absence a where a.community = ledger_entry.community
                    and a.member = ledger_entry.member)
            group by member having sum(points) > 0
            """;

    private static final String OF_ALL_TIME = """
            select member, earned as points from standing s
            where community = ? and earned > 0 and not exists (
                select from leaderboard_absence a where a.community = s.community and a.member = s.member)
            """;

    private static final String EARNED_EVER = """
            select coalesce(max(earned), 0) from standing s where s.member = k.member and s.community = k.community
            """;

    private static final String EARNED_THEN = """
            select coalesce(sum(points), 0) from ledger_entry e
            where e.member = k.member and e.community = k.community and account = 'available'
              and kind in ('earn', 'release', 'take', 'reverse') and at >= ? and at < ?
            """;

    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;
    private final TransactionTemplate transaction;
    private final BoardSettings settings;

    BoardLedger(JdbcClient jdbc, DataSource source, TransactionTemplate transaction, BoardSettings settings) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(source);
        this.streaming.setFetchSize(AT_ONCE);
        this.transaction = transaction;
        this.settings = settings;
    }

    /** Everybody on the board, in no order, a few thousand at a time. */
    void each(Board board, ObjLongConsumer<MemberId> place) {
        transaction.executeWithoutResult(status -> streaming.query(
                sql(board),
                row -> {
                    place.accept(new MemberId(row.getLong(1)), row.getLong(2));
                },
                parameters(board)));
    }

    List<Place> top(Board board, int limit) {
        var parameters = new ArrayList<>(List.of(parameters(board)));
        parameters.add(limit);
        return jdbc.sql("select member, points, rank() over (order by points desc) from (" + sql(board)
                        + ") b order by points desc, member limit ?")
                .params(parameters)
                .query((row, number) -> new Place(row.getLong(3), new MemberId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    Optional<Place> place(Board board, MemberId member) {
        var parameters = new ArrayList<>(List.of(parameters(board)));
        parameters.add(member.value());
        return jdbc.sql("with b as (" + sql(board) + """
                ) select m.points, (select count(*) + 1 from b where b.points > m.points) from b m where m.member = ?
                """)
                .params(parameters)
                .query((row, number) -> new Place(row.getLong(2), member, row.getLong(1)))
                .optional();
    }

    long size(Board board) {
        return jdbc.sql("select count(*) from (" + sql(board) + ") b")
                .params(List.of(parameters(board)))
                .query(Long.class)
                .single();
    }

    /** What these members have on the board; nothing for who earned nothing or doesn't want to be shown. */
    Map<Long, Long> points(Board board, Collection<Long> members) {
        var wanted = members.stream().mapToLong(Long::longValue).toArray();
        var parameters = new ArrayList<Object>();
        parameters.add(wanted);
        parameters.add(board.community());
        if (board.period() != BoardPeriod.ALL) {
            parameters.addAll(List.of(parameters(board)).subList(1, 3));
        }
        var found = new HashMap<Long, Long>();
        jdbc.sql("""
                select k.member, case when exists (
                    select from leaderboard_absence a where a.community = k.community and a.member = k.member)
                    then 0 else (%s) end
                from (select unnest(?::bigint[]) as member, ?::text as community) k
                """.formatted(board.period() == BoardPeriod.ALL ? EARNED_EVER : EARNED_THEN))
                .params(reordered(board, parameters))
                .query(row -> {
                    found.put(row.getLong(1), row.getLong(2));
                });
        return found;
    }

    /** The times stand before the members in the statement. */
    private static List<Object> reordered(Board board, List<Object> parameters) {
        return board.period() == BoardPeriod.ALL
                ? parameters
                : List.of(parameters.get(2), parameters.get(3), parameters.get(0), parameters.get(1));
    }

    void absent(String community, MemberId member, boolean absent, java.time.Instant at) {
        if (absent) {
            jdbc.sql("insert into leaderboard_absence (member, community, at) values (?, ?, ?) on conflict do nothing")
                    .params(member.value(), community, Timestamp.from(at))
                    .update();
        } else {
            jdbc.sql("delete from leaderboard_absence where member = ? and community = ?")
                    .params(member.value(), community)
                    .update();
        }
    }

    void forget(MemberId member) {
        jdbc.sql("delete from leaderboard_absence where member = ?")
                .param(member.value())
                .update();
    }

    private static String sql(Board board) {
        return board.period() == BoardPeriod.ALL ? OF_ALL_TIME : OF_TIME;
    }

    private Object[] parameters(Board board) {
        return board.period() == BoardPeriod.ALL
                ? new Object[] {board.community()}
                : new Object[] {
                    board.community(),
                    Timestamp.from(board.begins(settings.zone())),
                    Timestamp.from(Objects.requireNonNull(board.ends(settings.zone())))
                };
    }
}
