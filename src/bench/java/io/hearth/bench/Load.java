package io.hearth.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** As many events as the server takes, in batches of 500 from four senders, and what has to come of them all. */
final class Load {

    static final String BATCHES = "application/cloudevents-batch+json";

    private static final int SENDERS = 4;
    private static final int BATCH = 500;

    private final Server server;
    private final List<Sender> senders = new ArrayList<>();

    Load(Server server) {
        this.server = server;
    }

    /** Decided events by second, from the first one sent to the last one decided. */
    double send(Traffic traffic, Duration duration) throws Exception {
        return send(traffic::batch, duration);
    }

    /** The same of other events, which are made batch by batch, by several threads at once. */
    double send(IntFunction<Traffic.Batch> traffic, Duration duration) throws Exception {
        var sender = new Sender(server);
        senders.add(sender);
        var before = Effort.of(server);
        long started = System.nanoTime();
        long until = started + duration.toNanos();
        var pool = Executors.newFixedThreadPool(SENDERS);
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < SENDERS; i++) {
            running.add(pool.submit(() -> {
                while (System.nanoTime() < until) {
                    sender.send(traffic.apply(BATCH), BATCHES);
                }
                return null;
            }));
        }
        for (var one : running) {
            one.get();
        }
        pool.shutdown();
        while (server.lag() > 0) {
            LockSupport.parkNanos(20_000_000);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.err.printf(
                Locale.ROOT,
                "%d events in %.1f s, %d times asked to wait, %s%n",
                sender.events.get(),
                seconds,
                sender.held.get(),
                Effort.of(server).since(before).by(sender.events.get()));
        return sender.events.get() / seconds;
    }

    long events() {
        return senders.stream().mapToLong(sender -> sender.events.get()).sum();
    }

    long awards() {
        return senders.stream().mapToLong(sender -> sender.awards.get()).sum();
    }

    /** Nothing lost, nothing doubled, nothing put aside. */
    boolean check() throws Exception {
        long points = senders.stream().mapToLong(sender -> sender.points.get()).sum();
        return server.same("events in the log", events(), "select count(*) from event where source = 'bench'")
                & server.same("points", points, "select coalesce(sum(points), 0) from standing where community = 'bench'")
                & server.same("dead letters", 0, "select count(*) from dead_letter");
    }
}
