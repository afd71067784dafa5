package io.hearth.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;

/**
 * Leads a process from step to step, and ends a server without warning in those that are chosen: at one of the places
 * where the step can be interrupted, or just behind it. Then somebody who got no answer does the same again, and the
 * process has to come to the next step.
 */
final class Walk {

    /** What is asked by HTTP. */
    static final List<String> ASKED = List.of("http.before-change", "http.before-commit", "http.committed");

    /** What a run does by itself. */
    static final List<String> BY_ITSELF =
            List.of("journey.before-change", "journey.before-commit", "journey.committed");

    private static final Duration COMES_BY = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Scene scene;
    private final IntPredicate kills;
    private final List<String> reached = new ArrayList<>();
    private int steps;
    private int killed;
    private Node next;

    /** @param kills in which steps, counted from 0 */
    Walk(Scene scene, IntPredicate kills) {
        this.scene = scene;
        this.kills = kills;
        this.next = scene.a();
    }

    /** Something that is asked of a server, and that must do no harm when it is asked again. */
    interface Act {
        void by(Node node) throws Exception;
    }

    /** How time is made to pass. */
    interface Time {
        void passes() throws Exception;
    }

    /** Whether the step is done. */
    interface Done {
        boolean now() throws Exception;
    }

    Scene scene() {
        return scene;
    }

    /** Somebody asks for something, and again until it is done. */
    void step(String what, List<String> places, Act act, Done done) throws Exception {
        if (kills.test(steps++)) {
            var victim = next;
            var place = arm(victim, places);
            var asked = CompletableFuture.runAsync(() -> attempt(act, victim));
            kill(victim, what, place, done);
            asked.join();
        }
        Scene.until(what + ", after " + String.join(", ", reached), Scene.PATIENCE, () -> {
            if (!done.now()) {
                attempt(act, next);
            }
            return done.now();
        });
    }

    /** Time passes, and what is due then is done without anybody asking. */
    void passes(String what, List<String> places, Time time, Done done) throws Exception {
        boolean kill = kills.test(steps++);
        var place = kill ? arm(next, places) : "";
        time.passes();
        if (kill) {
            kill(next, what, place, done);
        }
        Scene.until(what + ", after " + String.join(", ", reached), Scene.PATIENCE, done::now);
    }

    private String arm(Node victim, List<String> places) throws Exception {
        Scene.until("server " + victim.name() + " is well", Scene.PATIENCE, () -> victim.health() == 200);
        var place = places.get(scene.random().nextInt(places.size()));
        victim.stopAt(place, 1);
        return place;
    }

    private void kill(Node victim, String what, String place, Done done) throws Exception {
        var there = comesBy(victim, place, done);
        reached.add(what + (there ? " at " + place : " just done"));
        scene.history().say("kill " + victim.name() + " in " + reached.get(reached.size() - 1));
        victim.kill();
        killed++;
        victim.begin();
        next = scene.lab().nodes().get(killed % scene.lab().nodes().size());
        if (next == victim) {
            victim.awaitReady();
        }
    }

    /** Whether the server came by the place before the step was done. */
    private static boolean comesBy(Node node, String place, Done done) throws Exception {
        for (long until = System.nanoTime() + COMES_BY.toNanos(); System.nanoTime() < until; ) {
            try {
                node.awaitAt(place, LOOK);
                return true;
            } catch (TimeoutException notYet) {
                if (done.now()) {
                    return false;
                }
            }
        }
        return false;
    }

    private static void attempt(Act act, Node node) {
        try {
            act.by(node);
        } catch (IOException ended) {
            // What came of it is seen in the database.
        } catch (RuntimeException fault) {
            throw fault;
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** All servers run again. */
    void rest() throws Exception {
        for (var node : scene.lab().nodes()) {
            Scene.until("server " + node.name() + " is well", Scene.PATIENCE, () -> node.health() == 200);
        }
    }

    String report() {
        return steps + " steps, " + killed + " kills: " + String.join("; ", reached);
    }
}
