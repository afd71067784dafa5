package io.hearth.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A day's traffic with its nights and evenings in ten minutes: what the server holds afterwards is what it held before. */
final class SoakBench {

    private static final Duration DAY = Duration.ofSeconds(Integer.getInteger("hearth.bench.seconds", 600));
    private static final int NIGHT = 30;
    private static final int EVENING = 700;
    private static final int BATCH = 50;
    private static final long MORE_HEAP = 48;
    private static final long MORE_THREADS = 12;
    private static final long MOST_CONNECTIONS = 20;
    private static final double MORE_ROOM = 1.5;

    private final Server server;

    SoakBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var sender = new Sender(server);
        // A short day first, so that what is only made once is there.
        day(new Traffic("w"), sender, DAY.dividedBy(8));
        var before = settled();
        day(new Traffic("d"), sender, DAY);
        var after = settled();
        System.err.println("before " + before);
        System.err.println("after  " + after);
        boolean right = within("heap in MB", after.heapMegabytes(), before.heapMegabytes() + MORE_HEAP)
                & within("threads", after.threads(), before.threads() + MORE_THREADS)
                & within("connections", after.connections(), MOST_CONNECTIONS)
                & within("dead rows", after.deadRows(), Fixtures.MEMBERS)
                & within("MB of tables that don't grow", after.hotMegabytes(), (long) (before.hotMegabytes() * MORE_ROOM) + 16)
                & within("dead letters", server.number("select count(*) from dead_letter"), 0)
                & within(
                        "events lost or doubled",
                        Math.abs(sender.events.get() - server.number("select count(*) from event where source = 'bench'")),
                        0);
        System.out.printf(
                Locale.ROOT,
                "soak value=%d unit=MB baseline=%d ratio=%.2f events=%d threads=%d/%d connections=%d hot_mb=%d/%d%n",
                after.heapMegabytes(),
                before.heapMegabytes(),
                (double) after.heapMegabytes() / before.heapMegabytes(),
                sender.events.get(),
                after.threads(),
                before.threads(),
                after.connections(),
                after.hotMegabytes(),
                before.hotMegabytes());
        return right;
    }

    private void day(Traffic traffic, Sender sender, Duration length) throws Exception {
        long begun = System.nanoTime();
        while (true) {
            double hour = (System.nanoTime() - begun) / (double) length.toNanos();
            if (hour >= 1) {
                return;
            }
            double rate = NIGHT + (EVENING - NIGHT) * Math.pow(Math.sin(Math.PI * hour), 2);
            sender.send(traffic.batch(BATCH), Load.BATCHES);
            LockSupport.parkNanos((long) (BATCH / rate * 1e9));
        }
    }

    /** Decided, and idle long enough for connections and the database's own cleaning. */
    private Growth settled() throws Exception {
        while (server.lag() > 0) {
            LockSupport.parkNanos(50_000_000);
        }
        LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
        return Growth.now(server);
    }

    private static boolean within(String what, long found, long most) {
        if (found > most) {
            System.err.println("WRONG: expected at most " + most + " " + what + ", but found " + found);
        }
        return found <= most;
    }
}
