package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import io.hearth.member.MembershipKey;
import io.hearth.reward.level.LevelChecks;
import io.hearth.reward.level.LevelChecks.Reached;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What levels need besides the members' states, where they follow the points of a period. */
@Component
class LevelLooks {

    private final LevelChecks checks;
    private final Calendars calendars;
    private final Clock clock;

    LevelLooks(LevelChecks checks, Calendars calendars, Clock clock) {
        this.checks = checks;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** Lets the states know what was earned in the period up to the last event; without a period they know already. */
    void load(Map<MembershipKey, MemberState> states, Brain brain, List<LoggedEvent> events) {
        var levels = brain.levels();
        if (!levels.byPoints() || !levels.hasPeriod()) {
            return;
        }
        var now = events.stream()
                .map(LoggedEvent::time)
                .max(Comparator.naturalOrder())
                .orElseGet(clock::instant);
        var since = new HashMap<MembershipKey, Instant>();
        states.keySet()
                .forEach(key ->
                        since.put(key, LevelDecision.since(levels.period(), calendars.of(key.community()), now)));
        var earned = checks.earnedSince(since);
        states.forEach((key, state) -> state.earned = earned.getOrDefault(key, 0L));
    }

    /** Writes down when to look at the levels of these members again. */
    void store(Gathered out, Map<MembershipKey, MemberState> states, Brain brain) {
        var looks = new HashMap<>(out.looks);
        looks.keySet().retainAll(states.keySet());
        var levels = brain.levels();
        var rolling = new ArrayList<Reached>();
        out.reached.forEach((key, zone) -> {
            var state = states.get(key);
            if (state == null || state.graceUntil != null || levels.needed(state.level) == 0) {
                return;
            }
            if (levels.period().days() > 0) {
                rolling.add(new Reached(key, levels.needed(state.level), zone.getId()));
            } else {
                looks.put(key, LevelDecision.end(levels.period(), calendars.of(key.community()), clock.instant()));
            }
        });
        checks.lookAt(looks);
        checks.lookWhenTooLittle(rolling, levels.period().days());
    }
}
