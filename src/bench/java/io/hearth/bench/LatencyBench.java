package io.hearth.bench;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** From accepted to outcome committed, at a steady 3,000 events a second. */
final class LatencyBench {

    private static final int RATE = Integer.getInteger("hearth.bench.rate", 3_000);
    private static final int BATCH = 50;
    private static final int SECONDS = Integer.getInteger("hearth.bench.seconds", 40);

    private final Server server;

    LatencyBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var sender = new Sender(server);
        // A receipt's row says when its transaction began to write it; its commit follows within the same batch.
        server.run("alter table receipt add column if not exists bench_at timestamptz default clock_timestamp()");
        steady(new Traffic("w"), sender, Integer.getInteger("hearth.bench.warm", 60));
        server.run("truncate receipt");
        var before = Effort.of(server);
        long sent = sender.events.get();
        steady(new Traffic("l"), sender, SECONDS);
        while (server.lag() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        System.err.println(Effort.of(server).since(before).by(sender.events.get() - sent));
        double p99 = percentile(0.99);
        double p50 = percentile(0.5);
        System.out.printf(
                Locale.ROOT,
                "latency value=%.0f unit=ms baseline=- ratio=- p50_ms=%.0f p99_ms=%.0f rate=%d%n",
                p99,
                p50,
                p99,
                RATE);
        return server.number("select count(*) from dead_letter") == 0;
    }

    private void steady(Traffic traffic, Sender sender, int seconds) throws Exception {
        var pool = Executors.newScheduledThreadPool(4);
        long every = 1_000_000_000L * BATCH / RATE;
        pool.scheduleAtFixedRate(
                () -> {
                    try {
                        sender.send(traffic.batch(BATCH), Load.BATCHES);
                    } catch (Exception fault) {
                        throw new IllegalStateException(fault);
                    }
                },
                0,
                every,
                TimeUnit.NANOSECONDS);
        TimeUnit.SECONDS.sleep(seconds);
        pool.shutdown();
        pool.awaitTermination(30, TimeUnit.SECONDS);
    }

    private double percentile(double share) throws Exception {
        return server.number("""
                select (percentile_cont(%s) within group (
                    order by extract(epoch from r.bench_at - e.accepted_at) * 1000))::bigint
                from receipt r join event e on r.event = e.partition || '-' || e.position
                """.formatted(Double.toString(share)));
    }
}
