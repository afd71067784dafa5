package io.hearth;

import io.hearth.account.Role;
import io.hearth.account.Scope;
import io.hearth.account.TestPeople;
import io.hearth.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;

/**
 * The HTTP API as its users call it. {@code api.as(MARKETER).get("/members")}; paths are below {@code /api/v1} unless
 * they begin with {@code //}.
 */
public final class Api {

    private final Environment environment;
    private static final String MACHINE = "test";

    private final TestPeople people;
    private final Supplier<Client> machine;

    Api(Environment environment, TestPeople people) {
        this.environment = environment;
        this.people = people;
        this.machine = SingletonSupplier.of(() -> key(Set.of(Scope.EVENTS_WRITE), MACHINE));
    }

    /** Nobody: not logged in. */
    public Client nobody() {
        return new Client(Map.of());
    }

    /** Somebody new with these roles. */
    public Client as(Role... roles) {
        return as(Set.of(roles), Set.of());
    }

    /** Somebody new with these roles, in these groups. */
    public Client as(Set<Role> roles, Set<String> groups) {
        return logIn(people.hire(roles, groups));
    }

    public Client logIn(TestPeople.Hired hired) {
        var client = new Client(Map.of());
        var answer = client.post("/session", Map.of("name", hired.name(), "password", hired.password()));
        if (answer.status() != 200) {
            throw new IllegalStateException("Expected to log in, but got " + answer);
        }
        client.name = hired.name();
        client.password = hired.password();
        return client;
    }

    /** The same person after the session has ended. */
    public Client logInAgain(Client before) {
        return logIn(new TestPeople.Hired(before.name, before.password));
    }

    /** A machine with a new key. */
    public Client key(Set<Scope> scopes, String... sources) {
        return withHeaders(Map.of("Authorization", "Bearer " + people.key(scopes, Set.of(sources))));
    }

    /** Something that a member did now, sent by a machine and taken by the server. */
    public void tell(String subject, String type, String community, Map<String, ?> data) {
        tell(subject, type, community, Instant.now(), data);
    }

    /** Something that a member did. */
    public void tell(String subject, String type, String community, Instant time, Map<String, ?> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", UUID.randomUUID().toString());
        event.put("source", MACHINE);
        event.put("type", type);
        event.put("subject", subject);
        event.put("community", community);
        event.put("time", time.toString());
        event.put("data", data);
        var answer = machine.get().post("/events", event);
        if (answer.status() != 202) {
            throw new IllegalStateException("Expected " + event + " to be taken, but got " + answer);
        }
    }

    public Client withHeaders(Map<String, String> headers) {
        return new Client(headers);
    }

    /** An answer; {@code json()} is a missing node where the body is not JSON. */
    public record Answer(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            var type = headers.firstValue("content-type").orElse("");
            return type.contains("json")
                    ? Json.bulk().readTree(body)
                    : Json.mapper().missingNode();
        }

        /** The problem's code. */
        public String code() {
            return json().path("code").asString("");
        }
    }

    /** One browser or one machine. */
    public final class Client {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private final Map<String, String> headers;
        private String name = "";
        private String password = "";

        private Client(Map<String, String> headers) {
            this.headers = headers;
        }

        /** Who is logged in. */
        public String name() {
            return name;
        }

        public Answer get(String path) {
            return send("GET", path, null);
        }

        public Answer post(String path, @Nullable Object body) {
            return send("POST", path, body);
        }

        public Answer put(String path, @Nullable Object body) {
            return send("PUT", path, body);
        }

        public Answer patch(String path, @Nullable Object body) {
            return send("PATCH", path, body);
        }

        public Answer delete(String path) {
            return send("DELETE", path, null);
        }

        /** A body that is not text is sent as JSON; text and bytes as they are. */
        public Answer send(String method, String path, @Nullable Object body) {
            var type = body == null ? Map.<String, String>of() : Map.of("Content-Type", "application/json");
            return send(method, path, type, body);
        }

        public Answer send(String method, String path, Map<String, String> more, @Nullable Object body) {
            var all = new LinkedHashMap<>(headers);
            all.putAll(more);
            if (!method.equals("GET") && !headers.containsKey("Authorization")) {
                forgeryToken().ifPresent(token -> all.putIfAbsent("X-XSRF-TOKEN", token));
            }
            var request = HttpRequest.newBuilder(uri(path)).method(method, content(body));
            all.forEach(request::setHeader);
            try {
                var answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
                return new Answer(answer.statusCode(), answer.headers(), answer.body());
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interruption);
            }
        }

        private java.util.Optional<String> forgeryToken() {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue)
                    .findFirst();
        }

        private HttpRequest.BodyPublisher content(@Nullable Object body) {
            if (body == null) {
                return BodyPublishers.noBody();
            }
            if (body instanceof String text) {
                return BodyPublishers.ofString(text);
            }
            return BodyPublishers.ofByteArray(
                    body instanceof byte[] bytes ? bytes : Json.mapper().writeValueAsBytes(body));
        }
    }

    public URI uri(String path) {
        var base = "http://localhost:" + environment.getProperty("local.server.port");
        return URI.create(path.startsWith("//") ? base + path.substring(1) : base + "/api/v1" + path);
    }
}
