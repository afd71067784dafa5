package io.hearth.fault;

import java.time.Duration;
import java.util.ArrayList;

/** F3: a server that stands still, is given up by the others, and then goes on with what it had in hand. */
final class Zombie {

    private final Scene scene;

    Zombie(Scene scene) {
        this.scene = scene;
    }

    /**
     * Stops one server with a batch read and not yet written; returns how long its partitions rested. All that comes while
     * it stands still earns points, so that there is no batch which could be decided twice unnoticed.
     */
    Duration wake(Workload workload) throws Exception {
        var node = scene.a();
        var other = scene.b();
        allDecided();
        node.stopAt("pipeline.before-change", 1);
        scene.clientOf(other).send(workload.purchases(150));
        node.awaitAt("pipeline.before-change", Duration.ofSeconds(20));
        node.signal("STOP");
        scene.history().say("stop a with a batch in hand");
        scene.clientOf(other).send(workload.purchases(150));
        var taken = allDecided();
        node.signal("CONT");
        node.go();
        scene.history().say("a goes on");
        scene.client().send(new ArrayList<>(workload.events(200)));
        return taken;
    }

    private Duration allDecided() throws Exception {
        return Scene.until(
                "all events are decided",
                Duration.ofSeconds(60),
                () -> scene.lab()
                                .number("select coalesce(sum(h.next_position - 1 - l.position), 0)"
                                        + " from log_head h join log_lease l using (partition)")
                        == 0);
    }

    String fenced() throws Exception {
        var taken = wake(scene.workload("f3", 20));
        scene.verify("F3 a server that stood still");
        return "its partitions were decided by the other one after " + taken.toMillis() + " ms";
    }
}
