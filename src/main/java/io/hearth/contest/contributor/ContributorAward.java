package io.hearth.contest.contributor;

import io.hearth.contest.Prize;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An award that a contributor of a community gets each month.
 *
 * @param segment who may be listed; null for all members
 * @param eventType of count
 * @param listed how many people choose from
 * @param voters how many people choose, one voice each
 * @param template of the announcement; null for none
 */
record ContributorAward(
        long id,
        String community,
        String nameZh,
        String nameEn,
        @Nullable String segment,
        Measure measure,
        @Nullable String eventType,
        int listed,
        int voters,
        String voterGroup,
        @Nullable String template,
        @Nullable Prize prize,
        @Nullable Instant closedAt) {

    /** By what contributors are listed. */
    enum Measure {
        /** Points earned in the month. */
        POINTS,
        /** How often something happened in the month. */
        COUNT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
