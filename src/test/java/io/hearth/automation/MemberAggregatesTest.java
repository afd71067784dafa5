package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.decision.Aggregate;
import io.hearth.member.activity.ActivityState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
}
