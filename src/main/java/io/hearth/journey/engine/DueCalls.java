package io.hearth.journey.engine;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs that others called: started when asked for, and cancelled when the caller waits no more. */
final class DueCalls implements Batches.Kind<DueCalls.Call> {

    private static final String SELECT = """
            select c.child, c.caller, c.journey, c.state, c.attempts
            from run_call c join run r on r.id = c.caller
            where c.state <> 'started' and c.next_at <= :now
            """;

    private final JdbcClient sql;
    private final JourneyEngine engine;
    private final JourneySettings settings;
    private final Clock clock;
    private final Callees callees;
    private final String scope;

    record Call(UUID child, UUID caller, String journey, String state, int attempts) {

        boolean starts() {
            return state.equals("start");
        }
    }

    DueCalls(
            JdbcTemplate jdbc,
            JourneyEngine engine,
            JourneySettings settings,
            Clock clock,
            Callees callees,
            Scope scope) {
        this.sql = JdbcClient.create(jdbc);
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.callees = callees;
        this.scope = scope.of("r.member") + SuspensionTable.NONE;
    }

    @Override
    public List<Call> claim(int most) {
        return query(
                SELECT + scope + "order by c.next_at limit :most for update of c, r skip locked", most, new UUID(0, 0));
    }

    @Override
    public List<Call> claim(Call one) {
        return query(
                SELECT + scope + "and c.child = :child limit :most for update of c, r skip locked", 1, one.child());
    }

    @Override
    public void carryOut(List<Call> claimed) {
        claimed.forEach(this::carryOut);
    }

    private void carryOut(Call call) {
        if (call.starts()) {
            engine.calls().started(call.child());
            engine.lock(call.caller()).ifPresent(caller -> engine.call(caller, call.child(), call.journey(), callees));
        } else {
            engine.lock(call.child()).ifPresent(child -> engine.cancel(child, "caller"));
            engine.calls().delete(call.child());
        }
    }

    @Override
    public void failed(Call call, RuntimeException reason) {
        int attempts = call.attempts() + 1;
        var now = clock.instant();
        var last = attempts >= settings.attempts();
        sql.sql("update run_call set attempts = :attempts, next_at = :next where child = :child")
                .param("attempts", attempts)
                .param("next", last ? DueWakes.NEVER : Times.column(now.plus(settings.rest(attempts))))
                .param("child", call.child())
                .update();
        if (last) {
            engine.incidents()
                    .open(
                            call.caller(),
                            null,
                            IncidentTable.Kind.CALL,
                            call.child().toString(),
                            Batches.reason(reason),
                            now);
        }
    }

    @Override
    public String name(Call call) {
        return "the call of journey " + call.journey() + " by run " + call.caller();
    }

    private List<Call> query(String select, int most, UUID child) {
        return sql.sql(select)
                .param("now", Times.column(clock.instant()))
                .param("most", most)
                .param("child", child)
                .query(Call.class)
                .list();
    }
}
