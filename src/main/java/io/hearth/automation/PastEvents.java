package io.hearth.automation;

import io.hearth.community.MembershipChange;
import io.hearth.community.Memberships;
import io.hearth.content.Releases;
import io.hearth.decision.PastFacts;
import io.hearth.decision.Rule;
import io.hearth.decision.Rulesets;
import io.hearth.decision.language.RuleReader;
import io.hearth.event.EventLog;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Puts together again what the decision about a stored event saw. */
@Component
class PastEvents implements PastFacts {

    private final EventLog log;
    private final PastStandings standings;
    private final Releases releases;
    private final Rulesets rulesets;
    private final Calendars calendars;
    private final Recording recording;

    PastEvents(
            EventLog log,
            PastStandings standings,
            Releases releases,
            Rulesets rulesets,
            Calendars calendars,
            Memberships memberships) {
        this.log = log;
        this.standings = standings;
        this.releases = releases;
        this.rulesets = rulesets;
        this.calendars = calendars;
        this.recording = new Recording(memberships);
    }

    @Override
    public Optional<Then> of(long member, String community, String event) {
        var key = new MembershipKey(community, new MemberId(member));
        return log.find(EventRef.parse(event))
                .filter(found -> States.key(found).equals(key))
                .map(found -> then(found, key));
    }

    private Then then(LoggedEvent event, MembershipKey key) {
        var days = calendars.of(key.community());
        var brain = brain(event);
        var before = standings.before(key, event);
        var history = upTo(event);
        var state = before.past().state(history.stream().anyMatch(one -> MembershipChange.Kind.of(one.type())
                .isPresent()));
        before.past().remember(state, brain.ruleset().rules(), days);
        history.forEach(one -> recording.record(one, state, days, brain, new Gathered(one.time())));
        state.activity.inSegments(new TreeSet<>(before.segments()));
        state.plans = before.past().present().plans;
        var fact = MemberFacts.fact(event, brain.objectOf(event));
        int day = days.day(event.time());
        return new Then(
                brain.ruleset(),
                state.facts(fact, days, event.time()),
                (Rule rule) -> HowOften.mayFire(rule, state, fact.object(), day));
    }

    private Brain brain(LoggedEvent event) {
        var release = standings
                .releaseOf(event)
                .or(() -> releases.liveAt(event.acceptedAt()))
                .orElseGet(() -> releases.live().hash());
        var files = releases.find(release).orElseThrow().files();
        return new Brain(rulesets.of(release), Declared.by(RuleReader.catalogue(files)), Set::of);
    }

    /** All that the member did until then, the event itself last. */
    private List<LoggedEvent> upTo(LoggedEvent event) {
        Instant after = event.acceptedAt().plusNanos(1_000);
        return log.historyOf(List.of(event.member()), event.community(), after).stream()
                .filter(one -> one.partition() != event.partition() || one.position() <= event.position())
                .filter(one -> Objects.equals(one.community(), event.community()))
                .toList();
    }
}
