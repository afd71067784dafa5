package io.hearth.decision.fact;

import org.jspecify.annotations.Nullable;

/** The only thing that a rule can do: ask for outcomes. The global {@code outcomes} of every rulebook. */
public interface Outcomes {

    void award(long points, String reason);

    /** Points that wait so many days before they may be spent, at most a year. */
    void awardAfter(long days, long points, String reason);

    /** So many points for each whole unit; nothing for less than one or where nothing is said. */
    default void awardFor(long points, @Nullable Double units, String reason) {
        long whole = units == null ? 0 : units.longValue();
        if (whole > 0) {
            award(Math.multiplyExact(points, whole), reason);
        }
    }

    void badge(String badge);

    /** One of the badge's levels; a lower one than the member has changes nothing. */
    void badgeAt(String badge, String level);

    /** The member has the badge no longer, but may earn it again. */
    void takeBadge(String badge);

    /** The member has the badge no longer and never gets it again. */
    void barBadge(String badge);

    /** A code out of the coupon's pool. */
    void coupon(String coupon);

    /** For so many days, beginning when a present term ends; at most 3650. */
    void privilege(String privilege, long days);

    /** An item of the catalogue, for no points. */
    void gift(String gift);

    void level(String level);

    /** The member belongs there now; who no longer belongs leaves. */
    void segment(String segment);

    void openCase(String kind, String severity, String reason);

    void startJourney(String journey);

    void send(String template);

    /** Decides again after so many hours, even if nothing happens until then. */
    void lookAgain(long hours);

    void answer(String value);
}
