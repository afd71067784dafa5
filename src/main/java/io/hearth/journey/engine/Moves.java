package io.hearth.journey.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Steps of runs, and what follows from them: where runs wait now, which are over, and which have taken too many steps. */
final class Moves {

    private final ProcessEngine engine;
    private final ProcessEngineConfigurationImpl configuration;
    private final Clock clock;
    private final int stepsPerRun;
    private final RunTable runs;
    private final WaitTable waits;
    private final CallTable calls;
    private final IncidentTable incidents;
    private final Inbox inbox;

    Moves(
            ProcessEngine engine,
            Clock clock,
            int stepsPerRun,
            RunTable runs,
            WaitTable waits,
            CallTable calls,
            IncidentTable incidents,
            Inbox inbox) {
        this.engine = engine;
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.clock = clock;
        this.stepsPerRun = stepsPerRun;
        this.runs = runs;
        this.waits = waits;
        this.calls = calls;
        this.incidents = incidents;
        this.inbox = inbox;
    }

    /** Starts runs; what the step answers is the engine's number of the run. */
    void start(List<Run> starting, Function<Run, String> step) {
        var instances = new HashMap<UUID, String>();
        move(starting, run -> instances.put(run.id(), step.apply(run)), instances, Set.of());
    }

    void one(Run run, Runnable step) {
        move(List.of(run), moved -> step.run(), Map.of(), Set.of());
    }

    /** @param jobs that the steps carry out, to be read together */
    void all(List<Run> moving, Consumer<Run> step, Set<String> jobs) {
        move(moving, step, Map.of(), jobs);
    }

    private void move(List<Run> moving, Consumer<Run> step, Map<UUID, String> instances, Set<String> jobs) {
        if (moving.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var turns = new ArrayList<Turn>(moving.size());
        // One command around them all, so that the engine writes them in one batch.
        configuration.getCommandExecutorTxRequired().execute(context -> {
            readTogether(moving, jobs);
            for (var run : moving) {
                try (var turn = Turn.into(run, now)) {
                    turns.add(turn);
                    step.accept(run);
                }
            }
            return null;
        });
        waits.close(turns.stream().flatMap(turn -> turn.left().stream()).toList());
        waits.open(turns.stream().flatMap(turn -> turn.awaiting().stream()).toList());
        var over = turns.stream()
                .filter(turn -> !turn.lives())
                .map(turn -> turn.run().id())
                .toList();
        if (!over.isEmpty()) {
            waits.forget(over);
        }
        for (var exceeded : runs.store(turns, instances, stepsPerRun)) {
            stop(exceeded, now);
        }
        if (!over.isEmpty()) {
            calls.ended(over, now);
        }
        turns.stream()
                .filter(turn -> !turn.lives() && !turn.run().isAboutMember())
                .forEach(turn -> inbox.over(turn.run(), turn.state() == Run.State.CANCELLED));
    }

    /** Runs that go on together are read at once; the engine finds each of them at hand then. */
    private void readTogether(List<Run> moving, Set<String> jobs) {
        var living = moving.stream()
                .flatMap(run -> Stream.ofNullable(run.instance()))
                .collect(Collectors.toSet());
        if (living.size() > 1) {
            engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceIds(living)
                    .list();
        }
        if (jobs.size() > 1) {
            engine.getManagementService().createJobQuery().jobIds(jobs).list();
        }
    }

    private void stop(UUID id, Instant now) {
        var run = runs.find(id).orElseThrow();
        engine.getRuntimeService().suspendProcessInstanceById(run.engineId());
        runs.state(id, Run.State.SUSPENDED, false);
        incidents.open(
                id,
                null,
                IncidentTable.Kind.STEPS,
                id.toString(),
                "The run has taken %d steps, more than the %d that a run may take.".formatted(run.steps(), stepsPerRun),
                now);
    }
}
