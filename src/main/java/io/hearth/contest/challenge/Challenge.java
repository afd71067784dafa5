package io.hearth.contest.challenge;

import io.hearth.contest.Prize;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that members of a community measure themselves in for a time.
 *
 * @param segment who may enter; null for all members
 * @param eventType of count and sum
 * @param field the number in the event's data, of sum
 * @param mostPerDay what one day may add to a member's score at most, of count and sum; null for no limit
 * @param rule the rule whose points count, of points
 * @param judges how many people judge each entry, of judged
 */
record Challenge(
        long id,
        String community,
        String nameZh,
        String nameEn,
        @Nullable String about,
        @Nullable String segment,
        Measure measure,
        @Nullable String eventType,
        @Nullable String field,
        @Nullable BigDecimal mostPerDay,
        @Nullable String rule,
        int judges,
        @Nullable String judgeGroup,
        List<Place> prizes,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant closedAt) {

    /** An event by which a member enters; says which challenge in its data. */
    static final String ENTERED = "challenge.entered";

    Challenge {
        prizes = List.copyOf(prizes);
    }

    /** By what an entry is scored. */
    enum Measure {
        /** How often something happened. */
        COUNT,
        /** A number of its data, added up. */
        SUM,
        /** Points that a rule gave. */
        POINTS,
        /** What people think of it. */
        JUDGED;

        static Optional<Measure> parse(@Nullable String word) {
            for (var measure : values()) {
                if (measure.word().equals(word)) {
                    return Optional.of(measure);
                }
            }
            return Optional.empty();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What places from one to another win. */
    record Place(int from, int to, Prize prize) {}

    String key() {
        return "challenge/" + id;
    }

    boolean isOn(Instant at) {
        return closedAt == null && !at.isBefore(startsAt) && at.isBefore(endsAt);
    }

    /** The last place that wins something. */
    int lastPlace() {
        return prizes.stream().mapToInt(Place::to).max().orElse(0);
    }
}
