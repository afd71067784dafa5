package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.community.Membership;
import io.hearth.community.Memberships;
import io.hearth.decision.Outcome.BeInSegment;
import io.hearth.decision.Rulesets;
import io.hearth.event.Effects;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Members are looked at on the days on which the rules can say something else, and on no other. */
@HearthTest
class CalendarLooksTest {

    private static final Instant START = Instant.parse("2026-03-01T16:05:00Z");
    private static final int MEMBERS = 200;
    private static final int DAYS = 30;

    @Autowired
    private Rulesets rulesets;

    @Autowired
    private Calendars calendars;

    @Autowired
    private AsOf asOf;

    @Autowired
    private Memberships memberships;

    private final String community = "calendar-" + UUID.randomUUID();
    private final Happenings happenings = new Happenings(community);
    private final Random random = new Random(20_260_301);

    @Test
    void monthOfSilenceIsLookedAtOnFewDaysAndMissesNothing() {
        var live = rulesets.live();
        var brain = new Brain(live, Declared.NOTHING, Set::of);
        long looks = 0;
        long changes = 0;
        try (var decider = new Decider(brain, live.open(), calendars, asOf, memberships);
                var fresh = live.open()) {
            var states = new ArrayList<MemberState>();
            for (int i = 0; i < MEMBERS; i++) {
                states.add(somebody(decider));
            }
            for (int day = 1; day <= DAYS; day++) {
                var now = START.plus(Duration.ofDays(day));
                for (var state : states) {
                    var before = state.activity.segments();
                    if (!state.activity.holdsUntil().isAfter(now)) {
                        looks++;
                        decider.decide(
                                happenings.event(state.key.member(), "calendar.due", now), state, new Gathered(now));
                    }
                    changes += before.equals(state.activity.segments()) ? 0 : 1;
                    assertThat(state.activity.segments())
                            .as("segments of %s on day %d", state.key.member(), day)
                            .isEqualTo(decided(state, fresh, now));
                }
            }
        }

        assertThat(changes).as("members that moved").isGreaterThan(MEMBERS / 4);
        assertThat(looks)
                .as("looks at %d members in %d days, of which %d found a change", MEMBERS, DAYS, changes)
                .isLessThan(MEMBERS * DAYS / 10);
    }

    private Set<String> decided(MemberState state, io.hearth.decision.DecisionSession session, Instant at) {
        var fact = MemberFacts.fact(happenings.event(state.key.member(), "calendar.due", at), null);
        var facts = state.facts(fact, calendars.of(community), at);
        var segments = new TreeSet<String>();
        for (var firing : session.decide("segments", facts).firings()) {
            firing.outcomes().forEach(outcome -> segments.add(((BeInSegment) outcome).segment()));
        }
        return segments;
    }

    private MemberState somebody(Decider decider) {
        var key = new MembershipKey(community, Happenings.somebody());
        var joined = START.minus(Duration.ofDays(random.nextInt(120)));
        var state = new MemberState(
                key,
                new ActivityState(),
                Optional.empty(),
                "zh",
                Map.of(),
                Set.of(),
                new Membership(key, Membership.Status.ACTIVE, "member", null, joined, null),
                Set.of());
        var types = List.of("post.created", "order.paid", "share.made", "run.finished", "answer.accepted");
        int hours = 24 * random.nextInt(100) + 24;
        for (int i = random.nextInt(25); i >= 0; i--) {
            hours = Math.max(1, hours - random.nextInt(100));
            decider.decide(
                    event(key.member(), types.get(random.nextInt(types.size())), hours), state, new Gathered(START));
        }
        return state;
    }

    private io.hearth.event.LoggedEvent event(MemberId member, String type, int hoursAgo) {
        return happenings.event(
                member,
                type,
                START.minus(Duration.ofHours(hoursAgo)),
                null,
                Map.of("amount", random.nextInt(150), "kilometres", 5),
                Effects.NONE);
    }
}
