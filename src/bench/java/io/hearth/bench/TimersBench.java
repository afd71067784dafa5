package io.hearth.bench;

import io.hearth.bench.bare.BareRuns;
import java.util.Locale;

/** Timers by second when 20,000 are due at once, against the engine's own job executor as it comes. */
final class TimersBench {

    static final int WARM = Integer.getInteger("hearth.bench.warm.runs", 10_000);
    static final int TIMERS = Integer.getInteger("hearth.bench.runs", 20_000);

    private final Server server;

    TimersBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var runs = new Runs(server);
        runs.start(Runs.WALK, 0, WARM);
        System.err.printf(Locale.ROOT, "warm-up: %.0f timers/s%n", WARM / fire());
        runs.start(Runs.WALK, WARM, TIMERS);
        var before = Effort.of(server);
        double value = TIMERS / fire();
        System.err.println("product: " + Effort.of(server).since(before).by(TIMERS));
        boolean right = server.same("runs that are over", WARM + TIMERS, "select count(*) from run where state = 'ended'")
                & server.same("runs under way", 0, "select count(*) from run where state <> 'ended'")
                & server.same("incidents", 0, "select count(*) from run_incident");
        try (var bare = new BareRuns(server.databaseUrl(), Server.OWNER, server.password(), Runs.walk(), true)) {
            bare.start(WARM / 2);
            bare.fire();
            bare.start(TIMERS);
            var idle = Effort.of(server);
            double baseline = TIMERS / bare.fire();
            System.err.println("bare loop: " + Effort.of(server).since(idle).by(TIMERS));
            System.out.printf(
                    Locale.ROOT,
                    "timers value=%.0f unit=timers/s baseline=%.0f ratio=%.2f%n",
                    value,
                    baseline,
                    value / baseline);
        }
        return right;
    }

    /** Makes all of them due; returns the seconds until none is left. */
    private double fire() throws Exception {
        long began = System.nanoTime();
        server.run("update act_ru_job set duedate_ = now()");
        Runs.await("timers left", 0, () -> server.number("select count(*) from act_ru_job"));
        return (System.nanoTime() - began) / 1e9;
    }
}
