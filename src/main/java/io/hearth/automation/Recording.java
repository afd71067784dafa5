package io.hearth.automation;

import io.hearth.community.MembershipChange;
import io.hearth.community.Memberships;
import io.hearth.decision.Aggregate;
import io.hearth.event.LoggedEvent;
import io.hearth.member.ProfileChange;
import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.Collected;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event itself says, before any rule looks: who the member is, whether they belong, and what they did. */
final class Recording {

    /** The events whose data say who the member is. */
    private static final Set<String> INTRODUCTIONS = Set.of("member.applied", "member.joined", "member.updated");

    /** What isn't done by members. */
    static final Set<String> NO_ACTIVITY = Set.of(
            Decider.WAKE_DUE, Decider.CALENDAR_DUE, Decider.MERGED, Decider.UNMERGED, LevelDecision.DUE, PaidPlans.DUE);

    private final Memberships memberships;

    Recording(Memberships memberships) {
        this.memberships = memberships;
    }

    void record(LoggedEvent event, MemberState state, LocalDays days, Brain brain, Gathered out) {
        introduce(event, state, out);
        MembershipChange.Kind.of(event.type()).ifPresent(kind -> change(kind, value(kind, event), event, state, out));
        count(event, state.activity, days, brain.collected());
    }

    private static void introduce(LoggedEvent event, MemberState state, Gathered out) {
        if (INTRODUCTIONS.contains(event.type()) && !event.data().isEmpty()) {
            var change = ProfileChange.from(event.member(), event.data(), event.source(), event.time());
            state.learn(change);
            out.profiles.add(change);
        }
    }

    private static @Nullable String value(MembershipChange.Kind kind, LoggedEvent event) {
        return kind == MembershipChange.Kind.CHARTER_ACCEPTED && event.data().get("version") instanceof Number version
                ? Integer.toString(version.intValue())
                : null;
    }

    /** Changes the membership, if that is a change. */
    void change(
            MembershipChange.Kind kind, @Nullable String value, LoggedEvent event, MemberState state, Gathered out) {
        var change = new MembershipChange(
                state.key, kind, value, event.time(), event.ref().toString());
        var next = memberships.after(state.membership, change);
        if (!next.equals(state.membership)) {
            state.membership = next;
            out.memberships.add(change);
        }
    }

    /** Adds the event up, unless it only says what time or a person brought about. */
    static void count(LoggedEvent event, ActivityState activity, LocalDays days, Collected collected) {
        if (NO_ACTIVITY.contains(event.type())) {
            return;
        }
        int day = days.day(event.time());
        activity.count(event.type(), event.time(), day, event.data(), collected);
        if (event.cause() == null) {
            activity.count(Aggregate.ANY, event.time(), day, Map.of(), collected);
        }
    }
}
