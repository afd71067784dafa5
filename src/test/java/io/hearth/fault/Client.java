package io.hearth.fault;

import io.hearth.fault.History.Outcome;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Sends events in batches to whichever node answers, and remembers what it was told. What is unknown is sent again, or left so. */
final class Client {

    private static final int BATCH = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final History history;
    private final List<Node> nodes;
    private final Random random;
    private final AtomicInteger next = new AtomicInteger();
    private volatile Duration pause = Duration.ZERO;
    private String secret = "";

    Client(History history, List<Node> nodes, long seed) {
        this.history = history;
        this.nodes = nodes;
        this.random = new Random(seed);
    }

    /** With the key that lets events in. */
    Client as(String key) {
        secret = key;
        return this;
    }

    /** Rests so long between two batches, to make a load of it. */
    Client every(Duration time) {
        pause = time;
        return this;
    }

    /** Sends all; a batch of which nothing is known is sent to another node until one answers, or, one in four, given up. */
    void send(List<Happening> events) throws InterruptedException {
        for (int from = 0; from < events.size(); from += BATCH) {
            var batch = events.subList(from, Math.min(events.size(), from + BATCH));
            boolean mayLeave = random.nextInt(4) == 0;
            for (int attempt = 0; ; attempt++) {
                var outcome = sendOnce(batch, nodes.get(Math.floorMod(next.getAndIncrement(), nodes.size())));
                if (outcome == Outcome.OK || outcome == Outcome.UNKNOWN && mayLeave || attempt == 600) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
    }

    /** One request to one node. Some of a batch may be duplicates, which is as good as accepted. */
    Outcome sendOnce(List<Happening> batch, Node node) throws InterruptedException {
        var body = batch.stream().map(Happening::json).collect(Collectors.joining(",", "[", "]"));
        try {
            var answer = node.send(HttpRequest.newBuilder(node.uri("/api/v1/events"))
                    .header("Content-Type", "application/cloudevents-batch+json")
                    .header("Authorization", "Bearer " + secret)
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofString(body)));
            var outcome = judge(answer, batch.size());
            history.note(node.name(), batch, outcome, Integer.toString(answer.statusCode()));
            return outcome;
        } catch (java.net.ConnectException unreached) {
            history.note(node.name(), batch, Outcome.FAIL, "unreached");
            return Outcome.FAIL;
        } catch (IOException broken) {
            history.note(node.name(), batch, Outcome.UNKNOWN, broken.getClass().getSimpleName());
            return Outcome.UNKNOWN;
        }
    }

    /** The same without waiting for it. */
    java.util.concurrent.CompletableFuture<Outcome> askOnce(List<Happening> batch, Node node) {
        return java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return sendOnce(batch, node);
            } catch (InterruptedException end) {
                throw new IllegalStateException(end);
            }
        });
    }

    private static Outcome judge(HttpResponse<String> answer, int size) {
        return switch (answer.statusCode()) {
            case 200, 202 -> {
                long taken = answer.body().split("\"status\":\"(accepted|duplicate)\"", -1).length - 1L;
                if (taken != size) {
                    throw new IllegalStateException("Expected " + size + " results, but got " + answer.body());
                }
                yield Outcome.OK;
            }
            case 429 -> Outcome.FAIL;
            // The database did not answer in time: it may have taken them.
            case 503, 500 -> Outcome.UNKNOWN;
            default ->
                throw new IllegalStateException(
                        "Expected an answer that is known, but got " + answer.statusCode() + " " + answer.body());
        };
    }

    /** Sends in threads of its own; what went wrong is thrown by {@link Running#end}. */
    Running begin(List<Happening> events, int threads) {
        var faults = Collections.synchronizedList(new ArrayList<Throwable>());
        var all = new ArrayList<Thread>();
        int share = (events.size() + threads - 1) / threads;
        for (int i = 0; i < threads; i++) {
            var part = events.subList(Math.min(events.size(), i * share), Math.min(events.size(), (i + 1) * share));
            var thread = new Thread(
                    () -> {
                        try {
                            send(part);
                        } catch (InterruptedException | RuntimeException fault) {
                            faults.add(fault);
                        }
                    },
                    "client-" + i);
            thread.setDaemon(true);
            thread.start();
            all.add(thread);
        }
        return new Running(all, faults);
    }

    record Running(List<Thread> threads, List<Throwable> faults) {

        void end() throws InterruptedException {
            for (var thread : threads) {
                thread.join(TimeUnit.MINUTES.toMillis(3));
                if (thread.isAlive()) {
                    throw new IllegalStateException("Expected the client to end, but it goes on");
                }
            }
            if (!faults.isEmpty()) {
                throw new IllegalStateException(faults.get(0));
            }
        }
    }
}
