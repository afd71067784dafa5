package io.hearth.journey.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Timers that have gone off. The run's lock keeps other workers away, and falls with a worker that dies. */
final class DueJobs implements Batches.Kind<DueJobs.Job> {

    private static final String SELECT = """
            select j.id_, j.retries_, coalesce(x.act_id_, j.handler_cfg_) as element, r.id as run
            from act_ru_job j
            join run r on r.instance = j.process_instance_id_
            left join act_ru_execution x on x.id_ = j.execution_id_
            where coalesce(j.duedate_, '-infinity'::timestamp) <= :now and j.retries_ > 0 and j.suspension_state_ = 1
            """;

    /** By the index that the condition reads, however many are due and whatever the planner believes. */
    private static final String ORDER = "order by coalesce(j.duedate_, '-infinity'::timestamp)";

    private final JdbcClient sql;
    private final JourneyEngine engine;
    private final JourneySettings settings;
    private final Clock clock;
    private final String scope;

    record Job(String id, int attemptsLeft, @Nullable String element, UUID run) {}

    DueJobs(JdbcTemplate jdbc, JourneyEngine engine, JourneySettings settings, Clock clock, Scope scope) {
        this.sql = JdbcClient.create(jdbc);
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.scope = scope.of("r.member") + SuspensionTable.NONE;
    }

    @Override
    public List<Job> claim(int most) {
        return query(SELECT + scope + ORDER + " limit :most for update of r skip locked", most, "");
    }

    @Override
    public List<Job> claim(Job one) {
        return query(SELECT + scope + "and j.id_ = :id limit :most for update of r skip locked", 1, one.id());
    }

    /** One timer of each run; where a run has more, the others are due still. */
    @Override
    public void carryOut(List<Job> claimed) {
        var first = new LinkedHashMap<UUID, String>();
        claimed.forEach(job -> first.putIfAbsent(job.run(), job.id()));
        engine.fire(first);
    }

    @Override
    public void failed(Job job, RuntimeException reason) {
        int left = job.attemptsLeft() - 1;
        var now = clock.instant();
        if (engine.failed(job.id(), left, now.plus(settings.rest(settings.attempts() - left)))) {
            engine.incidents()
                    .open(job.run(), job.element(), IncidentTable.Kind.TIMER, job.id(), Batches.reason(reason), now);
        }
    }

    @Override
    public String name(Job job) {
        return "timer " + job.element() + " of run " + job.run();
    }

    private List<Job> query(String select, int most, String id) {
        return sql.sql(select)
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .param("id", id)
                .query((row, number) -> new Job(
                        row.getString("id_"),
                        row.getInt("retries_"),
                        row.getString("element"),
                        row.getObject("run", UUID.class)))
                .list();
    }
}
