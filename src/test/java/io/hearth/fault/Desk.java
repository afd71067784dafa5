package io.hearth.fault;

import io.hearth.platform.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** People of the lab who plan, approve and lead, and what they ask of a server. */
final class Desk {

    static final String OWNER = "owner";
    static final String APPROVER = "approver";
    static final String LEAD = "lead";

    private static final Map<String, List<String>> GROUPS = Map.of(
            OWNER, List.of("marketing"), APPROVER, List.of("approvers", "volunteers", "care"), LEAD, List.of("leads"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Lab lab;

    Desk(Lab lab) throws Exception {
        this.lab = lab;
        for (var person : GROUPS.entrySet()) {
            var name = person.getKey();
            lab.run("""
                    insert into person (name, display_name, password_hash, must_change_password, roles, created_at)
                    values ('%1$s', '%1$s', '-', false, '{MARKETER,APPROVER,OPERATOR}', now()) on conflict do nothing
                    """.formatted(name));
            for (var group : person.getValue()) {
                lab.run("insert into people_group (name, created_at) values ('" + group
                        + "', now()) on conflict do nothing");
                lab.run("insert into people_group_member (people_group, person) values ('" + group + "', '" + name
                        + "') on conflict do nothing");
            }
        }
        comeIn();
    }

    /** Everybody logs in; again where time has passed. */
    void comeIn() throws Exception {
        for (var name : GROUPS.keySet()) {
            lab.logIn(name, token(name));
        }
    }

    private static String token(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What the server said; one that is ended meanwhile says nothing. */
    HttpResponse<String> ask(Node node, String who, String method, String path, String key, Object body)
            throws IOException, InterruptedException {
        var token = token(who);
        var request = HttpRequest.newBuilder(node.uri("/api/v1" + path))
                .header("Content-Type", "application/json")
                .header("Cookie", "hearth_session=" + token + "; XSRF-TOKEN=" + token)
                .header("X-XSRF-TOKEN", token)
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return node.send(request);
    }

    /** What is asked for under one key; a new one is made where a person would make one. */
    static final class Once {

        private String key = UUID.randomUUID().toString();
    }

    /**
     * Asks for what must happen once. Who is told that the first request was never answered has looked, found nothing
     * done, and asks anew.
     */
    void askOnce(Node node, String path, Once once, Object body) throws IOException, InterruptedException {
        var answer = ask(node, OWNER, "POST", path, once.key, body);
        if (answer.statusCode() == 409 && answer.body().contains("idempotency.unanswered")) {
            once.key = UUID.randomUUID().toString();
        }
    }

    /** Completes a task that is open at a step of what it is about; does nothing if there is none any more. */
    void complete(Node node, String who, String open, Map<String, ?> values) throws Exception {
        for (var task : lab.texts("select id::text from task t where t.state = 'open' and " + open)) {
            ask(node, who, "POST", "/tasks/" + task + "/complete", null, Map.of("values", values));
        }
    }

    long open(String open) throws SQLException {
        return lab.number("select count(*) from task t where t.state = 'open' and " + open);
    }
}
