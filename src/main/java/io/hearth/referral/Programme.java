package io.hearth.referral;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How members of a community invite others.
 *
 * @param steps what an invited member does, in this order; the first is joining, the last the qualified action
 * @param page where an invitation leads, an https address
 * @param withinDays from the first visit until the last step
 * @param waitDays how long the points wait before they may be spent
 * @param mostAnHour more joins than that by one inviter within an hour are looked at by a person
 */
record Programme(
        long id,
        String community,
        String name,
        List<Step> steps,
        String page,
        int withinDays,
        long inviterPoints,
        long invitedPoints,
        int waitDays,
        int mostAnHour,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Instant closedAt) {

    /** Somebody opened an invitation; says so with the code in its data. */
    static final String VISITED = "referral.visited";

    /** What a step of joining may be. */
    static final List<String> JOINING = List.of("member.joined", "member.applied");

    Programme {
        steps = List.copyOf(steps);
    }

    /** Names it in receipts, in the ledger and for budgets: {@code referral/12} gives whatever it is called. */
    String rule() {
        return "referral/" + id + "#" + name;
    }

    boolean isOn(Instant at) {
        return (startsAt == null || !at.isBefore(startsAt))
                && (endsAt == null || at.isBefore(endsAt))
                && (closedAt == null || at.isBefore(closedAt));
    }

    /** Whether events of the type may come with a code. */
    boolean bringsCode(String type) {
        return type.equals(VISITED) || type.equals(steps.get(0).event());
    }

    boolean listensTo(String type) {
        return type.equals(VISITED)
                || steps.stream().anyMatch(step -> step.event().equals(type));
    }

    Instant expiry(Instant from) {
        return from.plus(Duration.ofDays(withinDays));
    }

    /** Where the invitation with a code leads. */
    String link(String code) {
        return page + (page.contains("?") ? "&" : "?") + "code=" + code;
    }
}
