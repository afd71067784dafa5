package io.hearth.bench;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A million members and a thousand rules under load in a heap of one gigabyte. */
final class MemoryBench {

    static final int MEMBERS = 1_000_000;
    static final int RULES = 1_000;

    private static final int SECONDS = Integer.getInteger("hearth.bench.seconds", 60);
    private static final int SENDERS = 4;
    private static final int BATCH = 500;

    private final Server server;

    MemoryBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var traffic = new Traffic("m");
        var sender = new Sender(server);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        var pool = Executors.newFixedThreadPool(SENDERS);
        for (int i = 0; i < SENDERS; i++) {
            pool.submit(() -> {
                while (System.nanoTime() < until) {
                    sender.send(traffic.batch(BATCH), "application/cloudevents-batch+json");
                }
                return null;
            });
        }
        pool.shutdown();
        boolean right = pool.awaitTermination(SECONDS + 120L, TimeUnit.SECONDS);
        while (server.lag() > 0) {
            LockSupport.parkNanos(50_000_000);
        }
        var held = Growth.now(server);
        System.err.println("after " + sender.events.get() + " events: " + held);
        System.out.printf(
                Locale.ROOT,
                "memory value=%d unit=MB baseline=- ratio=- members=%d rules=%d events=%d%n",
                held.heapMegabytes(),
                MEMBERS,
                RULES,
                sender.events.get());
        return right
                && server.number("select count(*) from dead_letter") == 0
                && server.number("select count(*) from event where source = 'bench'") == sender.events.get();
    }
}
