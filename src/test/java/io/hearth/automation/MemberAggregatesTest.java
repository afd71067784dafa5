package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.decision.Aggregate;
import io.hearth.member.activity.ActivityState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberAggregatesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"ever", "today", "week", "month", "year", "7d"})
    void everyPeriodCanBeReadAndHoldsUntilItEnds(String period) {
        var aggregates = Set.of(
                Aggregate.count("order.paid", period),
                Aggregate.days("order.paid", period),
                Aggregate.sum("order.paid", "amount", period));
        var days = new LocalDays(ZoneOffset.UTC, NOW);
        var state = new ActivityState();
        state.count("order.paid", NOW, days.day(NOW), Map.of("amount", 40), Needs.of(aggregates));

        var read = new MemberAggregates(state, days, days.day(NOW));

        assertThat(aggregates).extracting(read::value).containsOnlyElementsOf(List.of(1.0, 40.0));
        assertThat(aggregates).extracting(read::holdsUntil).allSatisfy(until -> {
            if (period.equals("ever")) {
                assertThat(until).isEqualTo(Long.MAX_VALUE);
            } else {
                assertThat(until)
                        .isBetween(
                                NOW.toEpochMilli(),
                                NOW.plusSeconds(366L * 86_400).toEpochMilli());
            }
        });
    }

    @Test
    void answersToThresholdsHoldExactlyUntilTheDayOnWhichTheyChange() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var days = new LocalDays(ZoneId.of("Asia/Shanghai"), NOW);
        for (int round = 0; round < 300; round++) {
            var period = List.of("today", "week", "month", "7d", "30d").get(random.nextInt(5));
            var asked = List.of(
                            Aggregate.count("order.paid", period),
                            Aggregate.days("order.paid", period),
                            Aggregate.sum("order.paid", "amount", period),
                            Aggregate.streak("order.paid"),
                            Aggregate.streakForgiving("order.paid", 2))
                    .get(random.nextInt(5));
            int today = days.day(NOW);
            var state = new ActivityState();
            for (int event = random.nextInt(30); event >= 0; event--) {
                var at = NOW.minusSeconds(random.nextInt(35 * 86_400));
                var data = Map.of("amount", random.nextInt(12) - (round % 3 == 0 ? 4 : 0));
                state.count("order.paid", at, days.day(at), data, Needs.of(Set.of(asked)));
            }
            double needed = random.nextInt(16);
            boolean reached = new MemberAggregates(state, days, today).value(asked) >= needed;
            long until = new MemberAggregates(state, days, today).reachedUntil(asked, needed);
            for (int ahead = 1; ahead < 80 && days.startOf(today + ahead) < until; ahead++) {
                assertThat(new MemberAggregates(state, days, today + ahead).value(asked) >= needed)
                        .as("%s at least %s in %d days, seed %d", asked, needed, ahead, seed)
                        .isEqualTo(reached);
            }
            boolean grows = asked.function() != Aggregate.Function.SUM || round % 3 != 0;
            if (until != Long.MAX_VALUE && grows && needed > 0) {
                int then = days.day(Instant.ofEpochMilli(until));
                assertThat(reached).isTrue();
                assertThat(new MemberAggregates(state, days, then).value(asked) >= needed)
                        .as("%s at least %s from then on, seed %d", asked, needed, seed)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void streaksForgiveSoManyDaysOfAnySevenAndNoMore(int missed) {
        var random = new Random(missed);
        var days = new LocalDays(ZoneId.of("Asia/Shanghai"), NOW);
        int today = days.day(NOW);
        var asked = Aggregate.streakForgiving("run.finished", missed);
        for (int round = 0; round < 200; round++) {
            var state = new ActivityState();
            var ran = new java.util.TreeSet<Integer>();
            for (int back = 60; back >= 0; back--) {
                if (random.nextInt(10) < 8) {
                    ran.add(today - back);
                    state.count(
                            "run.finished",
                            NOW.minusSeconds(back * 86_400L),
                            today - back,
                            Map.of(),
                            Needs.of(Set.of(asked)));
                }
            }
            assertThat(new MemberAggregates(state, days, today).value(asked)).isEqualTo(inARow(ran, missed, today));
        }
    }

    /** Day by day back from today, looking at the seven days that begin with each. */
    private static int inARow(Set<Integer> ran, int missed, int today) {
        int counted = 0;
        for (int day = today; day >= today - 60; day--) {
            int without = 0;
            for (int next = day; next < day + 7 && next < today; next++) {
                without += ran.contains(next) ? 0 : 1;
            }
            if (without > missed && !ran.contains(day)) {
                return counted;
            }
            counted += ran.contains(day) ? 1 : 0;
        }
        return counted;
    }
}
