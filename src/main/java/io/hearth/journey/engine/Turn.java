package io.hearth.journey.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry into one run: what it is about, and which steps it began and finished until every token waits again. The
 * steps are written together when the turn is over.
 */
final class Turn implements AutoCloseable {

    private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

    private final Run run;
    private final Instant now;
    private long moments;
    private final @Nullable Turn outer;
    private final Map<String, Step> begun = new LinkedHashMap<>();
    private final List<Step> finished = new ArrayList<>();
    private final List<WaitTable.Awaiting> awaiting = new ArrayList<>();
    private final List<WaitTable.Left> left = new ArrayList<>();
    private boolean ended;
    private boolean cancelled;
    private @Nullable String endedBy;

    /** A visit of one element; {@code until} is absent while the token stays there. */
    record Step(
            String visit,
            String element,
            Instant at,
            @Nullable Instant until,
            boolean cancelled) {}

    private Turn(Run run, Instant now, @Nullable Turn outer) {
        this.run = run;
        this.now = now;
        this.outer = outer;
    }

    static Turn into(Run run, Instant now) {
        var turn = new Turn(run, now, CURRENT.get());
        CURRENT.set(turn);
        return turn;
    }

    static Turn current() {
        var turn = CURRENT.get();
        if (turn == null) {
            throw new IllegalStateException(
                    "Expected the engine to be entered by a turn, but something else moved a run");
        }
        return turn;
    }

    Run run() {
        return run;
    }

    Instant now() {
        return now;
    }

    void begin(String visit, String element) {
        begun.put(visit, new Step(visit, element, moment(), null, false));
    }

    void finish(String visit, String element, boolean wasCancelled) {
        var before = begun.get(visit);
        if (before != null) {
            begun.put(visit, new Step(visit, element, before.at(), moment(), wasCancelled));
        } else {
            var at = moment();
            finished.add(new Step(visit, element, at, at, wasCancelled));
        }
    }

    /** A microsecond behind the one before, so that the steps of one turn can be told in their order. */
    private Instant moment() {
        return now.plus(moments++, ChronoUnit.MICROS);
    }

    /** A token waits for these events; written with the steps. */
    void await(String visit, String element, List<String> eventTypes) {
        awaiting.add(new WaitTable.Awaiting(run, visit, element, eventTypes));
    }

    /** A token has left where it waited; cleared away with the steps. */
    void leave(String visit) {
        if (!awaiting.removeIf(one -> one.visit().equals(visit))) {
            left.add(new WaitTable.Left(run.id(), visit));
        }
    }

    List<WaitTable.Awaiting> awaiting() {
        return List.copyOf(awaiting);
    }

    List<WaitTable.Left> left() {
        return List.copyOf(left);
    }

    void reachEnd(String element) {
        endedBy = element;
    }

    /** Over, by itself or for a reason from outside. */
    void end(@Nullable String reason) {
        ended = true;
        cancelled = reason != null;
        if (reason != null) {
            endedBy = reason;
        }
    }

    List<Step> begun() {
        return List.copyOf(begun.values());
    }

    List<Step> finished() {
        return List.copyOf(finished);
    }

    Run.State state() {
        if (!ended) {
            return run.state();
        }
        return cancelled ? Run.State.CANCELLED : Run.State.ENDED;
    }

    boolean lives() {
        return !ended;
    }

    @Nullable
    String endedBy() {
        return endedBy;
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
