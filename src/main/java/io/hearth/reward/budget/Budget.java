package io.hearth.reward.budget;

import io.hearth.reward.Award;
import io.hearth.reward.Span;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit of what may be given.
 *
 * @param source whose awards it limits: a rule's id, a file of rules or a journey; null for whatever gives
 * @param reason the reason of the awards that it limits; null for any
 * @param each whether each member has it, instead of all together
 * @param points how many may be given in one span
 * @param warnPercent at which share people are warned
 */
record Budget(
        long id,
        String community,
        String name,
        @Nullable String source,
        @Nullable String reason,
        boolean each,
        Span span,
        long points,
        int warnPercent,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Instant closedAt) {

    /** Whether it is an account of the ledger, from which awards are paid. */
    boolean pays() {
        return !each && span == Span.EVER;
    }

    String account() {
        return "budget/" + id;
    }

    boolean covers(Award award, Award.Points points) {
        return award.community().equals(community)
                && (reason == null || reason.equals(points.reason()))
                && (source == null || isSource(award.rule()))
                && (startsAt == null || !award.at().isBefore(startsAt))
                && (endsAt == null || award.at().isBefore(endsAt));
    }

    /** A rule's id is its file and its name: {@code rewards/contribution.dslr#first post}. */
    private boolean isSource(@Nullable String rule) {
        return rule != null && source != null && (rule.equals(source) || rule.startsWith(source + "#"));
    }

    /** How narrowly it looks; the narrowest of several that could pay does. */
    int narrowness() {
        return (source == null ? 0 : 2) + (reason == null ? 0 : 1);
    }
}
