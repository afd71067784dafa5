package io.hearth.automation;

import io.hearth.community.Memberships;
import io.hearth.content.Canary;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Firing;
import io.hearth.decision.Rulesets.Trial;
import io.hearth.decision.fact.Event;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides events by one release: rewards, then segments, then escalations, each on the state that the last left. While another
 * release is tried, whoever is in its share is decided by the decider of that one.
 */
final class Decider implements AutoCloseable {

    static final String WAKE_DUE = "wake.due";
    static final String CALENDAR_DUE = "calendar.due";
    static final String MERGED = "identity.merged";
    static final String UNMERGED = "identity.unmerged";

    /** What time or people's order brings about earns nothing. */
    private static final Set<String> EARN_NOTHING =
            Set.of(CALENDAR_DUE, MERGED, UNMERGED, LevelDecision.DUE, PaidPlans.DUE);

    private final Brain brain;
    private final DecisionSession session;
    private final Calendars calendars;
    private final Recording recording;
    private final SegmentDecision segments;
    private final LevelDecision levels;
    private final Consequences consequences;
    private @Nullable Tried tried;

    Decider(Brain brain, DecisionSession session, Calendars calendars, AsOf asOf, Memberships memberships) {
        this.brain = brain;
        this.session = session;
        this.calendars = calendars;
        this.recording = new Recording(memberships);
        this.segments = new SegmentDecision(session, asOf);
        this.levels = new LevelDecision(recording);
        this.consequences = new Consequences(levels);
    }

    private record Tried(Trial trial, Decider decider) {}

    /** The same, but for a share of the members. */
    Decider trying(Trial trial, Decider decider) {
        tried = new Tried(trial, decider);
        return this;
    }

    boolean tries(Optional<Trial> trial) {
        var mine = tried;
        return mine == null
                ? trial.isEmpty()
                : trial.isPresent()
                        && trial.get().ruleset() == mine.trial.ruleset()
                        && trial.get().canary().id() == mine.trial.canary().id();
    }

    Optional<Canary> canary() {
        return Optional.ofNullable(tried).map(one -> one.trial.canary());
    }

    /** The decider of the release that decides for a member: this one, but while another release is tried. */
    Decider of(String community, MemberId member) {
        var other = tried;
        return other != null && other.trial.decidesFor(community, member.toString()) ? other.decider : this;
    }

    Decider of(LoggedEvent event) {
        return of(event.community(), event.member());
    }

    Brain brain() {
        return brain;
    }

    @Override
    public void close() {
        session.close();
        if (tried != null) {
            tried.decider.close();
        }
    }

    void decide(LoggedEvent event, MemberState state, Gathered out) {
        var days = calendars.of(event.community());
        recording.record(event, state, days, brain, out);
        PaidPlans.record(event, state, brain, out);
        var fact = MemberFacts.fact(event, brain.objectOf(event));
        var now = new Occasion(event, fact, state, days, brain, out);
        if (event.type().equals(LevelDecision.DUE)) {
            levels.look(now);
        }
        if (event.effects() == Effects.ALL && !EARN_NOTHING.contains(event.type())) {
            consequences.carryOut(firings("rewards", now), now);
        }
        segments.decide(now);
        if (event.effects() != Effects.NONE) {
            consequences.carryOut(firings("escalations", now), now);
        }
    }

    /** Decides the member's segments anew, though nothing happened; {@code why} names it in what follows. */
    void decideSegments(LoggedEvent why, MemberState state, Gathered out) {
        var days = calendars.of(why.community());
        segments.decide(new Occasion(why, Event.none(why.time()), state, days, brain, out));
    }

    private List<Firing> firings(String rulebook, Occasion now) {
        var facts = now.state().facts(now.fact(), now.days(), now.event().time());
        return session.decide(rulebook, facts, rule -> HowOften.mayFire(rule, now))
                .firings();
    }
}
