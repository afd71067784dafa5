package io.hearth.simulator;

import io.hearth.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The server's public HTTP API, as any other program would use it. */
final class PublicApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI root;
    private final String key;

    PublicApi(URI root, String key) {
        this.root = root;
        this.key = key;
    }

    /** How many members a community has or had. */
    int membersOf(String community) {
        var answer = ask(request("/api/v1/communities/" + community).GET().build());
        var counts = Json.mapper().readTree(answer.body()).path("members");
        int members = 0;
        for (var count : counts) {
            members += count.asInt();
        }
        return members;
    }

    /** Sends events as one batch; those that arrived before are answered as duplicates, which is as good. */
    void send(List<SampleEvent> events) {
        var body = Json.mapper()
                .writeValueAsBytes(events.stream().map(SampleEvent::cloudEvent).toList());
        ask(request("/api/v1/events")
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    JsonNode get(String path) {
        return Json.mapper().readTree(ask(request(path).GET().build()).body());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return answer("POST", path, body);
    }

    JsonNode put(String path, Map<String, ?> body) {
        return answer("PUT", path, body);
    }

    private JsonNode answer(String method, String path, Map<String, ?> body) {
        return Json.mapper()
                .readTree(ask(request(path)
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)))
                                .build())
                        .body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new Unanswered("Expected " + request.uri().getPath() + " to answer 2xx, but got "
                        + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new Unanswered("Expected an answer of " + request.uri().getPath() + ", but " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("Stopped while waiting for " + request.uri().getPath());
        }
    }

    /** The server didn't answer, or not with what was asked for. */
    static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }
}
