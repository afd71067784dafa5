package io.hearth.automation;

import io.hearth.community.MembershipChange;
import io.hearth.community.Memberships;
import io.hearth.content.Releases;
import io.hearth.decision.PastFacts;
import io.hearth.decision.Rulesets;
import io.hearth.decision.language.RuleReader;
import io.hearth.event.EventLog;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts together again what the decision about a stored event saw. */
@Component
class PastEvents implements PastFacts {

    private static final UUID NONE_YET = new UUID(-1, -1);
    /** The clocks of nodes differ by less than this. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final EventLog log;
    private final PastStates pasts;
    private final JdbcClient jdbc;
    private final Releases releases;
    private final Rulesets rulesets;
    private final Calendars calendars;
    private final Recording recording;

    PastEvents(
            EventLog log,
            PastStates pasts,
            JdbcClient jdbc,
            Releases releases,
            Rulesets rulesets,
            Calendars calendars,
            Memberships memberships) {
        this.log = log;
        this.pasts = pasts;
        this.jdbc = jdbc;
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
        var until = new PastStates.Until(event.time(), firstReceiptFrom(event));
        var past = Objects.requireNonNull(pasts.load(List.of(key), until).get(key));
        var history = upTo(event);
        var state = past.state(history.stream()
                .anyMatch(one -> MembershipChange.Kind.of(one.type()).isPresent()));
        past.remember(state, brain.ruleset().rules(), days);
        history.forEach(one -> recording.record(one, state, days, brain, new Gathered(one.time())));
        state.activity.inSegments(new TreeSet<>(pasts.byRules(key, until)));
        // Plans have no history.
        state.plans = past.present().plans;
        var fact = MemberFacts.fact(event, brain.objectOf(event));
        int day = days.day(event.time());
        return new Then(
                brain.ruleset(),
                state.facts(fact, days, event.time()),
                rule -> HowOften.mayFire(rule, state, fact.object(), day));
    }

    /** The member's first receipt of this event, or of a later one; a member's events are decided one after the other. */
    private UUID firstReceiptFrom(LoggedEvent event) {
        return jdbc.sql("""
                select id from receipt
                where member_id = :member and at >= :from and split_part(event, '-', 1) = :partition
                  and split_part(event, '-', 2)::bigint >= :position
                order by id limit 1
                """)
                .param("member", event.member().value())
                .param("from", Timestamp.from(event.acceptedAt().minus(CLOCKS)))
                .param("partition", Integer.toString(event.partition()))
                .param("position", event.position())
                .query(UUID.class)
                .optional()
                .orElse(NONE_YET);
    }

    private Brain brain(LoggedEvent event) {
        var release = releaseOf(event)
                .or(() -> releases.liveAt(event.acceptedAt()))
                .orElseGet(() -> releases.live().hash());
        var files = releases.find(release).orElseThrow().files();
        return new Brain(rulesets.of(release), Declared.by(RuleReader.catalogue(files)), Set::of);
    }

    /** The release that a receipt of the event names, if it has any. */
    private Optional<String> releaseOf(LoggedEvent event) {
        return jdbc.sql("""
                select w.word from receipt r join receipt_word w on w.id = r.release_word
                where r.event = :event and r.member_id = :member order by r.id limit 1
                """)
                .param("event", event.ref().toString())
                .param("member", event.member().value())
                .query(String.class)
                .optional();
    }

    /** All that the member did until then, the event itself last. */
    private List<LoggedEvent> upTo(LoggedEvent event) {
        var after = event.acceptedAt().plusNanos(1_000);
        return log.historyOf(List.of(event.member()), event.community(), after).stream()
                .filter(one -> one.partition() != event.partition() || one.position() <= event.position())
                .filter(one -> Objects.equals(one.community(), event.community()))
                .toList();
    }
}
