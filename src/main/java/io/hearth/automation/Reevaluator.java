package io.hearth.automation;

import io.hearth.automation.ReevaluationTable.Advance;
import io.hearth.automation.ReevaluationTable.Part;
import io.hearth.decision.DecisionFailed;
import io.hearth.event.Effects;
import io.hearth.event.EventLog;
import io.hearth.event.EventRef;
import io.hearth.event.Lease;
import io.hearth.event.Leases;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MembershipKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides members anew, some at a time, on the thread of the worker that owns their partitions: so no event of theirs is
 * decided meanwhile. One load, one write and one note of how far it is make a step, in one transaction; after a crash
 * the step is done again or was done, never half.
 */
@Component
class Reevaluator {

    private static final Logger log = LoggerFactory.getLogger(Reevaluator.class);
    private static final byte[] NO_DATA = "{}".getBytes(StandardCharsets.UTF_8);

    private final Reevaluations reevaluations;
    private final ReevaluationTable table;
    private final Story story;
    private final EventLog events;
    private final Leases leases;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reevaluator(
            Reevaluations reevaluations,
            ReevaluationTable table,
            Story story,
            EventLog events,
            Leases leases,
            TransactionTemplate transaction,
            Clock clock) {
        this.reevaluations = reevaluations;
        this.table = table;
        this.story = story;
        this.events = events;
        this.leases = leases;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes one step over about so many members of these partitions; returns how many, zero if there is nothing to do. */
    int step(List<Lease> mine, Decider decider, int size) {
        var running = reevaluations.running();
        if (running.isEmpty() || mine.isEmpty()) {
            return 0;
        }
        var job = running.get();
        if (!job.rules().equals(decider.brain().fingerprint(job.rulebook()))) {
            return 0;
        }
        try {
            return step(job, mine, decider, size);
        } catch (RuntimeException fault) {
            if (fault instanceof Leases.LeaseLost || Faults.passing(fault)) {
                throw fault;
            }
            log.warn("Expected to decide members anew, but {}", fault.toString(), fault);
            reevaluations.fail(job.id(), DeadLetters.reason(fault));
            return 0;
        }
    }

    private int step(Reevaluation job, List<Lease> mine, Decider decider, int size) {
        var step = Objects.requireNonNull(transaction.execute(status -> take(job.id(), mine, decider, size)));
        if (step.isPresent() && step.get().atTheEnd) {
            reevaluations.endIfDone(job.id());
        }
        return step.map(taken -> Math.max(1, taken.members.size())).orElse(0);
    }

    private Optional<Step> take(UUID id, List<Lease> mine, Decider decider, int size) {
        if (!table.holdRunning(id)) {
            return Optional.empty();
        }
        var parts = table.parts(id, mine.stream().map(Lease::partition).toList());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var step = new Step(parts, table, clock.instant());
        step.take(Math.max(1, size) * events.partitions() / parts.size(), events);
        story.decideSegments(step.members, key -> why(id, key, step.now), step, decider);
        table.advance(id, step.advances());
        leases.check(
                mine.stream().filter(lease -> step.concerns(lease.partition())).toList());
        return Optional.of(step);
    }

    /** What stands for an event where none happened: it is in no log, and names the effects after the re-evaluation. */
    private static LoggedEvent why(UUID id, MembershipKey key, Instant now) {
        return new LoggedEvent(
                new EventRef(0, Occasion.NOWHERE),
                "hearth",
                "reevaluation/" + id + "/" + key.member() + "/" + key.community(),
                "none",
                now,
                now,
                key.member(),
                key.community(),
                null,
                NO_DATA,
                null,
                0,
                Effects.ALL);
    }

    /** The members of one step, and what came of them. */
    private static final class Step implements Story.Anew {

        final Instant now;
        final List<MembershipKey> members = new ArrayList<>();
        boolean atTheEnd;
        private final ReevaluationTable table;
        private final Map<Integer, Part> parts;
        private final Map<MembershipKey, Integer> partitions = new HashMap<>();
        private final Map<Integer, long[]> counts = new HashMap<>();
        private MembershipKey upTo;

        Step(List<Part> parts, ReevaluationTable table, Instant now) {
            this.table = table;
            this.parts = parts.stream().collect(Collectors.toMap(Part::partition, part -> part));
            this.upTo = parts.stream()
                    .map(Part::upTo)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            this.now = now;
        }

        /** Reads on from where the last of these partitions is; others' members, and those done, are passed over. */
        void take(int limit, EventLog events) {
            var found = table.members(upTo, limit);
            for (var key : found) {
                int partition = events.partition(key.member());
                var part = parts.get(partition);
                if (part != null && part.upTo().compareTo(key) < 0) {
                    members.add(key);
                    partitions.put(key, partition);
                }
            }
            atTheEnd = found.size() < limit;
            if (!found.isEmpty()) {
                upTo = found.get(found.size() - 1);
            }
        }

        boolean concerns(int partition) {
            return parts.containsKey(partition);
        }

        @Override
        public void decided(MembershipKey key, boolean changed) {
            var count = count(key);
            count[0]++;
            count[1] += changed ? 1 : 0;
        }

        @Override
        public void failed(MembershipKey key, DecisionFailed fault) {
            var count = count(key);
            count[0]++;
            count[2]++;
            log.debug("Expected to decide {} anew, but {}", key, fault.getMessage());
        }

        private long[] count(MembershipKey key) {
            return counts.computeIfAbsent(Objects.requireNonNull(partitions.get(key)), partition -> new long[3]);
        }

        List<Advance> advances() {
            return parts.values().stream()
                    .map(part -> {
                        var count = counts.getOrDefault(part.partition(), new long[3]);
                        var end = part.upTo().compareTo(upTo) > 0 ? part.upTo() : upTo;
                        return new Advance(part.partition(), end, atTheEnd, count[0], count[1], count[2]);
                    })
                    .toList();
        }
    }
}
