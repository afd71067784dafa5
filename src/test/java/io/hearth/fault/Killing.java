package io.hearth.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** F1: servers are ended without warning, at random moments and at those where it would hurt most. */
final class Killing {

    /** Where, in the life of what. */
    static final List<String> PLACES = List.of(
            "intake.before-commit",
            "pipeline.before-commit",
            "intake.committed",
            "message.accepted",
            "pipeline.committed",
            "journey.before-commit",
            "messages.committed");

    private static final Duration COMES_BY = Duration.ofSeconds(20);
    private static final int ANYWHERE_MILLIS = 1_500;

    private final Scene scene;
    private final Workload workload;
    private final List<String> reached = new ArrayList<>();

    Killing(Scene scene) throws InterruptedException {
        this.scene = scene;
        this.workload = scene.workload("f1", 24);
    }

    /** Each round ends one server at a place and the other one at some moment, starts both, and looks at everything. */
    String rounds(int count) throws Exception {
        var places = new ArrayList<>(PLACES);
        Collections.rotate(places, -scene.random().nextInt(places.size()));
        for (int i = 0; i < count; i++) {
            round(places.get(i % places.size()), "f1r" + i);
        }
        return 2 * count + " kills, of which at " + reached;
    }

    private void round(String place, String name) throws Exception {
        var first = scene.random().nextBoolean() ? scene.a() : scene.b();
        var second = first == scene.a() ? scene.b() : scene.a();
        // Whoever joins now starts a run and is sent a mail, so that there is something to interrupt everywhere.
        first.stopAt(place, 1 + scene.random().nextInt(2));
        var load = scene.client().every(Duration.ofMillis(10)).begin(events(name), 3);
        endAt(first, place);
        Scene.rest(scene.random().nextInt(ANYWHERE_MILLIS));
        scene.history().say("kill " + second.name() + " anywhere");
        second.kill();
        first.begin();
        second.begin();
        first.awaitReady();
        second.awaitReady();
        load.end();
        scene.verify("F1 at " + place);
    }

    private List<Happening> events(String name) {
        var all = new ArrayList<Happening>();
        var fresh = scene.newcomers(name, 8);
        var others = workload.events(500);
        int every = others.size() / fresh.size();
        for (int i = 0; i < others.size(); i++) {
            if (i % every == 0 && i / every < fresh.size()) {
                all.add(fresh.get(i / every));
            }
            all.add(others.get(i));
        }
        return all;
    }

    private void endAt(Node node, String place) throws Exception {
        try {
            node.awaitAt(place, COMES_BY);
            reached.add(place);
            scene.history().say("kill " + node.name() + " at " + place);
        } catch (TimeoutException elsewhere) {
            scene.history().say("kill " + node.name() + ", which did not come by " + place);
        }
        node.kill();
    }

    List<String> reached() {
        return reached;
    }
}
