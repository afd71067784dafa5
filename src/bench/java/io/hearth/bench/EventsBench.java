package io.hearth.bench;

import io.hearth.bench.bare.BareEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Batches of 500 over HTTP until everything is decided, against a bare loop of the same work. */
final class EventsBench {

    private static final int SENDERS = 4;
    private static final int BATCH = 500;
    private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

    private final Server server;
    private final Path content;
    private final String name;
    private final int every;

    EventsBench(Server server, Path content) {
        this(server, content, "events", 10);
    }

    /** @param every how many events there are for each that earns points */
    EventsBench(Server server, Path content, String name, int every) {
        this.name = name;
        this.every = every;
        this.server = server;
        this.content = content;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var warm = measure("w", seconds("hearth.bench.warm", 20));
        System.err.printf(Locale.ROOT, "warm-up: %.0f events/s%n", warm);
        double value = measure("m", seconds("hearth.bench.seconds", 40));
        boolean right = check();
        var before = Effort.of(server);
        var bare = new BareEvents(server.databaseUrl(), Server.OWNER, server.password(), content, every);
        double baseline = bare.run(seconds("hearth.bench.bare", 30));
        System.err.printf("bare loop: %s%n", Effort.of(server).since(before).by(bare.events()));
        System.out.printf(
                Locale.ROOT,
                "%s value=%.0f unit=events/s baseline=%.0f ratio=%.2f%n",
                name,
                value,
                baseline,
                value / baseline);
        return right;
    }

    private static Duration seconds(String name, int usual) {
        return Duration.ofSeconds(Integer.getInteger(name, usual));
    }

    private final java.util.List<Sender> senders = new ArrayList<>();

    /** Decided events by second, from the first one sent to the last one decided. */
    private double measure(String prefix, Duration duration) throws Exception {
        var traffic = new Traffic(prefix, Fixtures.MEMBERS, every);
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
                    sender.send(traffic.batch(BATCH), CLOUD_EVENTS);
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

    /** Nothing lost, nothing doubled, nothing wrong. */
    private boolean check() throws Exception {
        long events = senders.stream().mapToLong(sender -> sender.events.get()).sum();
        long awards = senders.stream().mapToLong(sender -> sender.awards.get()).sum();
        long points = senders.stream().mapToLong(sender -> sender.points.get()).sum();
        return same("events in the log", events, "select count(*) from event where source = 'bench'")
                & same("entries of members", awards, "select count(*) from ledger_entry where account = 'available'")
                & same("points", points, "select coalesce(sum(points), 0) from standing where community = 'bench'")
                & same("sum over all accounts", 0, "select coalesce(sum(points), 0) from ledger_entry")
                & same("receipts", awards, "select count(*) from receipt")
                & same("dead letters", 0, "select count(*) from dead_letter");
    }

    private boolean same(String what, long expected, String sql) throws Exception {
        long found = server.number(sql);
        if (found != expected) {
            System.err.println("WRONG: expected " + expected + " " + what + ", but found " + found);
        }
        return found == expected;
    }
}
