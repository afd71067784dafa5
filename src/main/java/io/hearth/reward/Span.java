package io.hearth.reward;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** A stretch of time that budgets and leaderboards are cut by, again and again; weeks begin on Monday. */
public enum Span {
    DAY,
    WEEK,
    MONTH,
    YEAR,
    EVER;

    public static Optional<Span> parse(String word) {
        for (var span : values()) {
            if (span.word().equals(word)) {
                return Optional.of(span);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first day of the span that the day is in. */
    public LocalDate from(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
            case EVER -> LocalDate.EPOCH;
        };
    }
}
