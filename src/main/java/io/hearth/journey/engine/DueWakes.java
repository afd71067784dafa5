package io.hearth.journey.engine;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs whose event has come. Moving the run on and deleting the row is one transaction. */
final class DueWakes implements Batches.Kind<DueWakes.Wake> {

    static final OffsetDateTime NEVER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final String SELECT = """
            select k.wait as id, k.run, k.position, k.attempts, w.element
            from wake k join run r on r.id = k.run left join wait w on w.id = k.wait
            where k.next_at <= :now and r.state <> 'suspended'
            """;

    private final JdbcClient sql;
    private final JourneyEngine engine;
    private final JourneySettings settings;
    private final Clock clock;
    private final String scope;

    record Wake(
            UUID id,
            UUID run,
            long position,
            int attempts,
            @Nullable String element) {}

    DueWakes(JdbcTemplate jdbc, JourneyEngine engine, JourneySettings settings, Clock clock, Scope scope) {
        this.sql = JdbcClient.create(jdbc);
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.scope = scope.of("r.member") + SuspensionTable.NONE;
    }

    @Override
    public List<Wake> claim(int most) {
        return query(
                SELECT + scope + "order by k.next_at limit :most for update of k, r skip locked", most, new UUID(0, 0));
    }

    @Override
    public List<Wake> claim(Wake one) {
        return query(SELECT + scope + "and k.wait = :wait limit :most for update of k, r skip locked", 1, one.id());
    }

    /** One waking of each run at a time; where a run has more, the others are due still. */
    @Override
    public void carryOut(List<Wake> claimed) {
        var first = new LinkedHashMap<UUID, Wake>();
        claimed.forEach(wake -> first.putIfAbsent(wake.run(), wake));
        engine.wake(first.values());
        sql.sql("delete from wake where wait = any (:waits::uuid[])")
                .param(
                        "waits",
                        first.values().stream()
                                .map(wake -> wake.id().toString())
                                .toArray(String[]::new))
                .update();
    }

    @Override
    public void failed(Wake wake, RuntimeException reason) {
        int attempts = wake.attempts() + 1;
        var now = clock.instant();
        var last = attempts >= settings.attempts();
        sql.sql("update wake set attempts = :attempts, next_at = :next where wait = :wait")
                .param("attempts", attempts)
                .param("next", last ? NEVER : Times.column(now.plus(settings.rest(attempts))))
                .param("wait", wake.id())
                .update();
        if (last) {
            engine.incidents()
                    .open(
                            wake.run(),
                            wake.element(),
                            IncidentTable.Kind.WAKE,
                            wake.id().toString(),
                            Batches.reason(reason),
                            now);
        }
    }

    @Override
    public String name(Wake wake) {
        return "the waking of run " + wake.run() + " at " + wake.element();
    }

    private List<Wake> query(String select, int most, UUID wait) {
        return sql.sql(select)
                .param("now", Times.column(clock.instant()))
                .param("most", most)
                .param("wait", wait)
                .query(Wake.class)
                .list();
    }
}
