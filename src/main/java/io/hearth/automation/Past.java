package io.hearth.automation;

import io.hearth.community.Membership;
import io.hearth.decision.Frequency;
import io.hearth.decision.Rule;
import io.hearth.member.activity.ActivityState;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a member stood at a moment in the past, as far as it was written down; what the member did is counted from the log.
 *
 * @param present how the member stands now: for what has no history
 * @param fired when each rule fired last
 * @param effects what rules that fire once for each object had done
 */
public record Past(
        MemberState present,
        long points,
        @Nullable String level,
        Set<String> badges,
        Set<String> segmentsByHand,
        Map<String, Instant> fired,
        Set<String> effects) {

    /** A state to go on from, before any of the member's events was counted. */
    MemberState state(boolean membershipFromEvents) {
        var state = new MemberState(
                present.key,
                new ActivityState(),
                Optional.empty(),
                present.member.language(),
                present.member.attributes(),
                segmentsByHand,
                membershipFromEvents ? Membership.none(present.key) : present.membership,
                badges);
        state.points = points;
        state.level = level;
        state.effects.addAll(effects);
        return state;
    }

    /** Lets the state remember which of these rules had fired. */
    void remember(MemberState state, Collection<Rule> rules, LocalDays days) {
        for (var rule : rules) {
            var at = fired.get(rule.id());
            if (at != null
                    && rule.frequency() != Frequency.EACH_TIME
                    && rule.frequency() != Frequency.ONCE_PER_OBJECT) {
                state.activity.remember(HowOften.key(rule), HowOften.period(rule.frequency(), days.day(at)));
            }
        }
    }
}
