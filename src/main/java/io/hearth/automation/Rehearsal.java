package io.hearth.automation;

import io.hearth.automation.Played.Because;
import io.hearth.automation.Played.Kind;
import io.hearth.automation.Played.Much;
import io.hearth.automation.Played.What;
import io.hearth.community.MembershipChange;
import io.hearth.community.Memberships;
import io.hearth.decision.DecisionFailed;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Receipt;
import io.hearth.decision.Rule;
import io.hearth.decision.Ruleset;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.event.NewEvent;
import io.hearth.member.MembershipKey;
import io.hearth.reward.Award;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plays members' events through one release as the pipeline would, but in memory: what would follow is told, and nothing is
 * written. What the server itself caused is not taken from the log but caused anew. Budgets are shared by all members and not
 * counted here. For one thread.
 */
public final class Rehearsal implements AutoCloseable {

    private static final Set<String> CAUSED_ANEW = Set.of(
            "points.awarded",
            "badge.given",
            "badge.revoked",
            "level.changed",
            "level.at-risk",
            "plan.changed",
            "segment.entered",
            "segment.left",
            "case.opened",
            Decider.WAKE_DUE,
            Decider.CALENDAR_DUE);

    /** More looks at the calendar than any rule of days can need. */
    private static final int MOST_LOOKS = 1_000;

    /** Positions of events that are in no log. */
    private static final long ELSEWHERE = 1L << 60;

    private final Brain brain;
    private final Decider decider;
    private final Recording recording;
    private final Calendars calendars;
    private final Map<String, Rule> rules = new HashMap<>();
    private long position = ELSEWHERE;

    Rehearsal(Brain brain, DecisionSession session, Calendars calendars, AsOf asOf, Memberships memberships) {
        this.brain = brain;
        this.decider = new Decider(brain, session, calendars, asOf, memberships);
        this.recording = new Recording(memberships);
        this.calendars = calendars;
        brain.ruleset().rules().forEach(rule -> rules.put(rule.id(), rule));
    }

    /** The rules that play. */
    public Ruleset ruleset() {
        return brain.ruleset();
    }

    @Override
    public void close() {
        decider.close();
    }

    /** One member's part. */
    private final class Part {
        private final MemberState state;
        private final Instant until;
        private final Map<What, Much> what = new LinkedHashMap<>();
        private final Map<What, Because> gone = new HashMap<>();
        private final Set<String> cases = new HashSet<>();
        private final PriorityQueue<Instant> wakeUps = new PriorityQueue<>();
        private long events;
        private long failures;
        private int looks;

        private Part(MemberState state, Instant until) {
            this.state = state;
            this.until = until;
        }
    }

    /**
     * Plays what one member did.
     *
     * @param events all of the member's events in that community, in the log's order
     * @param from those accepted before are only counted
     */
    Played play(Past past, List<LoggedEvent> events, Instant from, Instant until) {
        var days = calendars.of(past.present().key.community());
        var state = past.state(events.stream()
                .anyMatch(event -> MembershipChange.Kind.of(event.type()).isPresent()));
        var part = new Part(state, until);
        past.remember(state, brain.ruleset().rules(), days);
        boolean begun = false;
        for (var event : events) {
            if (event.acceptedAt().isBefore(from)) {
                recording.record(event, state, days, brain, new Gathered(event.time()));
                continue;
            }
            if (!begun) {
                begin(part, from);
                begun = true;
            }
            if (event.cause() == null || !CAUSED_ANEW.contains(event.type())) {
                catchUp(part, event.time());
                part.events++;
                decide(event, part);
            }
        }
        if (!begun) {
            begin(part, from);
        }
        catchUp(part, until);
        return new Played(state.key, part.what, part.gone, part.events, part.failures);
    }

    /** Where the member belongs by these rules as the window begins; nothing follows from that. */
    private void begin(Part part, Instant from) {
        var out = new Gathered(from);
        part.state.activity.inSegments(new TreeSet<>());
        try {
            decider.decideSegments(own(Decider.CALENDAR_DUE, from, part.state.key), part.state, out);
            segments(out, part);
        } catch (DecisionFailed failed) {
            part.failures++;
        }
    }

    /** What time alone brings about before the next event. */
    private void catchUp(Part part, Instant until) {
        while (part.looks < MOST_LOOKS) {
            var calendar = part.state.activity.holdsUntil();
            var wake = part.wakeUps.peek();
            boolean woken = wake != null && wake.isBefore(calendar);
            var next = woken ? wake : calendar;
            if (!next.isBefore(until)) {
                return;
            }
            part.looks++;
            if (woken) {
                part.wakeUps.remove();
            }
            decide(own(woken ? Decider.WAKE_DUE : Decider.CALENDAR_DUE, next, part.state.key), part);
        }
    }

    private void decide(LoggedEvent first, Part part) {
        var queue = new ArrayDeque<>(List.of(first));
        while (!queue.isEmpty()) {
            var event = queue.remove();
            var out = new Gathered(event.time());
            try {
                decider.decide(event, part.state, out);
            } catch (DecisionFailed failed) {
                part.failures++;
                // What holds no longer would be looked at without end.
                part.state.activity.holdsUntil(Instant.MAX);
                continue;
            }
            gather(event, out, part);
            out.caused.forEach(caused -> queue.add(logged(caused, event)));
        }
    }

    private void gather(LoggedEvent event, Gathered out, Part part) {
        var seen = new HashMap<UUID, Receipt>();
        out.receipts.forEach(receipt -> seen.put(receipt.id(), receipt));
        for (var award : out.awards) {
            var because = because(event.ref(), event.time(), award.rule(), seen.get(award.receipt()));
            var given = award.given();
            if (given instanceof Award.Points points) {
                part.what.merge(
                        new What(Kind.POINTS, String.valueOf(award.rule())),
                        new Much(points.points(), because),
                        (one, other) -> new Much(one.amount() + other.amount(), other.because()));
            } else if (given instanceof Award.Badge badge) {
                once(
                        part,
                        new What(Kind.BADGE, badge.badge() + (badge.level() == null ? "" : "/" + badge.level())),
                        because);
            } else if (given instanceof Award.Benefit benefit) {
                part.what.merge(
                        new What(Kind.BENEFIT, benefit.kind() + "/" + benefit.what()),
                        new Much(1, because),
                        (one, other) -> new Much(one.amount() + other.amount(), other.because()));
            } else if (given instanceof Award.Level level) {
                once(part, new What(Kind.LEVEL, level.level()), because);
            }
        }
        segments(out, part);
        for (var wanted : out.cases) {
            if (part.cases.add(wanted.what().rule() + " " + wanted.what().object())) {
                once(
                        part,
                        new What(Kind.CASE, wanted.what().kind()),
                        because(event.ref(), event.time(), wanted.what().rule(), wanted.receipt()));
            }
        }
        byOutcome(event, out, part);
        out.wakeUps.stream()
                .map(Gathered.WakeUp::dueAt)
                .filter(due -> due.isBefore(part.until))
                .forEach(part.wakeUps::add);
    }

    /** Messages and journeys bear no receipt of their own; the receipts of the event say which rules asked. */
    private void byOutcome(LoggedEvent event, Gathered out, Part part) {
        for (var receipt : out.receipts) {
            var because = because(event.ref(), event.time(), receipt.rule(), receipt);
            for (var outcome : receipt.outcomes()) {
                if (outcome instanceof io.hearth.decision.Outcome.SendMessage send) {
                    once(part, new What(Kind.MESSAGE, send.template()), because);
                } else if (outcome instanceof io.hearth.decision.Outcome.StartJourney start) {
                    once(part, new What(Kind.JOURNEY, start.journey()), because);
                }
            }
        }
    }

    private void segments(Gathered out, Part part) {
        var seen = new HashMap<UUID, Receipt>();
        out.receipts.forEach(receipt -> seen.put(receipt.id(), receipt));
        for (var change : out.segments) {
            var what = new What(Kind.SEGMENT, change.segment());
            var receipt = seen.get(change.receipt());
            var because = new Because(
                    event(receipt),
                    change.at(),
                    Optional.ofNullable(rules.get(String.valueOf(change.rule()))),
                    receipt == null ? List.of() : receipt.seen());
            if (change.entered()) {
                part.what.put(what, new Much(1, because));
                part.gone.remove(what);
            } else {
                part.what.remove(what);
                part.gone.put(what, because);
            }
        }
    }

    private static void once(Part part, What what, Because because) {
        part.what.merge(
                what, new Much(1, because), (one, other) -> new Much(one.amount() + other.amount(), other.because()));
    }

    private Because because(EventRef event, Instant at, @Nullable String rule, @Nullable Receipt receipt) {
        return new Because(
                event.position() >= ELSEWHERE ? Optional.empty() : Optional.of(event.toString()),
                at,
                Optional.ofNullable(rules.get(String.valueOf(rule))),
                receipt == null ? List.of() : receipt.seen());
    }

    private static Optional<String> event(@Nullable Receipt receipt) {
        return Optional.ofNullable(receipt)
                .map(Receipt::event)
                .filter(event -> EventRef.parse(event).position() < ELSEWHERE);
    }

    private LoggedEvent own(String type, Instant at, MembershipKey key) {
        return new LoggedEvent(
                new EventRef(0, position++),
                NewEvent.HEARTH,
                type,
                type,
                at,
                at,
                key.member(),
                key.community(),
                null,
                new byte[] {'{', '}'},
                null,
                0,
                io.hearth.event.Effects.ALL);
    }

    private LoggedEvent logged(NewEvent caused, LoggedEvent cause) {
        return new LoggedEvent(
                new EventRef(0, position++),
                caused.source(),
                caused.id(),
                caused.type(),
                caused.time() == null ? cause.time() : caused.time(),
                cause.acceptedAt(),
                cause.member(),
                cause.community(),
                caused.object(),
                caused.json(),
                caused.cause(),
                caused.depth(),
                caused.effects());
    }
}
