package io.hearth.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Decides the segments of all members anew by the standard rules: alone, and while as many events come as the server
 * takes. Says how many members a second it decides alone, and which part of the events' rate is kept meanwhile.
 */
final class ReevaluateBench {

    private final Server server;
    private final Load load;
    private final HttpClient client = HttpClient.newHttpClient();

    ReevaluateBench(Server server) {
        this.server = server;
        this.load = new Load(server);
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        server.run("update api_key set scopes = '{EVENTS_WRITE,READ,ALL}' where name = 'bench'");
        load.send(new Traffic("w"), Duration.ofSeconds(Integer.getInteger("hearth.bench.warm", 20)));
        alone();
        server.run("vacuum analyze activity");
        double value = alone();
        double before = load.send(new Traffic("b"), Duration.ofSeconds(Integer.getInteger("hearth.bench.seconds", 30)));
        double meanwhile = meanwhile();
        double after = load.send(new Traffic("a"), Duration.ofSeconds(Integer.getInteger("hearth.bench.seconds", 30)));
        double baseline = (before + after) / 2;
        boolean right = check();
        System.out.printf(
                Locale.ROOT,
                "reevaluate value=%.0f unit=members/s baseline=%.0f ratio=%.2f kept=%.2f%n",
                value,
                baseline,
                value / baseline,
                meanwhile / baseline);
        return right;
    }

    private double alone() throws Exception {
        long started = System.nanoTime();
        long id = begin();
        while (unfinished() > 0) {
            LockSupport.parkNanos(5_000_000);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        long looked = looked(id);
        System.err.printf(Locale.ROOT, "%d members decided anew in %.2f s%n", looked, seconds);
        return looked / seconds;
    }

    /** Re-evaluations one after the other, as long as events come. */
    private double meanwhile() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        var done = new AtomicLong();
        var going = new java.util.concurrent.atomic.AtomicBoolean(true);
        var again = pool.submit(() -> {
            while (going.get()) {
                if (unfinished() == 0) {
                    begin();
                    done.incrementAndGet();
                }
                LockSupport.parkNanos(20_000_000);
            }
            return null;
        });
        double rate = load.send(new Traffic("m"), Duration.ofSeconds(Integer.getInteger("hearth.bench.seconds", 30)));
        long looked = server.number("select coalesce(sum(looked), 0) from reevaluation_part");
        going.set(false);
        again.get();
        pool.shutdown();
        while (unfinished() > 0) {
            LockSupport.parkNanos(20_000_000);
        }
        System.err.printf(Locale.ROOT, "%d begun meanwhile, %d members looked at so far%n", done.get(), looked);
        return rate;
    }

    private long begin() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(server.uri("/api/v1/reevaluations"))
                        .header("Authorization", "Bearer " + Server.SECRET)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("Expected a re-evaluation to begin, but got " + answer.body());
        }
        return server.number("select count(*) from reevaluation");
    }

    private long unfinished() throws Exception {
        return server.number("select count(*) from reevaluation where state in ('running', 'paused')");
    }

    private long looked(long number) throws Exception {
        return server.number("select sum(looked) from reevaluation_part where reevaluation = "
                + "(select id from reevaluation order by id limit 1 offset " + (number - 1) + ")");
    }

    /** Events and their outcomes are exact, and every re-evaluation looked at everybody. */
    private boolean check() throws Exception {
        return load.check()
                & server.same(
                        "re-evaluations that missed somebody",
                        0,
                        """
                        select count(*) from reevaluation r
                        where state <> 'done' or (select sum(looked) <> %d or sum(failed) > 0
                            from reevaluation_part where reevaluation = r.id)
                        """
                                .formatted(Fixtures.MEMBERS));
    }
}
