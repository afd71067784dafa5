package io.hearth.reward.board;

import io.hearth.reward.Span;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** What stretch of time a leaderboard covers; it ends now. */
enum BoardPeriod {
    DAY(Span.DAY),
    WEEK(Span.WEEK),
    MONTH(Span.MONTH),
    ALL(Span.EVER);

    private final Span span;

    BoardPeriod(Span span) {
        this.span = span;
    }

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
        return span.from(day);
    }
}
