package io.hearth.bench;

import io.hearth.platform.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Two servers on one PostgreSQL, 500 rules, events all the time. Every rule is changed, the change is checked as its
 * author would check it, and the files are put where the first server looks for them: how long until the last of the two
 * decides by the new release, how long the pipeline paused for it, and what is left of many swaps.
 */
final class PublishBench {

    private static final int ROUNDS = Integer.getInteger("hearth.bench.rounds", 3);
    private static final int SWAPS = Integer.getInteger("hearth.bench.swaps", 200);
    /** So many different releases follow each other in the swaps; each is loaded anew all the same. */
    private static final int VARIANTS = 6;

    /** In seconds; for the first minute the compilers of both servers take much of two cores. */
    private static final int WARM_UP = Integer.getInteger("hearth.bench.warmup", 80);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MOST_PAUSE = 200;
    private static final long MOST_METASPACE = 10;
    private static final double LONGEST = 10;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server first;
    private final Server second;
    private final Path content;
    private final Map<String, String> original = new LinkedHashMap<>();

    PublishBench(Server first, Server second, Path content) throws IOException {
        this.first = first;
        this.second = second;
        this.content = content;
        try (var files = Files.walk(content)) {
            for (var file : files.filter(one -> one.toString().endsWith(".dslr")).toList()) {
                original.put(content.relativize(file).toString(), Files.readString(file));
            }
        }
    }

    boolean run() throws Exception {
        new Fixtures(first).load();
        first.run("update api_key set scopes = '{EVENTS_WRITE,READ,ALL}' where name = 'bench'");
        first.run("alter table receipt add column bench_at timestamptz default clock_timestamp()");
        until("both nodes have partitions", () -> owners() == 2);
        double slowest = 0;
        double compile = 0;
        long pause = 0;
        try (var load = new Steady(first, second)) {
            LockSupport.parkNanos(Duration.ofSeconds(WARM_UP).toNanos());
            for (int round = 0; round < ROUNDS; round++) {
                var files = variant(round);
                double compiled = check(files);
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
                var begun = Instant.now();
                publish(files);
                var hash = awaitLive(begun);
                double taken = awaitDecided(hash, begun);
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
                long stood = longestPause(begun, Instant.now());
                long usual = longestPause(begun.minusSeconds(3), begun);
                System.err.printf(
                        Locale.ROOT,
                        "round %d: checked in %.1f s, decided by both after %.1f s, longest pause %d ms (%d ms before)%n",
                        round,
                        compiled,
                        taken,
                        stood,
                        usual);
                slowest = Math.max(slowest, taken);
                compile = Math.max(compile, compiled);
                pause = Math.max(pause, stood);
            }
            load.failed();
        }
        long more = swap();
        System.out.printf(
                Locale.ROOT,
                "publish value=%.1f unit=s baseline=- ratio=- compile_s=%.1f pause_ms=%d metaspace_mb=%d swaps=%d rules=500%n",
                slowest,
                compile,
                pause,
                more,
                SWAPS);
        return slowest <= LONGEST && pause <= MOST_PAUSE && more <= MOST_METASPACE;
    }

    /** Metaspace in MB that the node with more of it has more than after the first swaps. */
    private long swap() throws Exception {
        for (int i = 0; i < VARIANTS; i++) {
            swapTo(i);
        }
        long before = Growth.metaspaceMegabytes(first);
        long beforeSecond = Growth.metaspaceMegabytes(second);
        for (int i = 0; i < SWAPS; i++) {
            swapTo(i % VARIANTS);
        }
        return Math.max(
                Growth.metaspaceMegabytes(first) - before, Growth.metaspaceMegabytes(second) - beforeSecond);
    }

    private void swapTo(int number) throws Exception {
        var was = live(first);
        publish(variant(number));
        until("a swap", () -> {
            var now = live(first);
            return !now.equals(was) && now.equals(live(second));
        });
    }

    private Map<String, String> variant(int number) {
        var files = new LinkedHashMap<String, String>();
        original.forEach((file, text) -> files.put(
                file,
                text.replace("fewer than 900000 points", "fewer than " + (900_001 + number) + " points")
                        .replace("total amount is at least 100", "total amount is at least " + (101 + number))
                        .replace("is more than 100", "is more than " + (101 + number))));
        return files;
    }

    /** As the author of a change does, on the try-out page; returns the seconds. */
    private double check(Map<String, String> files) throws Exception {
        var body = Json.mapper()
                .writeValueAsString(Map.of(
                        "rulebook",
                        "rewards",
                        "persona",
                        Map.of("member", Map.of()),
                        "files",
                        files.entrySet().stream()
                                .map(file -> Map.of("path", file.getKey(), "text", file.getValue()))
                                .toList()));
        long started = System.nanoTime();
        var answer = client.send(
                HttpRequest.newBuilder(first.uri("/api/v1/rules/try"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + Server.SECRET)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Expected the rules to be good, but got " + answer.body());
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private void publish(Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            var beside = content.resolve(file.getKey() + ".tmp");
            Files.writeString(beside, file.getValue());
            Files.move(beside, content.resolve(file.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String awaitLive(Instant since) throws Exception {
        until("a release", () -> first.number(
                        "select count(*) from live_release where moved_at > '" + since + "'")
                == 1);
        return live(first);
    }

    private String live(Server server) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(server.uri("/api/v1/releases/live"))
                        .header("Authorization", "Bearer " + Server.SECRET)
                        .build(),
                BodyHandlers.ofString());
        return Json.mapper().readTree(answer.body()).get("hash").asString();
    }

    /** Seconds until each node has decided an event by the release. */
    private double awaitDecided(String hash, Instant since) throws Exception {
        var firstOfEach =
                """
                select l.owner, extract(epoch from min(r.bench_at) - '%s')
                from receipt r join log_lease l on l.partition = split_part(r.event, '-', 1)::int
                where r.release_word = (select id from receipt_word where word = '%s') group by 1
                """
                        .formatted(since, hash);
        until("both nodes decide by it", () -> first.number("select count(*) from (" + firstOfEach + ") n") == 2);
        return first.number("select (1000 * max(extract))::bigint from (" + firstOfEach + ") n") / 1000.0;
    }

    /** The longest time in milliseconds in which some node decided nothing, though there is something all the time. */
    private long longestPause(Instant from, Instant until) throws SQLException {
        return first.number(
                """
                select coalesce(max(gap), 0)::bigint from (
                    select 1000 * extract(epoch from bench_at - lag(bench_at) over (partition by l.owner order by bench_at)) gap
                    from receipt r join log_lease l on l.partition = split_part(r.event, '-', 1)::int
                    where bench_at between '%s' and '%s') gaps
                """
                        .formatted(from, until));
    }

    private int owners() throws SQLException {
        return (int) first.number("select count(distinct owner) from log_lease where lease_until > now()");
    }

    private interface Question {
        boolean yes() throws Exception;
    }

    private static void until(String what, Question question) throws Exception {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !question.yes(); ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Expected " + what + " within " + PATIENCE);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
