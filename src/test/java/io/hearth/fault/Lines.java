package io.hearth.fault;

import io.hearth.fault.Proxy.Line;
import java.sql.SQLException;
import java.time.Duration;

/** F5, F7, F8 and F11: stores that are slow, locked or out of reach, and clocks that are wrong. */
final class Lines {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scene scene;

    Lines(Scene scene) {
        this.scene = scene;
    }

    private Client.Running load(String name, int events) throws InterruptedException {
        return scene.client()
                .every(Duration.ofMillis(30))
                .begin(scene.workload(name, 20).events(events), 2);
    }

    /** F5: Redis answers late, then not at all, then has no room left. */
    String redisBad() throws Exception {
        var workload = scene.workload("f5", 20);
        var load = scene.client().every(Duration.ofMillis(30)).begin(workload.events(1_500), 2);
        for (var node : scene.lab().nodes()) {
            node.redis().be(Line.SLOW);
        }
        Scene.rest(3_000);
        for (var node : scene.lab().nodes()) {
            node.redis().be(Line.BLACK_HOLE);
        }
        long decided = decided();
        scene.client().send(workload.events(25));
        var goesOn = Scene.until("events are decided while Redis hangs", MINUTE, () -> decided() > decided);
        Scene.rest(3_000);
        for (var node : scene.lab().nodes()) {
            node.redis().be(Line.GOOD);
            node.redis().cut();
        }
        var stores = new Stores(scene);
        stores.askRedis("CONFIG SET maxmemory-policy noeviction");
        stores.askRedis("CONFIG SET maxmemory 1");
        Scene.rest(3_000);
        stores.askRedis("CONFIG SET maxmemory 64mb");
        stores.askRedis("CONFIG SET maxmemory-policy volatile-lru");
        load.end();
        scene.verify("F5 Redis slow, hanging and full");
        return "while it hung, the next event was decided within " + goesOn.toMillis() + " ms";
    }

    private long decided() throws SQLException {
        return scene.lab().number("select sum(position) from log_lease");
    }

    /** F7: a table locked for longer than a request waits, deadlocks, all connections ended. */
    String databaseBusy() throws Exception {
        var workload = scene.workload("f7", 20);
        var load = scene.client().every(Duration.ofMillis(30)).begin(workload.events(1_500), 2);
        try (var connection = scene.lab().stores().connect(false);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table event_key in access exclusive mode");
            Scene.rest(8_000);
            connection.rollback();
            statement.execute("lock table ledger_entry in access exclusive mode");
            Scene.rest(8_000);
            connection.rollback();
        }
        var deadlocks = deadlocks();
        if (deadlocks == 0) {
            throw new AssertionError("Expected the servers to run into deadlocks, but there were none");
        }
        try (var connection = scene.lab().stores().connect(true);
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hearth_app'");
        }
        load.end();
        scene.verify("F7 database locked and connections ended");
        return deadlocks + " deadlocks";
    }

    private int deadlocks() throws Exception {
        // Of so many, some are decided together with the newest, and each of them earns points.
        var workload = scene.workload("f7d", 40);
        scene.client().send(workload.purchases(120));
        Quiet.await(scene.lab(), MINUTE);
        int own = 0;
        for (int i = 0; i < 8; i++) {
            try (var connection = scene.lab().stores().connect(true);
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                // Long, so that it is the server that loses.
                statement.execute("set local deadlock_timeout = '5s'");
                statement.execute(
                        "update standing set points = points where member = (select max(member) from standing)");
                var client = scene.client().begin(workload.purchases(120), 1);
                Scene.rest(400);
                try {
                    statement.execute("update standing set points = points");
                    connection.commit();
                } catch (SQLException lost) {
                    // A server that has waited for long already doesn't look again.
                    connection.rollback();
                    own++;
                }
                client.end();
            }
        }
        return (int) scene.lab().number("select deadlocks from pg_stat_database where datname = current_database()")
                - own;
    }

    /** F8: one server hears nothing of PostgreSQL; its answers get lost; then both hear nothing of Redis. */
    String cutOff() throws Exception {
        var load = load("f8", 1_500);
        var a = scene.a();
        a.postgres().be(Line.BLACK_HOLE);
        var begun = System.nanoTime();
        var said = Scene.until("health says so", MINUTE, () -> a.health() != 200);
        Scene.until(
                "the other one decides all partitions",
                MINUTE,
                () -> scene.lab().number("select count(distinct owner) from log_lease where lease_until > now()") == 1);
        long taken = (System.nanoTime() - begun) / 1_000_000;
        a.postgres().be(Line.GOOD);
        a.postgres().cut();
        var back = Scene.until("it is well again", MINUTE, () -> a.health() == 200);
        scene.b().postgres().be(Line.ONE_WAY);
        Scene.rest(4_000);
        scene.b().postgres().cut();
        scene.b().postgres().be(Line.GOOD);
        load.end();
        scene.verify("F8 cut off");
        return "said so after %d ms, its partitions taken over after %d ms, well again %d ms after the line was good"
                .formatted(said.toMillis(), taken, back.toMillis());
    }

    /** F11: one server's clock an hour fast, then an hour slow. */
    String clocksWrong() throws Exception {
        for (var seconds : new String[] {"3600", "-3600"}) {
            scene.a().order("ahead " + seconds);
            scene.client()
                    .every(Duration.ZERO)
                    .send(scene.workload("f11" + seconds, 15).events(400));
            scene.verify("F11 a clock wrong by " + seconds + " s");
        }
        scene.a().order("ahead 0");
        return "two servers' clocks an hour apart, both ways";
    }
}
