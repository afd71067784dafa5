package io.hearth.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.CutOff;
import io.hearth.reward.RewardFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything that can happen to points, at random, against points kept on paper. The database cuts the line before any of an
 * order's statements, or before the commit, and the order is given again; others are given again after it, as by somebody
 * who never heard the answer, or once the community has changed how long points wait.
 */
@HearthTest
class LedgerModelTest {

    private static final int ORDERS = 220;
    private static final int EXPIRE_AFTER = 30;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Ledger ledger;

    @Autowired
    Statement statement;

    @Autowired
    PointsCalendar calendar;

    @Autowired
    LedgerCheck check;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    private final Map<MemberId, PlainPoints> paper = new HashMap<>();
    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private RewardFixture fixture;
    private CutOff cutOff;

    @Test
    void agreesWithPointsKeptOnPaper() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        fixture = new RewardFixture(api, members, transaction);
        cutOff = new CutOff(source, transaction);
        api.as(Role.MARKETER)
                .put(
                        "/reward-policies/" + fixture.community,
                        Map.of("expireAfterDays", EXPIRE_AFTER, "transfers", true));
        fixture.members(4).forEach(member -> paper.put(member, new PlainPoints()));

        for (int i = 0; i < ORDERS; i++) {
            if (random.nextInt(3) == 0) {
                now = now.plusSeconds(random.nextInt(6 * 86_400));
            }
            clock.set(now);
            calendar.look();
            paper.values().forEach(points -> points.until(now, this::term));
            order(random, "cause-" + i);
        }

        clock.set(now);
        calendar.look();
        paper.values().forEach(points -> points.until(now, this::term));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> paper.forEach((member, points) -> {
                    var balance = statement.now(member, fixture.community);
                    assertThat(balance)
                            .as("%s with seed %d", member, seed)
                            .isEqualTo(new Statement.Balances(points.available, points.pending, points.earned));
                    assertThat(inLots(member))
                            .as("lots of %s with seed %d", member, seed)
                            .isEqualTo(points.inLots());
                    var then = statement.at(member, fixture.community, now);
                    assertThat(then.available()).isEqualTo(points.available);
                    assertThat(then.pending()).isEqualTo(points.pending);
                }));
        assertThat(ledger.accounts(fixture.community).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isZero();
        assertThat(check.check().right()).as("with seed %d", seed).isTrue();
    }

    private void order(Random random, String cause) {
        var everybody = new ArrayList<>(paper.keySet());
        everybody.sort(null);
        var member = everybody.get(random.nextInt(everybody.size()));
        var points = paper.get(member);
        long amount = 1 + random.nextInt(60);
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                var expires = random.nextInt(4) == 0 ? null : term(now);
                carryOut(random, () -> earn(earning(member, amount, cause, null, expires)));
                points.earn(cause, amount, expires);
                carryOut(random, () -> earn(earning(member, amount, cause, now.plusSeconds(3_600), null)));
            }
            case 2 -> {
                var until = now.plusSeconds(1 + random.nextInt(10 * 86_400));
                carryOut(random, () -> earn(earning(member, amount, cause, until, null)));
                points.hold(cause, amount, until);
                carryOut(random, () -> earn(earning(member, amount, cause, null, null)));
            }
            case 3 -> {
                var done = carryOut(random, () -> ledger.redeem(plain(member, amount, cause)));
                assertThat(done.isRefused()).isEqualTo(!points.redeem(cause, amount));
            }
            case 4 -> {
                if (!points.debits.isEmpty()) {
                    var spent = any(random, points.debits);
                    carryOut(random, () -> ledger.refund(member, fixture.community, spent, "back", "test", null, now));
                    points.refund(spent);
                }
            }
            case 5 -> {
                carryOut(random, () -> {
                    ledger.take(List.of(plain(member, amount, cause)));
                    return Movement.done(amount, 0);
                });
                points.remove(amount);
            }
            case 6 -> {
                if (!points.awards.isEmpty()) {
                    var award = any(random, points.awards);
                    carryOut(random, () -> ledger.reverse(member, fixture.community, award, "wrong", "test", now));
                    points.reverse(award);
                }
            }
            default -> {
                var to = everybody.get((everybody.indexOf(member) + 1) % everybody.size());
                var done = carryOut(random, () -> ledger.transfer(plain(member, amount, cause), to));
                if (points.available >= amount) {
                    points.available -= amount;
                    paper.get(to).receive(cause, amount, points.take(amount));
                } else {
                    assertThat(done.isRefused()).isTrue();
                }
            }
        }
    }

    private Movement carryOut(Random random, Supplier<Movement> order) {
        if (random.nextInt(10) == 0) {
            cutOff.before(1 + random.nextInt(8), order);
        }
        var done = Objects.requireNonNull(transaction.execute(status -> order.get()));
        if (random.nextInt(5) == 0) {
            var unused = transaction.execute(status -> order.get());
        }
        return done;
    }

    private Movement earn(Earning earning) {
        ledger.earn(List.of(earning));
        return Movement.done(earning.points(), 0);
    }

    private Earning earning(MemberId member, long points, String cause, Instant releaseAt, Instant expiresAt) {
        return new Earning(
                member,
                fixture.community,
                points,
                cause,
                "reason",
                null,
                "rule",
                null,
                null,
                now,
                releaseAt,
                expiresAt,
                null,
                null);
    }

    private Order plain(MemberId member, long points, String cause) {
        return new Order(member, fixture.community, points, cause, "reason", "test", null, now);
    }

    private Instant term(Instant from) {
        return from.atZone(ZONE)
                .toLocalDate()
                .plusDays(EXPIRE_AFTER + 1)
                .atStartOfDay(ZONE)
                .toInstant();
    }

    private static String any(Random random, Map<String, Long> causes) {
        var sorted = new ArrayList<>(causes.keySet());
        sorted.sort(null);
        return sorted.get(random.nextInt(sorted.size()));
    }

    private long inLots(MemberId member) {
        return jdbc.sql("select coalesce(sum(remaining), 0) from points_lot where member = ? and community = ?")
                .params(member.value(), fixture.community)
                .query(Long.class)
                .single();
    }
}
