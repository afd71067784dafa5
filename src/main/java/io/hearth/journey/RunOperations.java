package io.hearth.journey;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.Run;
import io.hearth.journey.engine.Worker;
import io.hearth.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do to single runs; all of it is recorded with who and why. */
@Service
class RunOperations {

    private static final int LONGEST_REASON = 500;

    private final RunHistory history;
    private final JourneyEngine engine;
    private final Drawings drawings;
    private final Worker worker;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final List<RunSubject> subjects;

    RunOperations(
            RunHistory history,
            JourneyEngine engine,
            Drawings drawings,
            Worker worker,
            Audit audit,
            TransactionTemplate transaction,
            List<RunSubject> subjects) {
        this.history = history;
        this.engine = engine;
        this.drawings = drawings;
        this.worker = worker;
        this.audit = audit;
        this.transaction = transaction;
        this.subjects = subjects;
    }

    /** Ends a run where it stands; one whose workflow says how it is settled goes on there, and ends at a second word. */
    void cancel(UUID id, String reason) {
        act(id, "run.cancelled", Map.of("reason", reason), (run, by) -> {
            var step = drawings.of(run.definition())
                    .flatMap(drawn -> drawn.drawing().whenCancelled())
                    .filter(drawn -> brokenOff(run, by, reason));
            step.ifPresentOrElse(found -> engine.divert(run, found), () -> engine.cancel(run, reason));
        });
    }

    /** Tries again what became an incident. */
    void retry(UUID id, String reason) {
        act(id, "run.retried", Map.of("reason", reason), engine::retry);
    }

    void suspend(UUID id, String reason) {
        act(id, "run.suspended", Map.of("reason", reason), (run, by) -> {
            demand(run, Run.State.RUNNING);
            engine.suspend(run);
        });
    }

    void resume(UUID id, String reason) {
        act(id, "run.resumed", Map.of("reason", reason), (run, by) -> {
            demand(run, Run.State.SUSPENDED);
            engine.resume(run);
        });
    }

    void move(UUID id, String from, String to, String reason) {
        act(id, "run.moved", Map.of("from", from, "to", to, "reason", reason), (run, by) -> {
            demand(run, Run.State.RUNNING);
            var stands = history.visits(List.of(id), true).stream()
                    .anyMatch(visit -> visit.element().equals(from));
            if (!stands) {
                throw Problem.caller(
                                HttpStatus.CONFLICT,
                                "run.token",
                                "Expected a token of run %s at '%s', but there is none.".formatted(id, from))
                        .field("from");
            }
            var target = drawings.of(run.definition())
                    .flatMap(drawn -> drawn.drawing().node(to))
                    .filter(node ->
                            !node.kind().equals("startEvent") && !node.kind().equals("boundaryEvent"));
            if (target.isEmpty()) {
                throw Problem.caller(
                                "run.target",
                                "Expected a step of the journey that a token can be put before, but '%s' is none."
                                        .formatted(to))
                        .field("to");
            }
            engine.moveToken(run, from, to);
        });
    }

    private boolean brokenOff(Run run, String by, String reason) {
        return !run.isAboutMember()
                && subjects.stream().anyMatch(subject -> subject.brokenOff(run.journey(), run.entry(), by, reason));
    }

    static String reason(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.caller(
                            "request.invalid", "Expected a reason of up to %d characters.".formatted(LONGEST_REASON))
                    .field("reason");
        }
        return reason;
    }

    private static void demand(Run run, Run.State state) {
        if (run.state() != state) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "run.state",
                    "Expected run %s to be %s, but it is %s."
                            .formatted(run.id(), state.column(), run.state().column()));
        }
    }

    private void act(UUID id, String act, Map<String, String> with, BiConsumer<Run, String> step) {
        var known = history.find(id).orElseThrow(() -> Problem.notFound("run", id.toString()));
        transaction.executeWithoutResult(status -> {
            var run = engine.lock(id)
                    .orElseThrow(() -> Problem.caller(
                            HttpStatus.CONFLICT,
                            "run.over",
                            "Expected run %s to live, but it is %s.".formatted(id, known.state())));
            step.accept(run, Caller.current().name());
            audit.record(act, id.toString(), null, with.isEmpty() ? null : with);
        });
        worker.ring();
    }
}
