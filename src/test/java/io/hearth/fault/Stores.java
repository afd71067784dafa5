package io.hearth.fault;

import io.hearth.fault.History.Outcome;
import io.hearth.fault.Proxy.Line;
import io.hearth.platform.store.LabStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** F4 and F6: what the servers stand on goes away in the middle of a load, and comes back. */
final class Stores {

    private final Scene scene;

    Stores(Scene scene) {
        this.scene = scene;
    }

    /** F4: Redis ended and started empty, then emptied, all under load. */
    String redisLost() throws Exception {
        var workload = scene.workload("f4", 20);
        var load = scene.client().every(Duration.ofMillis(20)).begin(workload.events(1_500), 2);
        Scene.rest(500);
        scene.lab().stores().killRedis();
        Scene.until("health says that Redis is away", Duration.ofSeconds(20), () -> status().contains("DEGRADED"));
        long during = decided();
        scene.client().send(workload.events(25));
        Scene.until("events are decided without Redis", Duration.ofSeconds(20), () -> decided() > during);
        scene.lab().stores().startRedis();
        var back = Scene.until("Redis is found again", Duration.ofSeconds(30), () -> status().contains("UP"));
        askRedis("FLUSHALL");
        load.end();
        scene.verify("F4 Redis lost");
        return "found again after " + back.toMillis() + " ms";
    }

    private String status() throws InterruptedException {
        try {
            return scene.a().get("/actuator/health").body();
        } catch (IOException notYet) {
            return "";
        }
    }

    private long decided() throws Exception {
        return scene.lab().number("select sum(position) from log_lease");
    }

    void askRedis(String command) throws IOException {
        var stores = scene.lab().stores();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), stores.redisPort())) {
            socket.getOutputStream()
                    .write(("AUTH " + stores.redisPassword() + "\r\n" + command + "\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (answer.contains("-")) {
                throw new IOException("Expected Redis to " + command + ", but it answered " + answer);
            }
        }
    }

    /** F6: PostgreSQL ended as by a power cut, then one of its processes; then a commit of which no answer comes back. */
    String postgresLost() throws Exception {
        var workload = scene.workload("f6", 20);
        var load = scene.client().every(Duration.ofMillis(20)).begin(workload.events(1_200), 2);
        Scene.rest(700);
        scene.lab().stores().crashPostgres();
        var away = Instant.now();
        Scene.until("health says so", Duration.ofSeconds(30), () -> scene.a().health() == 503);
        scene.lab().stores().startPostgres();
        var back = Scene.until(
                "the server recovers", Duration.ofSeconds(60), () -> scene.a().health() == 200);
        var gone = Duration.between(away, Instant.now());
        LabStores.signal("KILL", busyBackend());
        load.end();
        scene.verify("F6 PostgreSQL lost");
        lostAnswer(workload);
        scene.verify("F6 answer to a commit lost");
        return "away for " + gone.toMillis() + " ms, well again " + back.toMillis() + " ms after its start";
    }

    private long busyBackend() throws Exception {
        var found = new long[1];
        Scene.until("a backend works for a server", Duration.ofSeconds(20), () -> {
            try (var connection = scene.lab().stores().connect(true);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select pid from pg_stat_activity where usename = 'hearth_app'"
                            + " order by (state = 'active') desc, state_change desc limit 1")) {
                if (rows.next()) {
                    found[0] = rows.getLong(1);
                }
                return found[0] != 0;
            }
        });
        return found[0];
    }

    /** The events are on disk, but the server can't know; the same ids sent again tell. */
    private void lostAnswer(Workload workload) throws Exception {
        var node = scene.a();
        var events = workload.events(10);
        node.stopAt("intake.before-commit", 1);
        var asked = scene.clientOf(node).askOnce(events, node);
        node.awaitAt("intake.before-commit", Duration.ofSeconds(20));
        node.postgres().be(Line.ONE_WAY);
        node.go();
        Scene.rest(500);
        node.postgres().cut();
        node.postgres().be(Line.GOOD);
        if (asked.get() != Outcome.UNKNOWN) {
            throw new Scene.Broken(
                    "F6 a commit whose answer was lost",
                    scene.seed(),
                    java.util.List.of("I1 it was not left in doubt"));
        }
        long there = scene.lab()
                .number("select count(*) from event where id = '"
                        + events.get(0).id() + "'");
        if (there != 1) {
            throw new Scene.Broken(
                    "F6 a commit whose answer was lost",
                    scene.seed(),
                    java.util.List.of("the commit was expected to come through, but it did not: " + there));
        }
        scene.client().send(events);
    }
}
