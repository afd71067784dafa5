package io.hearth.automation;

import io.hearth.decision.Aggregate;
import io.hearth.decision.CurrentFacts;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import io.hearth.decision.fact.Event;
import io.hearth.event.EventLog;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts about one member now, for questions that no event in the pipeline asks. */
@Component
class MemberFacts implements CurrentFacts {

    private final States states;
    private final Calendars calendars;
    private final EventLog log;
    private final Members members;
    private final EffectTable effects;

    MemberFacts(States states, Calendars calendars, EventLog log, Members members, EffectTable effects) {
        this.states = states;
        this.calendars = calendars;
        this.log = log;
        this.members = members;
        this.effects = effects;
    }

    @Override
    public Optional<Facts> of(long member, String community, @Nullable String event, ZonedDateTime at) {
        if (!exists(new MemberId(member))) {
            return Optional.empty();
        }
        var asked = event == null ? Optional.<LoggedEvent>empty() : log.find(EventRef.parse(event));
        var fact = asked.map(found -> fact(found, found.object())).orElseGet(() -> Event.none(at.toInstant()));
        return Optional.of(of(new MemberId(member), community, fact, at.toInstant()));
    }

    @Override
    public Optional<Facts> supposing(
            long member, String community, Event event, Set<Aggregate> needed, ZonedDateTime at) {
        var key = new MembershipKey(community, new MemberId(member));
        if (!exists(key.member())) {
            return Optional.empty();
        }
        var state = Objects.requireNonNull(states.load(List.of(key)).get(key));
        var days = calendars.of(community);
        var collected = Needs.of(needed);
        int day = days.day(at.toInstant());
        state.activity.count(event.type(), at.toInstant(), day, event.data(), collected);
        state.activity.count(Aggregate.ANY, at.toInstant(), day, Map.of(), collected);
        return Optional.of(state.facts(event, days, at.toInstant()));
    }

    @Override
    public boolean mayFire(long member, String community, Rule rule, Facts about) {
        var key = new MembershipKey(community, new MemberId(member));
        var object = Objects.requireNonNullElse(about.event().object(), "");
        return switch (rule.frequency()) {
            case EACH_TIME -> true;
            case ONCE_PER_OBJECT -> !effects.isDone(key, HowOften.key(rule), object);
            case ONCE, ONCE_A_DAY, ONCE_A_WEEK, ONCE_A_MONTH, ONCE_A_YEAR ->
                HowOften.mayFire(
                        rule,
                        Objects.requireNonNull(states.load(List.of(key)).get(key)),
                        object,
                        calendars.of(community).day(about.now().local().toInstant()));
        };
    }

    private boolean exists(MemberId member) {
        return members.profiles(List.of(member)).containsKey(member);
    }

    Facts of(MemberId member, String community, Event event, Instant at) {
        var key = new MembershipKey(community, member);
        var state = Objects.requireNonNull(states.load(List.of(key)).get(key));
        return state.facts(event, calendars.of(community), at);
    }

    static Event fact(LoggedEvent event, @Nullable String object) {
        return new Event(event.ref().toString(), event.type(), event.source(), event.time(), object, event.data());
    }
}
