package io.hearth.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends batches over HTTP and remembers what was accepted. Waits when it is asked to. */
final class Sender {

    final AtomicLong events = new AtomicLong();
    final AtomicLong awards = new AtomicLong();
    final AtomicLong points = new AtomicLong();
    final AtomicInteger held = new AtomicInteger();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server;

    Sender(Server server) {
        this.server = server;
    }

    void send(Traffic.Batch batch, String contentType) throws Exception {
        var request = HttpRequest.newBuilder(server.uri("/api/v1/events"))
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + Server.SECRET)
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(batch.json()))
                .build();
        while (true) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 429 || answer.statusCode() == 503) {
                held.incrementAndGet();
                LockSupport.parkNanos(50_000_000);
                continue;
            }
            if (answer.statusCode() != 200 && answer.statusCode() != 202) {
                throw new IllegalStateException("Expected the batch to be accepted, but got " + answer.statusCode()
                        + " " + answer.body().substring(0, Math.min(500, answer.body().length())));
            }
            events.addAndGet(batch.events());
            awards.addAndGet(batch.awards());
            points.addAndGet(batch.points());
            return;
        }
    }
}
