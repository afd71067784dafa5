package io.hearth.bench;

import java.time.Duration;
import java.util.Locale;

/** A million members and a thousand rules under load in a heap of one gigabyte. */
final class MemoryBench {

    static final int MEMBERS = 1_000_000;
    static final int RULES = 1_000;

    private static final int SECONDS = Integer.getInteger("hearth.bench.seconds", 60);

    private final Server server;

    MemoryBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var load = new Load(server);
        load.send(new Traffic("m"), Duration.ofSeconds(SECONDS));
        var held = Growth.now(server);
        System.err.println("after " + load.events() + " events: " + held);
        System.out.printf(
                Locale.ROOT,
                "memory value=%d unit=MB baseline=- ratio=- members=%d rules=%d events=%d%n",
                held.heapMegabytes(),
                MEMBERS,
                RULES,
                load.events());
        return load.check();
    }
}
