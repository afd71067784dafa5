package io.hearth.reward.board;

import java.time.LocalDate;
import java.time.ZoneId;

/** One leaderboard: a community's, for a stretch of time that begins on a day. */
record Board(String community, BoardPeriod period, LocalDate from) {

    static Board of(String community, BoardPeriod period, LocalDate day) {
        return new Board(community, period, period.from(day));
    }

    /** Its name in Redis. */
    String key() {
        return "board:" + community.length() + ":" + community + ":" + period.word() + ":" + from;
    }

    java.time.Instant begins(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    java.time.Instant ends(ZoneId zone) {
        return (switch (period) {
                    case DAY -> from.plusDays(1);
                    case WEEK -> from.plusWeeks(1);
                    case MONTH -> from.plusMonths(1);
                    case ALL -> LocalDate.of(9999, 1, 1);
                })
                .atStartOfDay(zone)
                .toInstant();
    }
}
