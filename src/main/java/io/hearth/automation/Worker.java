package io.hearth.automation;

import io.hearth.event.EventLog;
import io.hearth.event.Lease;
import io.hearth.event.Leases;
import io.hearth.event.LoggedEvent;
import io.hearth.event.NewEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes batches from some of this node's partitions, one after the other. One thread each. */
final class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final int RETRIES = 20;
    private static final int STEP_WHEN_IDLE = 1_000;
    private static final int STEP_WHEN_BUSY = 250;
    private static final int SMALLEST_STEP = 16;
    /** Events that come meanwhile wait for a step's end: in nanoseconds, while nothing comes and while something does. */
    private static final long LONGEST_STEP_WHEN_IDLE = 100_000_000;

    private static final long LONGEST_STEP_WHEN_BUSY = 30_000_000;
    /** So long after the last event the next one is not awaited. */
    private static final long QUIET = 1_000_000_000;

    private final Story story;
    private final EventLog events;
    private final Leases leases;
    private final Deciders deciders;
    private final DeadLetters deadLetters;
    private final CanaryFigures canaryFigures;
    private final PipelineMetrics metrics;
    private final TransactionTemplate transaction;
    private final Backfiller backfiller;
    private final Reevaluator reevaluator;
    private final Pace pace;
    private final int number;
    private final int of;
    private final int largestBatch;

    private final Map<Integer, Lease> positions = new HashMap<>();
    private int step = SMALLEST_STEP;
    private @Nullable Brain steppedBy;
    private long lastEvents = System.nanoTime() - QUIET;

    Worker(Tools tools, int number, int of, int largestBatch) {
        this.story = tools.story();
        this.events = tools.events();
        this.leases = tools.leases();
        this.deciders = tools.deciders();
        this.deadLetters = tools.deadLetters();
        this.canaryFigures = tools.canaryFigures();
        this.metrics = tools.metrics();
        this.transaction = tools.transaction();
        this.backfiller = tools.backfiller();
        this.reevaluator = tools.reevaluator();
        this.pace = new Pace(tools.backgroundShare());
        this.number = number;
        this.of = of;
        this.largestBatch = largestBatch;
    }

    /** What all workers share. */
    record Tools(
            Story story,
            EventLog events,
            Leases leases,
            Deciders deciders,
            DeadLetters deadLetters,
            CanaryFigures canaryFigures,
            PipelineMetrics metrics,
            TransactionTemplate transaction,
            Backfiller backfiller,
            Reevaluator reevaluator,
            double backgroundShare) {}

    /** Decides what there is, up to one batch; returns how many events. */
    int work(Decider decider) {
        long started = System.nanoTime();
        var batch = next();
        if (batch.isEmpty()) {
            return 0;
        }
        try {
            decide(batch, decider);
        } catch (Leases.LeaseLost lost) {
            log.info("{}", lost.getMessage());
            startOver();
        }
        lastEvents = System.nanoTime();
        pace.events(lastEvents - started);
        return batch.size();
    }

    /** Decides some members anew if that is wanted: as many as it can while no events come, else few and seldom. */
    int decideAnew(Decider decider, boolean idle) {
        if (!idle && !pace.hasTime()) {
            return 0;
        }
        long started = System.nanoTime();
        boolean quiet = started - lastEvents > QUIET;
        if (steppedBy != decider.brain()) {
            steppedBy = decider.brain();
            step = SMALLEST_STEP;
        }
        int members;
        try {
            int size = Math.min(step, quiet ? STEP_WHEN_IDLE : STEP_WHEN_BUSY);
            members = backfiller.step(mine(), decider, Math.max(1, size / 4)) + reevaluator.step(mine(), decider, size);
        } catch (Leases.LeaseLost lost) {
            log.info("{}", lost.getMessage());
            startOver();
            return 0;
        }
        long taken = System.nanoTime() - started;
        if (members > 0) {
            fit(taken, quiet ? LONGEST_STEP_WHEN_IDLE : LONGEST_STEP_WHEN_BUSY);
        }
        if (!idle) {
            pace.background(taken);
        }
        return members;
    }

    /** Rules just loaded are slow at first, so that steps begin small. */
    private void fit(long taken, long longest) {
        if (taken > longest) {
            step = Math.max(SMALLEST_STEP, step / 2);
        } else if (taken < longest / 3) {
            step = Math.min(STEP_WHEN_IDLE, step * 2);
        }
    }

    /** Believes the table again: whether a commit that failed came through is known only there. */
    void startOver() {
        leases.refresh();
        events.lookAnew();
        positions.clear();
    }

    /** As much as there is when little comes, more when much comes; every partition gets its turn. */
    private List<LoggedEvent> next() {
        var mine = mine();
        var heads = events.heads();
        var busy = mine.stream()
                .filter(lease -> heads[lease.partition()] > lease.position())
                .toList();
        if (busy.isEmpty()) {
            return List.of();
        }
        int each = Math.max(1, largestBatch / busy.size());
        var batch = new ArrayList<LoggedEvent>();
        for (var lease : busy) {
            batch.addAll(events.read(lease.partition(), lease.position(), each));
        }
        return batch;
    }

    private List<Lease> mine() {
        var held = new HashSet<Integer>();
        var mine = new ArrayList<Lease>();
        for (var lease : leases.held()) {
            if (lease.partition() % of == number) {
                held.add(lease.partition());
                mine.add(positions.compute(
                        lease.partition(),
                        (partition, known) ->
                                known != null && known.token() == lease.token() && known.position() >= lease.position()
                                        ? known
                                        : lease));
            }
        }
        positions.keySet().retainAll(held);
        return mine;
    }

    private void decide(List<LoggedEvent> batch, Decider decider) {
        new TakingApart(events -> tell(events, decider), (event, reason) -> putAside(event, reason, decider))
                .tell(batch);
    }

    private void tell(List<LoggedEvent> batch, Decider decider) {
        var next = new HashMap<Integer, Lease>();
        story.tell(batch, decider, () -> advance(batch, next));
        positions.putAll(next);
    }

    /** The last thing before the commit: it fails if another node owns one of the partitions by now. */
    private void advance(List<LoggedEvent> batch, Map<Integer, Lease> next) {
        var last = new HashMap<Integer, Long>();
        batch.forEach(event -> last.merge(event.partition(), event.position(), Math::max));
        var positionsAfter = new HashMap<Lease, Long>();
        last.forEach((partition, position) ->
                positionsAfter.put(Objects.requireNonNull(positions.get(partition)), position));
        leases.advance(positionsAfter).forEach(lease -> next.put(lease.partition(), lease));
    }

    private void putAside(LoggedEvent event, Throwable reason, Decider decider) {
        log.warn("Put {} aside: {}", event, DeadLetters.reason(reason));
        var next = new HashMap<Integer, Lease>();
        transaction.executeWithoutResult(status -> {
            deadLetters.add(event, reason, decider.of(event).brain().release());
            canaryFigures.failed(event, decider);
            advance(List.of(event), next);
        });
        positions.putAll(next);
        metrics.deadLetter();
    }

    /** Decides letters that people mended or want tried again. */
    void retry(Decider decider) {
        var mine = mine().stream().map(Lease::partition).toList();
        for (var letter : deadLetters.toRetry(mine, RETRIES)) {
            var found = events.find(letter.event());
            if (found.isEmpty()) {
                transaction.executeWithoutResult(status -> deadLetters.retried(letter.id()));
                continue;
            }
            var event = mended(found.get(), letter.data());
            if (events.partition(event.member()) != event.partition()) {
                again(event, letter.id());
                continue;
            }
            var lease = Objects.requireNonNull(positions.get(event.partition()));
            try {
                story.tell(List.of(event), decider, () -> {
                    deadLetters.retried(letter.id());
                    leases.check(lease);
                });
            } catch (EventFailed failed) {
                failedAgain(event, Objects.requireNonNull(failed.getCause()), decider);
            } catch (Leases.LeaseLost lost) {
                return;
            } catch (RuntimeException fault) {
                if (Faults.passing(fault)) {
                    throw fault;
                }
                failedAgain(event, fault, decider);
            }
        }
    }

    /** Its member was merged meanwhile and belongs to another partition: it happens there, under its old number. */
    private void again(LoggedEvent event, long letter) {
        transaction.executeWithoutResult(status -> {
            events.appendCaused(List.of(new NewEvent(
                    NewEvent.HEARTH,
                    "again/" + event.ref(),
                    event.type(),
                    event.time(),
                    null,
                    event.origin(),
                    event.community(),
                    event.object(),
                    event.json().getBytes(StandardCharsets.UTF_8),
                    event.cause(),
                    event.depth(),
                    event.effects())));
            deadLetters.retried(letter);
        });
    }

    private void failedAgain(LoggedEvent event, Throwable reason, Decider decider) {
        transaction.executeWithoutResult(status ->
                deadLetters.add(event, reason, decider.of(event).brain().release()));
    }

    private static LoggedEvent mended(LoggedEvent event, @Nullable String data) {
        if (data == null) {
            return event;
        }
        return new LoggedEvent(
                event.ref(),
                event.source(),
                event.id(),
                event.type(),
                event.time(),
                event.acceptedAt(),
                event.member(),
                event.community(),
                event.object(),
                data.getBytes(StandardCharsets.UTF_8),
                event.cause(),
                event.depth(),
                event.effects());
    }
}
