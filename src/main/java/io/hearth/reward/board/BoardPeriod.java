package io.hearth.reward.board;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** What stretch of time a leaderboard covers; it ends now. */
enum BoardPeriod {
    DAY,
    WEEK,
    MONTH,
    ALL;

    static Optional<BoardPeriod> parse(String word) {
        for (var period : values()) {
            if (period.word().equals(word)) {
                return Optional.of(period);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first day of the stretch that the day is in. */
    LocalDate from(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case ALL -> LocalDate.EPOCH;
        };
    }
}
