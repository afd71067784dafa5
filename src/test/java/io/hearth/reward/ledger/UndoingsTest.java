package io.hearth.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.member.MemberId;
import io.hearth.reward.ledger.Undoings.Undoing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Many awards undone at once come to the same as one by one. */
@HearthTest
class UndoingsTest {

    private static final Instant NOW = Instant.now();

    @Autowired
    private Ledger ledger;

    @Autowired
    private Undoings undoings;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final String community = "undo-" + UUID.randomUUID();
    private final long first = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);

    @Test
    void takesBackWhatIsThereAndNothingTwice() {
        var spender = member(1);
        var waiting = member(2);
        var expiring = member(3);
        var twice = member(4);
        ledger.earn(List.of(
                earning(spender, "a", null, null),
                earning(waiting, "a", NOW.plus(Duration.ofDays(3)), null),
                earning(expiring, "a", null, NOW.plus(Duration.ofDays(3))),
                earning(twice, "a", null, null),
                earning(twice, "b", null, null)));
        ledger.redeem(new Order(spender, community, 25, "spend", "a shirt", "ada", null, NOW));
        ledger.reverse(twice, community, "a", "by hand", "ada", NOW);
        var wanted = List.of(
                of(spender, "a"),
                of(waiting, "a"),
                of(expiring, "a"),
                of(twice, "a"),
                of(twice, "b"),
                of(member(5), "never"));

        var back = undo(wanted);

        assertThat(back)
                .containsEntry(of(spender, "a"), 15L)
                .containsEntry(of(waiting, "a"), 40L)
                .containsEntry(of(expiring, "a"), 40L)
                .containsEntry(of(twice, "a"), 40L)
                .containsEntry(of(twice, "b"), 40L)
                .doesNotContainKey(of(member(5), "never"));
        assertThat(number("select sum(points) + sum(pending) from standing where community = ?"))
                .isZero();
        assertThat(number("select count(*) from points_held where community = ?"))
                .isZero();
        assertThat(number("select coalesce(sum(remaining), 0) from points_lot where community = ?"))
                .isZero();
        assertThat(number("select sum(points) from ledger_entry where community = ?"))
                .isZero();

        long entries = number("select count(*) from ledger_entry where community = ?");
        assertThat(undo(wanted)).isEqualTo(back);
        assertThat(number("select count(*) from ledger_entry where community = ?"))
                .isEqualTo(entries);
    }

    private Map<Undoing, Long> undo(List<Undoing> wanted) {
        return transaction.execute(status -> undoings.undo(wanted, "wrong", "ada", NOW));
    }

    private Undoing of(MemberId member, String cause) {
        return new Undoing(member, community, cause);
    }

    private Earning earning(MemberId member, String cause, @Nullable Instant releaseAt, @Nullable Instant expiresAt) {
        return new Earning(
                member, community, 40, cause, "post", null, null, null, null, NOW, releaseAt, expiresAt, null, null);
    }

    private MemberId member(int number) {
        return new MemberId(first + number);
    }

    private long number(String sql) {
        return jdbc.sql(sql).param(community).query(Long.class).single();
    }
}
