package io.hearth.fault;

import io.hearth.fault.Model.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** F10 and F14: events that come more than once and in any order, and events that can't be decided. */
final class Arrival {

    private final Scene scene;

    Arrival(Scene scene) {
        this.scene = scene;
    }

    /**
     * F10: what does not depend on the order is as if each event had come once and in its turn. What does depend on it
     * follows the order in which the events came, as {@code src/docs/events.md} says; that is the checker's part.
     */
    String repeatedAndShuffled() throws Exception {
        var workload = scene.workload("f10", 15);
        var once = workload.events(600);
        var all = workload.repeatedAndShuffled(once);
        scene.client().every(Duration.ZERO).begin(all, 4).end();
        scene.client().send(once);
        scene.verify("F10 repeated and shuffled");
        sameAsInOrder(once);
        return once.size() + " events sent " + (all.size() + once.size()) + " times to two nodes";
    }

    private void sameAsInOrder(List<Happening> once) throws Exception {
        var members = scene
                .lab()
                .rows(
                        "select external_id, member_id from identity where platform = 'lab'",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var model = new Model();
        var inOrder = new ArrayList<>(once);
        inOrder.sort(java.util.Comparator.comparing(Happening::time).thenComparing(Happening::id));
        inOrder.forEach(event -> model.happened(new Logged(
                event.id(),
                event.id(),
                members.get("u" + event.member()),
                event.type(),
                event.time(),
                event.object(),
                io.hearth.platform.Json.bulk().readValue(event.data(), Map.class))));
        var free = Set.of("purchase", "answer", "post");
        var expected = model.entries.stream()
                .filter(entry -> free.contains(entry.reason()))
                .collect(Collectors.groupingBy(
                        entry -> entry.member() + " " + entry.reason(), Collectors.summingLong(Model.Entry::points)));
        var found = scene
                .lab()
                .rows(
                        "select l.member || ' ' || l.reason, sum(l.points) from ledger_entry l join event e"
                                + " on l.event = e.partition || '-' || e.position"
                                + " where l.account = 'available' and e.id like 'f10-%' and l.reason <> 'run' group by 1",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!expected.equals(found)) {
            throw new Scene.Broken(
                    "F10", scene.seed(), List.of("I2 expected " + expected + " as in order, but found " + found));
        }
    }

    /** F14: what can't be decided is put aside with a reason; the others of its batch, and its members, go on. */
    String poison() throws Exception {
        var workload = scene.workload("f14", 10);
        var events = new ArrayList<>(workload.events(200));
        for (int i = 0; i < 5; i++) {
            events.add(scene.random().nextInt(events.size()), workload.poison());
        }
        long begun = System.nanoTime();
        scene.client().every(Duration.ZERO).send(events);
        scene.verify("F14 poison");
        return "5 of 205 put aside, the others decided within " + (System.nanoTime() - begun) / 1_000_000 + " ms";
    }
}
