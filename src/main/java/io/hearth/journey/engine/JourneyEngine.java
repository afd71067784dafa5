package io.hearth.journey.engine;

import io.hearth.content.ContentFile;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.engine.DefinitionTable.Version;
import io.hearth.journey.engine.guard.Drawing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Moves runs. Every method joins the caller's transaction, so that what a step does, where its token stands and what
 * caused the move commit together; and each takes the run's lock first.
 */
public final class JourneyEngine implements AutoCloseable {

    private final ProcessEngine engine;
    private final Clock clock;
    private final JourneySettings settings;
    private final RunTable runs;
    private final WaitTable waits;
    private final CallTable calls;
    private final Migrations migrations;
    private final Moves moves;
    private final IncidentTable incidents;
    private final DefinitionTable definitions;

    public JourneyEngine(
            String name,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock,
            JourneySettings settings,
            Map<String, BuildingBlock> blocks,
            Inbox inbox,
            Standing standing) {
        var jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
        this.settings = settings;
        this.runs = new RunTable(jdbc);
        this.waits = new WaitTable(jdbc);
        this.calls = new CallTable(jdbc);
        this.incidents = new IncidentTable(jdbc);
        this.definitions = new DefinitionTable(jdbc);
        this.engine = HardenedEngine.build(
                name, dataSource, transactions, clock, blocks, waits, calls, new AskTable(jdbc), inbox, standing);
        this.migrations = new Migrations(engine, jdbc);
        this.moves = new Moves(engine, clock, settings.stepsPerRun(), runs, waits, calls, incidents, inbox);
    }

    /** Starts those that have not been started before, each at its first wait when this returns. */
    public Collection<Run> start(Collection<Run> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var starting = runs.insert(wanted);
        begin(starting, Map.of());
        return starting;
    }

    private void begin(List<Run> starting, Map<String, Object> variables) {
        if (!starting.isEmpty()) {
            moves.start(starting, run -> engine.getRuntimeService()
                    .createProcessInstanceById(run.definition())
                    .businessKey(run.id().toString())
                    .setVariables(variables)
                    .execute()
                    .getId());
            waits.openExits(starting);
        }
    }

    /** The run, locked; nothing if it does not live. */
    public Optional<Run> lock(UUID run) {
        return runs.lock(run).filter(Run::lives);
    }

    /** Starts a run that is about something else than a member, with variables; nothing if it was started before. */
    public Optional<Run> start(Run wanted, Map<String, Object> variables) {
        var starting = runs.insert(List.of(wanted));
        begin(starting, variables);
        return starting.stream().findFirst();
    }

    /**
     * Lets the token at a visit go on with what somebody answered; false if it is not there any more.
     *
     * @throws NotByThisPerson if it must be done by somebody else
     */
    public boolean answer(Run run, String visit, Map<String, Object> answers, String by) {
        var execution = runs.execution(run, visit);
        execution.ifPresent(id -> moves.one(run.lookingFrom(clock.instant()), () -> engine.getRuntimeService()
                .signal(id, null, new PersonBehavior.Said(by, answers), Map.of())));
        return execution.isPresent();
    }

    /**
     * What one of several people said who are asked at a visit, maybe by somebody in that one's place; false if nobody is
     * asked there any more.
     */
    public boolean say(Run run, String visit, String person, Map<String, Object> answers, String by) {
        var execution = runs.execution(run, visit);
        execution.ifPresent(id -> moves.one(run.lookingFrom(clock.instant()), () -> engine.getRuntimeService()
                .signal(id, null, new SeveralBehavior.Said(person, by, answers), Map.of())));
        return execution.isPresent();
    }

    /** Starts a journey that a step of another run called, for the same member, once more whatever was before. */
    void call(Run caller, UUID child, String journey, Callees callees) {
        var now = clock.instant();
        var run = new Run(
                child,
                journey,
                callees.definition(journey),
                caller.member(),
                caller.community(),
                runs.nextEntry(journey, caller.member(), caller.community()),
                Run.State.RUNNING,
                null,
                caller.cause(),
                caller.position(),
                caller.since(),
                0,
                now,
                null,
                null);
        runs.insertCalled(run);
        begin(List.of(run), Map.of());
    }

    CallTable calls() {
        return calls;
    }

    /** Looks again at all who wait for a segment. */
    public void lookForSegments() {
        waits.lookForSegments();
    }

    /** Wakes runs that are locked, each by one event, together; or ends them, if that is what their event does. */
    void wake(Collection<DueWakes.Wake> wakes) {
        var living = runs.living(wakes.stream().map(DueWakes.Wake::run).toList());
        var standing = waits.standing(wakes.stream().map(DueWakes.Wake::id).toList());
        var moving = new ArrayList<Run>();
        var executions = new HashMap<UUID, String>();
        for (var wake : wakes) {
            var run = living.get(wake.run());
            var at = standing.get(wake.id());
            if (run == null || at == null) {
                continue;
            }
            if (at.isExit()) {
                cancel(run, at.eventType());
            } else if (at.execution() != null) {
                moving.add(run.at(wake.position()));
                executions.put(run.id(), at.execution());
            }
        }
        moves.all(moving, run -> engine.getRuntimeService().signal(executions.get(run.id())), Set.of());
    }

    /** Carries out one due job of each of these runs, which are locked, together. */
    void fire(Map<UUID, String> jobs) {
        var now = clock.instant();
        var living = runs.living(jobs.keySet());
        moves.all(
                living.values().stream().map(run -> run.lookingFrom(now)).toList(),
                run -> fire(String.valueOf(jobs.get(run.id()))),
                Set.copyOf(jobs.values()));
    }

    private void fire(String job) {
        configuration().getCommandExecutorTxRequired().execute(context -> {
            var due = context.getJobManager().findJobById(job);
            if (due != null) {
                context.setCurrentJob(due);
                due.execute(context);
            }
            return null;
        });
    }

    /** Notes that a job failed; true when that was the last attempt. */
    boolean failed(String job, int attemptsLeft, Instant next) {
        due(job, attemptsLeft, next);
        return attemptsLeft == 0;
    }

    private void due(String job, int attemptsLeft, Instant at) {
        engine.getManagementService().setJobRetries(job, attemptsLeft);
        engine.getManagementService().setJobDuedate(job, java.util.Date.from(at));
    }

    /** Ends the run where it stands and takes back what it waited for. */
    public void cancel(Run run, String reason) {
        if (run.state() == Run.State.SUSPENDED) {
            engine.getRuntimeService().activateProcessInstanceById(run.engineId());
        }
        moves.one(run, () -> engine.getRuntimeService().deleteProcessInstance(run.engineId(), reason));
        incidents.resolve(run.id(), reason, clock.instant());
    }

    /** Tries again what became an incident: the timer, the waking, or the run as a whole with a fresh count of steps. */
    public void retry(Run run, String by) {
        var now = clock.instant();
        for (var incident : incidents.openOf(run.id())) {
            switch (incident.kind()) {
                case TIMER -> due(incident.reference(), settings.attempts(), now);
                case CALL -> waits.callAgain(UUID.fromString(incident.reference()), now);
                case WAKE -> waits.tryAgain(UUID.fromString(incident.reference()), now);
                case STEPS -> {
                    engine.getRuntimeService().activateProcessInstanceById(run.engineId());
                    runs.state(run.id(), Run.State.RUNNING, true);
                }
            }
        }
        incidents.resolve(run.id(), by, now);
    }

    /** Holds a run up where it stands: no timer, event or task moves it. */
    public void suspend(Run run) {
        engine.getRuntimeService().suspendProcessInstanceById(run.engineId());
        runs.state(run.id(), Run.State.SUSPENDED, false);
    }

    /** Lets a run go on that was held up; what became due meanwhile is carried out now. */
    public void resume(Run run) {
        engine.getRuntimeService().activateProcessInstanceById(run.engineId());
        runs.state(run.id(), Run.State.RUNNING, false);
    }

    /** Takes a token from one step and puts it before another, whatever the arrows say. */
    public void moveToken(Run run, String from, String to) {
        moves.one(run.lookingFrom(clock.instant()), () -> engine.getRuntimeService()
                .createProcessInstanceModification(run.engineId())
                .startBeforeActivity(to)
                .cancelAllForActivity(from)
                .execute());
    }

    /** Takes a run's tokens, wherever they stand, and puts one before this step. */
    public void divert(Run run, String to) {
        if (run.state() == Run.State.SUSPENDED) {
            resume(run);
            divert(runs.find(run.id()).orElseThrow(), to);
            return;
        }
        var standing = runs.standing(run.id());
        moves.one(run.lookingFrom(clock.instant()), () -> {
            var change = engine.getRuntimeService()
                    .createProcessInstanceModification(run.engineId())
                    .startBeforeActivity(to);
            standing.forEach(change::cancelAllForActivity);
            change.execute();
        });
    }

    /** What speaks against bringing runs from one version to another with these steps corresponding, by step. */
    public Map<String, List<String>> migrationFaults(String from, String to, Map<String, String> steps) {
        return migrations.faults(from, to, steps);
    }

    /** Brings a run, which is locked, to another version of its journey. */
    public void migrate(Run run, Version to, Map<String, String> steps) {
        migrations.migrate(run, migrations.plan(run.definition(), to.definition(), steps), steps);
        waits.renewExits(run.id());
    }

    /** Makes the engine know a file that has passed the guard; the same content is deployed only once. */
    public Version deploy(ContentFile file, Drawing drawing) {
        definitions.lock();
        var journey = drawing.id();
        var known = definitions.byHash(journey, file.hash());
        if (known.isPresent()) {
            return known.get();
        }
        var deployed = engine.getRepositoryService()
                .createDeployment()
                .name(file.path())
                .addString(journey + ".bpmn", file.text())
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .get(0);
        var version = new Version(
                deployed.getId(),
                journey,
                definitions.nextVersion(journey),
                file.hash(),
                file.path(),
                drawing.name().isBlank() ? journey : drawing.name(),
                drawing.keepDays(),
                drawing.awaits(),
                drawing.exits(),
                drawing.reenters(),
                file.text(),
                clock.instant());
        definitions.insert(version);
        return version;
    }

    /** Notes which version a release starts. */
    public void release(String release, Version version) {
        definitions.release(release, version);
    }

    RunTable runs() {
        return runs;
    }

    IncidentTable incidents() {
        return incidents;
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @Override
    public void close() {
        engine.close();
    }
}
