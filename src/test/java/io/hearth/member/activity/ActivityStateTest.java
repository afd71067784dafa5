package io.hearth.member.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.member.activity.Collected.Need;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivityStateTest {

    private static final int TODAY = (int) LocalDate.of(2026, 3, 14).toEpochDay();

    private final ActivityState state = new ActivityState();
    private Collected collected = Collected.nothing();

    @Test
    void countsLateEventsIntoTheirOwnDay() {
        collected = new Collected(List.of(new Need("post.created", null, 30)));

        happened("post.created", TODAY);
        happened("post.created", TODAY - 3);

        assertThat(state.count("post.created")).isEqualTo(2);
        assertThat(state.count("post.created", TODAY, TODAY)).isEqualTo(1);
        assertThat(state.count("post.created", TODAY - 6, TODAY)).isEqualTo(2);
        assertThat(state.first("post.created")).contains(at(TODAY - 3));
        assertThat(state.last("post.created")).contains(at(TODAY));
    }

    @Test
    void forgetsDaysThatNoRuleLooksAt() {
        collected = new Collected(List.of(new Need("post.created", null, 7)));

        happened("post.created", TODAY - 7);
        happened("post.created", TODAY);

        assertThat(state.count("post.created", TODAY - 100, TODAY)).isEqualTo(1);
        assertThat(state.count("post.created")).isEqualTo(2);
    }

    @Test
    void addsMoneyUpExactly() {
        collected = new Collected(List.of(new Need("order.paid", "amount", 0)));

        for (int i = 0; i < 10; i++) {
            happened("order.paid", TODAY, Map.of("amount", new BigDecimal("0.1")));
        }

        assertThat(state.sum("order.paid", "amount")).isEqualByComparingTo("1");
    }

    @Test
    void countsAStreakUntilADayIsMissed() {
        happened("run.finished", TODAY - 2);
        happened("run.finished", TODAY - 1);
        happened("run.finished", TODAY - 1);

        assertThat(state.streak("run.finished", TODAY)).isEqualTo(2);
        assertThat(state.streak("run.finished", TODAY + 1)).isZero();

        happened("run.finished", TODAY);
        assertThat(state.streak("run.finished", TODAY)).isEqualTo(3);

        happened("run.finished", TODAY + 2);
        assertThat(state.streak("run.finished", TODAY + 2)).isEqualTo(1);
    }

    @Test
    void lateEventBeforeTheStreakMakesItLonger() {
        happened("run.finished", TODAY);
        happened("run.finished", TODAY - 1);

        assertThat(state.streak("run.finished", TODAY)).isEqualTo(2);
    }

    @Test
    void remembersFiringsByPeriodAndNeverGoesBack() {
        state.remember(42, TODAY);

        assertThat(state.fired(42, TODAY)).isEqualTo(1);
        assertThat(state.fired(42, TODAY + 1)).isZero();
        assertThat(state.fired(42, TODAY - 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(state.fired(43, TODAY)).isZero();
    }

    private void happened(String type, int day) {
        happened(type, day, Map.of());
    }

    private void happened(String type, int day, Map<String, ?> data) {
        state.count(type, at(day), day, data, collected);
    }

    private static java.time.Instant at(int day) {
        return LocalDate.ofEpochDay(day).atTime(9, 0).toInstant(ZoneOffset.UTC);
    }
}
