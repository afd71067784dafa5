package io.hearth.bench;

import io.hearth.bench.bare.BareRuns;
import java.util.Locale;

/**
 * Runs by second that outcomes start, from the first event sent to the last run at its first wait; against a bare loop
 * that starts the same workflow with the same engine, fifty in a transaction.
 */
final class JourneysBench {

    static final int WARM = Integer.getInteger("hearth.bench.warm.runs", 50_000);
    static final int RUNS = Integer.getInteger("hearth.bench.runs", 30_000);

    private final Server server;
    private final Runs runs;

    JourneysBench(Server server) {
        this.server = server;
        this.runs = new Runs(server);
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        System.err.printf(Locale.ROOT, "warm-up: %.0f runs/s%n", WARM / runs.start(Runs.WALK, 0, WARM));
        var before = Effort.of(server);
        double value = RUNS / runs.start(Runs.WALK, WARM, RUNS);
        System.err.println("product: " + Effort.of(server).since(before).by(RUNS));
        boolean right = server.same("commands left", 0, "select count(*) from command")
                & server.same("timers", WARM + RUNS, "select count(*) from act_ru_job")
                & server.same("runs at a step", WARM + RUNS, "select count(*) from run_step where element = 'week' and until is null");
        try (var bare = new BareRuns(server.databaseUrl(), Server.OWNER, server.password(), Runs.walk(), false)) {
            bare.start(WARM / 2);
            var idle = Effort.of(server);
            double baseline = RUNS / bare.start(RUNS);
            System.err.println("bare loop: " + Effort.of(server).since(idle).by(RUNS));
            System.out.printf(
                    Locale.ROOT,
                    "journeys value=%.0f unit=runs/s baseline=%.0f ratio=%.2f%n",
                    value,
                    baseline,
                    value / baseline);
        }
        return right;
    }
}
