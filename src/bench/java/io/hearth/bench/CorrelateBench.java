package io.hearth.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * 100,000 runs wait for an event of their member. First as many events as the server takes, of which one in twenty is of
 * the awaited type, but about members whom nobody waits for; then the same traffic with these about members whose runs
 * wait, each of which goes on and waits anew. Prints the runs woken by second, from the first event to the last run that
 * waits again, and the share of the pipeline's rate that it kept.
 */
final class CorrelateBench {

    private static final int WAITING = Integer.getInteger("hearth.bench.waiting", 100_000);

    /** Those whose runs wait come first. */
    static final int MEMBERS = 2 * WAITING;

    private static final int EVERY = Integer.getInteger("hearth.bench.every", 20);
    private static final double BAR = 500;

    private final Server server;
    private final Load load;
    private final Traffic others = new Traffic("o", WAITING, 10);
    private final AtomicLong next = new AtomicLong();

    CorrelateBench(Server server) {
        this.server = server;
        this.load = new Load(server);
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var runs = new Runs(server);
        double started = runs.start(Runs.WATCH, 0, WAITING);
        System.err.printf(Locale.ROOT, "%d runs wait after %.0f s%n", WAITING, started);
        server.run("vacuum analyze");
        load.send(size -> batch(size, WAITING), seconds("hearth.bench.warm", 40));
        wake(seconds("hearth.bench.warm.wake", 15));
        double alone = load.send(size -> batch(size, WAITING), seconds("hearth.bench.seconds", 25));
        var woken = wake(seconds("hearth.bench.seconds", 25));
        boolean right = server.same("runs that wait", WAITING, "select count(distinct run) from wait")
                & server.same("waits", WAITING, "select count(*) from wait")
                & server.same("incidents", 0, "select count(*) from run_incident")
                & server.same("dead letters", 0, "select count(*) from dead_letter");
        System.out.printf(
                Locale.ROOT,
                "correlate value=%.0f unit=wakes/s baseline=%.0f ratio=%.2f kept=%.2f events=%.0f alone=%.0f%n",
                woken.bySecond(),
                BAR,
                woken.bySecond() / BAR,
                woken.events() / alone,
                woken.events(),
                alone);
        return right;
    }

    private record Woken(double bySecond, double events) {}

    private Woken wake(Duration duration) throws Exception {
        long before = steps();
        var effort = Effort.of(server);
        long began = System.nanoTime();
        double events = load.send(size -> batch(size, 0), duration);
        long left = server.number("select count(*) from wake");
        Runs.await("wakes left", 0, () -> server.number("select count(*) from wake"));
        double seconds = (System.nanoTime() - began) / 1e9;
        long woken = steps() - before;
        System.err.printf(
                Locale.ROOT,
                "%d runs woken in %.1f s, %d of them when all was decided, %s a wake%n",
                woken,
                seconds,
                woken - left,
                Effort.of(server).since(effort).by(woken));
        return new Woken(woken / seconds, events);
    }

    /** How often any run has left the step where it waited. */
    private long steps() throws Exception {
        return server.number("select count(*) from run_step where element = 'await' and until is not null");
    }

    /** The usual events about members without runs; one in so many awaited, about members from this one on. */
    private Traffic.Batch batch(int size, int from) {
        int awaited = size / EVERY;
        var usual = others.batch(size - awaited);
        long first = next.getAndAdd(awaited);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var json = new StringBuilder(usual.json());
        json.setLength(json.length() - 1);
        for (int i = 0; i < awaited; i++) {
            json.append(',').append(Runs.waking("a" + (first + i), from + (first + i) * 7919 % WAITING, now));
        }
        return new Traffic.Batch(json.append(']').toString(), size, usual.awards(), usual.points());
    }

    private static Duration seconds(String name, int usual) {
        return Duration.ofSeconds(Integer.getInteger(name, usual));
    }
}
