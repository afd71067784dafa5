package io.hearth.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One event a request on 32 connections: accepted events by second, and how long a request takes. */
final class SingleBench {

    private static final int CONNECTIONS = 32;
    private static final int SECONDS = Integer.getInteger("hearth.bench.seconds", 30);

    private static final int WARM = Integer.getInteger("hearth.bench.warm", 80);

    private final Server server;

    SingleBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        round("w", WARM);
        var before = Effort.of(server);
        var round = round("s", SECONDS);
        System.err.println(Effort.of(server).since(before).by(round.nanos().length));
        long stored = server.number("select count(*) from event where source = 'bench'");
        System.out.printf(
                Locale.ROOT,
                "events-single value=%.0f unit=events/s baseline=- ratio=- p50_ms=%.1f p99_ms=%.1f%n",
                round.rate(),
                round.millis(0.50),
                round.millis(0.99));
        return stored == sent;
    }

    private long sent;

    private record Round(double rate, long[] nanos) {
        double millis(double share) {
            return nanos[(int) Math.min(nanos.length - 1, (long) (nanos.length * share))] / 1e6;
        }
    }

    private Round round(String prefix, int seconds) throws Exception {
        var traffic = new Traffic(prefix);
        var sender = new Sender(server);
        long started = System.nanoTime();
        long until = started + seconds * 1_000_000_000L;
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        var running = new ArrayList<Future<long[]>>();
        for (int i = 0; i < CONNECTIONS; i++) {
            running.add(pool.submit(() -> {
                var took = new long[1_024];
                int count = 0;
                while (System.nanoTime() < until) {
                    var batch = traffic.batch(1);
                    var json = batch.json().substring(1, batch.json().length() - 1);
                    long begun = System.nanoTime();
                    sender.send(
                            new Traffic.Batch(json, 1, batch.awards(), batch.points()), "application/cloudevents+json");
                    if (count == took.length) {
                        took = Arrays.copyOf(took, count * 2);
                    }
                    took[count++] = System.nanoTime() - begun;
                }
                return Arrays.copyOf(took, count);
            }));
        }
        var all = new ArrayList<long[]>();
        for (var one : running) {
            all.add(one.get());
        }
        pool.shutdown();
        sent += sender.events.get();
        var nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Round(sender.events.get() / ((System.nanoTime() - started) / 1e9), nanos);
    }
}
