package io.hearth.journey.engine;

import io.hearth.content.ContentFile;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.engine.guard.Drawing;
import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An engine for scenarios: with a clock of its own that is moved by hand, and inside one transaction that is always
 * rolled back, so that nothing of a scenario is ever seen outside it.
 */
public final class Rehearsal implements AutoCloseable {

    private static final String RELEASE = "rehearsal";

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final StageClock clock = new StageClock();
    private final JourneyEngine engine;
    private final Wakes wakes;
    private final DueWakes dueWakes;
    private final DueJobs dueJobs;
    private final DueCalls dueCalls;
    private final DefinitionTable definitions;
    private final MemberId member;
    private final JourneySettings settings;
    private final Set<String> held = new HashSet<>();
    private final ReentrantLock one = new ReentrantLock();
    private final List<Work> inbox = new ArrayList<>();
    private final List<Wakes.Seen> happened = new ArrayList<>();
    private final Map<UUID, Set<String>> ways = new HashMap<>();

    /** A task as the scenario's people see it. */
    public record Work(Inbox.Work drawn, boolean open) {}

    public Rehearsal(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            JourneySettings settings,
            List<BuildingBlock> blocks,
            Standing standing,
            MemberId member) {
        var scope = new Scope(member);
        this.member = member;
        this.settings = settings;
        var jdbc = new JdbcTemplate(dataSource);
        var byTopic =
                blocks.stream().collect(Collectors.toMap(block -> block.shape().topic(), Function.identity()));
        this.sql = JdbcClient.create(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.engine = new JourneyEngine(
                "rehearsal", dataSource, transactions, clock, settings, byTopic, new Desk(), standing);
        this.definitions = new DefinitionTable(jdbc);
        this.wakes = new Wakes(jdbc, clock, this::find, scope);
        this.dueWakes = new DueWakes(jdbc, engine, settings, clock, scope);
        this.dueJobs = new DueJobs(jdbc, engine, settings, clock, scope);
        this.dueCalls = new DueCalls(jdbc, engine, settings, clock, this::callee, scope);
    }

    /** Plays one scenario; scenarios take turns, since they share the clock. */
    public <T> T play(Instant now, Function<Rehearsal, T> scenario) {
        one.lock();
        try {
            inbox.clear();
            happened.clear();
            ways.clear();
            held.clear();
            clock.now = now;
            return java.util.Objects.requireNonNull(transaction.execute(status -> {
                status.setRollbackOnly();
                return scenario.apply(this);
            }));
        } finally {
            one.unlock();
        }
    }

    public Instant now() {
        return clock.now;
    }

    /** Makes a workflow known that others may call. */
    public void know(ContentFile file, Drawing drawing) {
        engine.release(RELEASE, engine.deploy(file, drawing));
    }

    private String callee(String journey) {
        return definitions
                .ofRelease(RELEASE, journey)
                .map(DefinitionTable.Version::definition)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected to call journey '%s', but there is none of that name".formatted(journey)));
    }

    /** @param variables what a run that is not about a member begins with */
    public UUID start(
            ContentFile file, Drawing drawing, MemberId member, String community, Map<String, Object> variables) {
        var version = engine.deploy(file, drawing);
        engine.release(RELEASE, version);
        var run = new Run(
                Ids.next(),
                drawing.id(),
                version.definition(),
                member,
                community,
                1,
                Run.State.RUNNING,
                null,
                null,
                0,
                clock.now,
                0,
                clock.now,
                null,
                null);
        engine.start(run, variables);
        settle();
        return run.id();
    }

    /** Something that the member does now. */
    public void happen(MemberId member, String community, String type) {
        var event = new Wakes.Seen(
                "0-" + (happened.size() + 1), happened.size() + 1, clock.now.plusMillis(1), member, community, type);
        clock.now = clock.now.plusMillis(1);
        happened.add(event);
        wakes.wake(List.of(event));
        settle();
    }

    /** The member comes into a segment now. */
    public void enter(MemberId member, String community, String segment) {
        clock.now = clock.now.plusMillis(1);
        wakes.entered(List.of(new Wakes.Entry(member, community, segment)));
        settle();
    }

    /** Lets time go by; every timer goes off at its own time. */
    public void waitUntil(MemberId member, Instant then) {
        for (var due = nextTimer(member); due.isPresent() && !due.get().isAfter(then); due = nextTimer(member)) {
            clock.now = due.get().isAfter(clock.now) ? due.get() : clock.now;
            carryOut(dueJobs);
            settle();
        }
        clock.now = then;
    }

    /** The open task at an element. */
    public Optional<Inbox.Work> task(String element) {
        return inbox.stream()
                .filter(work -> work.open() && work.drawn().element().equals(element))
                .map(Work::drawn)
                .findFirst();
    }

    /** Whether somebody was reminded of the open task at an element by now. */
    public boolean isReminded(String element) {
        return task(element)
                .map(work -> work.care().remindAt())
                .filter(at -> !at.isAfter(clock.now))
                .isPresent();
    }

    /** Whose the open task at an element is by now; the rulebook's name once that was asked who gets it as well. */
    public Optional<String> holder(String element) {
        return task(element).map(work -> {
            var late = work.care().escalateAt();
            if (late == null || late.isAfter(clock.now)) {
                return work.care().first();
            }
            return work.care().escalateBy() == null
                    ? work.care().escalateTo()
                    : work.care().escalateBy();
        });
    }

    public void complete(Inbox.Work work, Map<String, Object> answers, String by) {
        var run = engine.lock(work.run().id()).orElseThrow();
        var person = work.person();
        if (person == null) {
            engine.answer(run, work.visit(), answers, by);
        } else {
            engine.say(run, work.visit(), person, answers, person);
            inbox.replaceAll(one -> one.drawn().equals(work) ? new Work(work, false) : one);
        }
        settle();
    }

    /** People break off what a run is about; it goes on at the step that its drawing names for that, if there is one. */
    public void cancel(UUID id, Optional<String> step, String reason) {
        var run = engine.lock(id).orElseThrow();
        step.ifPresentOrElse(found -> engine.divert(run, found), () -> engine.cancel(run, reason));
        settle();
    }

    /** Where the tokens stand. */
    public List<String> tokens(UUID run) {
        return sql.sql("select element from run_step where run = :run and until is null order by element")
                .param("run", run)
                .query(String.class)
                .list();
    }

    /** Every step that the run has been at, and every arrow along which it went. */
    public Set<String> visited(UUID run) {
        var visited = new TreeSet<>(ways.getOrDefault(run, Set.of()));
        visited.addAll(sql.sql("select distinct element from run_step where run = :run")
                .param("run", run)
                .query(String.class)
                .list());
        return visited;
    }

    public Optional<Run> run(UUID id) {
        return engine.runs().find(id);
    }

    private Optional<Instant> nextTimer(MemberId member) {
        return sql.sql("""
                select min(due) from (
                    select j.duedate_ at time zone current_setting('timezone') as due
                    from act_ru_job j join run r on r.instance = j.process_instance_id_
                    where r.member = :member and j.duedate_ is not null
                    union all
                    select k.next_at from wake k join run r on r.id = k.run where r.member = :member) as timers
                """)
                .param("member", member.value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Until nothing more is due now. */
    private void settle() {
        int moved;
        do {
            moved = wakes.lookBack(Integer.MAX_VALUE) + work() + carryOut(dueCalls) + carryOut(dueWakes);
        } while (moved > 0);
    }

    private static <T> int carryOut(Batches.Kind<T> kind) {
        var due = kind.claim(Integer.MAX_VALUE);
        kind.carryOut(due);
        return due.size();
    }

    /** What is done elsewhere is done at once, unless a scenario holds it up. */
    private int work() {
        return sql.sql("""
                insert into wake (wait, run, event, position, next_at)
                select id, run, 'work', position, :now from wait
                where member = :member and event_type = 'work' and element <> all (:held)
                on conflict do nothing
                """)
                .param("now", Times.column(clock.now))
                .param("member", member.value())
                .param("held", held.toArray(String[]::new))
                .update();
    }

    /** Work at a step that is not done until the scenario is over. */
    public void hold(Collection<String> elements) {
        held.addAll(elements);
    }

    private Map<UUID, Past.Found> find(Collection<Past.Wanted> waits) {
        var found = new HashMap<UUID, Past.Found>();
        for (var wait : waits) {
            if (wait.eventType().startsWith(Drawing.SEGMENT)) {
                continue;
            }
            happened.stream()
                    .filter(event -> event.member().equals(wait.member())
                            && event.community().equals(wait.community())
                            && event.type().equals(wait.eventType())
                            && event.position() > wait.position()
                            && event.acceptedAt().isAfter(wait.since()))
                    .findFirst()
                    .ifPresent(event -> found.put(wait.id(), new Past.Found(event.event(), event.position())));
        }
        return found;
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Tasks lie here instead of in people's inbox. */
    private final class Desk implements Inbox {

        @Override
        public boolean watchesWays() {
            return true;
        }

        @Override
        public void took(Run run, String arrow) {
            ways.computeIfAbsent(run.id(), unused -> new HashSet<>()).add(arrow);
        }

        @Override
        public Instant due(@Nullable String calendar, String length, Instant now) {
            return settings.due(calendar, length, now);
        }

        @Override
        public void open(Inbox.Work work) {
            inbox.add(new Rehearsal.Work(work, true));
        }

        @Override
        public void withdraw(Run run, String visit, @Nullable String person) {
            inbox.replaceAll(work -> work.drawn().visit().equals(visit)
                            && Objects.equals(work.drawn().person(), person)
                    ? new Rehearsal.Work(work.drawn(), false)
                    : work);
        }

        /** Three in each group, whatever it is called. */
        @Override
        public SortedSet<String> people(Set<String> groups) {
            var people = new TreeSet<String>();
            groups.forEach(group -> IntStream.rangeClosed(1, 3).forEach(number -> people.add(group + "-" + number)));
            return people;
        }
    }

    private static final class StageClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }
    }
}
