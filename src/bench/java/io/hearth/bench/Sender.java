package io.hearth.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends batches over HTTP and remembers what was accepted. Waits when it is asked to. On the caller's own thread, as the
 * JDK's newer client takes several times the processor time for a small request, which the server then lacks.
 */
final class Sender {

    final AtomicLong events = new AtomicLong();
    final AtomicLong awards = new AtomicLong();
    final AtomicLong points = new AtomicLong();
    final AtomicInteger held = new AtomicInteger();

    private final URI address;

    Sender(Server server) {
        this.address = server.uri("/api/v1/events");
    }

    void send(Traffic.Batch batch, String contentType) throws Exception {
        var body = batch.json().getBytes(StandardCharsets.UTF_8);
        while (true) {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", contentType);
            connection.setRequestProperty("Authorization", "Bearer " + Server.SECRET);
            connection.setReadTimeout(60_000);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            var answer = read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
            if (status == 429 || status == 503) {
                held.incrementAndGet();
                LockSupport.parkNanos(50_000_000);
                continue;
            }
            if (status != 200 && status != 202) {
                throw new IllegalStateException("Expected the batch to be accepted, but got " + status + " "
                        + answer.substring(0, Math.min(500, answer.length())));
            }
            events.addAndGet(batch.events());
            awards.addAndGet(batch.awards());
            points.addAndGet(batch.points());
            return;
        }
    }

    /** To its end, so that the connection serves again. */
    private static String read(InputStream answer) throws IOException {
        try (answer) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
