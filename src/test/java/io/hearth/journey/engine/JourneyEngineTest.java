package io.hearth.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.HearthTest;
import io.hearth.content.ContentFile;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import io.hearth.journey.engine.guard.Guard;
import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An engine of its own, whose clock is far ahead, so that the one that serves leaves its runs alone. */
@HearthTest
@TestInstance(Lifecycle.PER_CLASS)
class JourneyEngineTest {

    private static final String LOOP = """
            <bpmn:startEvent id="start" />
            <bpmn:intermediateCatchEvent id="pause" name="Pause"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:serviceTask id="effect" name="Effect" camunda:type="external" camunda:topic="effect" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="pause" />
            <bpmn:sequenceFlow id="f2" sourceRef="pause" targetRef="effect" />
            <bpmn:sequenceFlow id="f3" sourceRef="effect" targetRef="pause" />
            """;
    private static final String WAIT = """
            <bpmn:startEvent id="start" />
            <bpmn:serviceTask id="await" name="Await" camunda:type="external" camunda:topic="wait-for-event"><bpmn:extensionElements><camunda:properties><camunda:property name="event" value="post.created" /></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:serviceTask id="effect" name="Effect" camunda:type="external" camunda:topic="effect" />
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="await" />
            <bpmn:sequenceFlow id="f2" sourceRef="await" targetRef="effect" />
            <bpmn:sequenceFlow id="f3" sourceRef="effect" targetRef="end" />
            """;
    private static final JourneySettings SETTINGS =
            new JourneySettings(0, 10, Duration.ofSeconds(1), 10, 2, Duration.ofSeconds(10), Map.of());

    @Autowired
    DataSource dataSource;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    final Effect effect = new Effect();
    /** Timers that runs of other tests left behind are due by this clock, too. */
    private static final int ALL = 10_000;

    final Ahead clock = new Ahead();
    MemberId member = new MemberId(1);
    JourneyEngine engine;
    Guard guard;

    /** Writes a row, as effects do, and fails when told to. */
    private final class Effect implements BuildingBlock {

        boolean fails;

        @Override
        public Shape shape() {
            return Shape.of("effect", "效果", "Effect");
        }

        @Override
        public void perform(Visit visit) {
            jdbc.update(
                    "insert into task_act (task, id, act, by_whom, at) values (?, ?, 'effect', 'test', now())",
                    visit.run(),
                    Ids.next());
            if (fails) {
                throw new IllegalStateException("Expected an effect, but the test said no");
            }
        }
    }

    private static final class Ahead extends Clock {

        Instant now = Instant.parse("2040-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private static final class Nobody implements Inbox, Standing {

        @Override
        public void open(Inbox.Work work) {}

        @Override
        public void withdraw(Run run, String visit, @Nullable String person) {}

        @Override
        public SortedSet<String> people(Set<String> groups) {
            return new TreeSet<>();
        }

        @Override
        public boolean inSegment(MemberId who, String community, String segment) {
            return false;
        }

        @Override
        public ZoneId zone(MemberId who) {
            return ZoneOffset.UTC;
        }

        @Override
        public long points(MemberId member, String community) {
            return 0;
        }

        @Override
        public Optional<String> level(MemberId member, String community) {
            return Optional.empty();
        }
    }

    @BeforeAll
    void build() {
        BuildingBlock wait = new BuildingBlock() {
            @Override
            public Shape shape() {
                return Shape.waiting(
                        "wait-for-event",
                        "等待",
                        "Wait",
                        new Shape.Field("event", Shape.Type.EVENT_TYPES, true, "事件", "Event"));
            }

            @Override
            public void perform(Visit visit) {
                throw new UnsupportedOperationException();
            }
        };
        var blocks = Map.of("effect", effect, "wait-for-event", wait);
        guard = new Guard(
                Map.of("effect", effect.shape(), "wait-for-event", wait.shape()),
                t -> false,
                r -> false,
                e -> true,
                j -> false);
        engine = new JourneyEngine(
                "test-" + UUID.randomUUID(),
                dataSource,
                transactions,
                clock,
                SETTINGS,
                blocks,
                new Nobody(),
                new Nobody());
    }

    @BeforeEach
    void somebodyNew() {
        effect.fails = false;
        member = new MemberId(ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000_000L));
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @Test
    void undoesTheEffectWhenTheStepFails() {
        var run = start(WAIT);
        effect.fails = true;

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> wake(run, wait(run))))
                .hasMessage("Expected an effect, but the test said no");

        assertThat(effects(run)).isZero();
        assertThat(tokens(run)).containsExactly("await");
    }

    private void wake(UUID run, UUID wait) {
        locked(run);
        engine.wake(List.of(new DueWakes.Wake(wait, run, 9, 0, "await")));
    }

    @Test
    void wakesOnceWhenDeliveredTwice() {
        var run = start(WAIT);
        var wait = wait(run);

        transaction.executeWithoutResult(status -> wake(run, wait));
        var again = transaction.execute(status -> engine.lock(run).isPresent());

        assertThat(again).isFalse();
        assertThat(effects(run)).isEqualTo(1);
    }

    @Test
    void makesAnIncidentOfAWakeThatKeepsFailingAndGoesOnAfterwards() {
        var run = start(WAIT);
        var wakes = new Wakes(jdbc, clock, waits -> Map.of());
        var due = new DueWakes(jdbc, engine, SETTINGS, clock, Scope.EVERYBODY);
        var batches = new Batches(transaction);
        transaction.executeWithoutResult(status -> wakes.wake(
                List.of(new Wakes.Seen("1-9", 9, clock.now.plusMillis(1), member, "running-club", "post.created"))));
        effect.fails = true;

        batches.run(due, 10);
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        batches.run(due, 10);

        var incidents = engine.incidents().openOf(run);
        assertThat(incidents).singleElement().satisfies(incident -> {
            assertThat(incident.element()).isEqualTo("await");
            assertThat(incident.cause()).contains("the test said no");
        });
        assertThat(batches.run(due, 10)).isZero();

        effect.fails = false;
        transaction.executeWithoutResult(status -> engine.retry(locked(run), "operator"));
        batches.run(due, 10);

        assertThat(engine.incidents().openOf(run)).isEmpty();
        assertThat(effects(run)).isEqualTo(1);
        assertThat(engine.runs().find(run).orElseThrow().state()).isEqualTo(Run.State.ENDED);
    }

    @Test
    void triesATimerAgainAtOnceThatHadBecomeAnIncident() {
        var run = start(LOOP);
        var jobs = new DueJobs(jdbc, engine, SETTINGS, clock, Scope.EVERYBODY);
        var batches = new Batches(transaction);
        effect.fails = true;
        for (int attempt = 0; attempt < 5; attempt++) {
            clock.now = clock.now.plus(Duration.ofHours(1));
            batches.run(jobs, ALL);
        }
        assertThat(engine.incidents().openOf(run))
                .extracting(IncidentTable.Incident::kind)
                .containsExactly(IncidentTable.Kind.TIMER);
        int before = effects(run);

        effect.fails = false;
        transaction.executeWithoutResult(status -> engine.retry(locked(run), "operator"));
        batches.run(jobs, ALL);

        assertThat(engine.incidents().openOf(run)).isEmpty();
        assertThat(effects(run)).isEqualTo(before + 1);
        transaction.executeWithoutResult(status -> engine.cancel(locked(run), "test"));
    }

    @Test
    void stopsARunThatTakesTooManySteps() {
        var run = start(LOOP);
        var jobs = new DueJobs(jdbc, engine, SETTINGS, clock, Scope.EVERYBODY);
        var batches = new Batches(transaction);

        for (int i = 0; i < 10; i++) {
            clock.now = clock.now.plus(Duration.ofMinutes(2));
            batches.run(jobs, ALL);
        }

        assertThat(engine.runs().find(run).orElseThrow().state()).isEqualTo(Run.State.SUSPENDED);
        assertThat(engine.incidents().openOf(run))
                .extracting(IncidentTable.Incident::kind)
                .containsExactly(IncidentTable.Kind.STEPS);
        int before = effects(run);
        transaction.executeWithoutResult(status -> engine.retry(locked(run), "operator"));
        batches.run(jobs, ALL);
        assertThat(effects(run)).isEqualTo(before + 1);
        transaction.executeWithoutResult(status -> engine.cancel(locked(run), "test"));
        assertThat(engine.runs().find(run).orElseThrow().state()).isEqualTo(Run.State.CANCELLED);
    }

    @Test
    void goesOnAfterARestart() {
        var run = start(WAIT);
        engine.close();
        build();

        transaction.executeWithoutResult(status -> wake(run, wait(run)));

        assertThat(engine.runs().find(run).orElseThrow().state()).isEqualTo(Run.State.ENDED);
    }

    @Test
    void setsTimersByItsOwnClock() {
        var run = start(LOOP);
        var jobs = new DueJobs(jdbc, engine, SETTINGS, clock, Scope.EVERYBODY);

        List<DueJobs.Job> early = transaction.execute(status -> jobs.claim(100));
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        List<DueJobs.Job> due = transaction.execute(status -> jobs.claim(100));

        assertThat(early).noneMatch(job -> job.run().equals(run));
        assertThat(due).anyMatch(job -> job.run().equals(run));
        transaction.executeWithoutResult(status -> engine.cancel(locked(run), "test"));
    }

    @Test
    void refusesToDeployWhatPassedTheGuardByMistake() {
        var script = new ContentFile(
                "bpmn/bad/bad.bpmn", bpmn("bad", """
                <bpmn:startEvent id="s" /><bpmn:manualTask id="m" /><bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="m" /><bpmn:sequenceFlow id="f2" sourceRef="m" targetRef="e" />""").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var drawing = guard.judge(ContentFile.of("bpmn/good/good.bpmn", bpmn("good", WAIT)))
                .drawing()
                .orElseThrow();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> engine.deploy(script, drawing)))
                .hasStackTraceContaining("manual task");
    }

    private UUID start(String steps) {
        var journey = "own-" + UUID.randomUUID().toString().substring(0, 8);
        var file = ContentFile.of("bpmn/%s/%s.bpmn".formatted(journey, journey), bpmn(journey, steps));
        var verdict = guard.judge(file);
        var drawing = verdict.drawing()
                .orElseThrow(() -> new AssertionError(verdict.findings().toString()));
        var ids = new ArrayList<UUID>();
        transaction.executeWithoutResult(status -> {
            var version = engine.deploy(file, drawing);
            var run = new Run(
                    Ids.next(),
                    journey,
                    version.definition(),
                    member,
                    "running-club",
                    1,
                    Run.State.RUNNING,
                    null,
                    null,
                    5,
                    clock.now.minusSeconds(60),
                    0,
                    clock.now,
                    null,
                    null);
            engine.start(List.of(run));
            ids.add(run.id());
        });
        return ids.get(0);
    }

    private Run locked(UUID run) {
        return engine.lock(run).orElseThrow();
    }

    private UUID wait(UUID run) {
        return JdbcClient.create(jdbc)
                .sql("select id from wait where run = :run")
                .param("run", run)
                .query(UUID.class)
                .single();
    }

    private int effects(UUID run) {
        return JdbcClient.create(jdbc)
                .sql("select count(*) from task_act where task = :run")
                .param("run", run)
                .query(Integer.class)
                .single();
    }

    private List<String> tokens(UUID run) {
        return JdbcClient.create(jdbc)
                .sql("select element from run_step where run = :run and until is null")
                .param("run", run)
                .query(String.class)
                .list();
    }

    private static String bpmn(String journey, String steps) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
                <bpmn:process id="%s" name="试验 Trial" isExecutable="true" camunda:historyTimeToLive="P30D">
                %s
                </bpmn:process>
                </bpmn:definitions>
                """.formatted(journey, steps);
    }
}
