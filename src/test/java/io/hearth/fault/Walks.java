package io.hearth.fault;

import java.nio.file.Path;
import java.util.List;

/** The three processes as people live through them, each with a server that is ended in every step. */
final class Walks {

    /** In every step, or in each so-manieth, another one with each seed. */
    private static final int EVERY = Integer.getInteger("hearth.fault.every", 1);

    private Walks() {}

    private interface Way {
        void go(Walk walk) throws Exception;
    }

    static String onboarding(Path folder, long seed) throws Exception {
        return alone(folder, seed, OnboardingWalk::go);
    }

    static String promotion(Path folder, long seed) throws Exception {
        return alone(folder, seed, walk -> PromotionWalk.withEveryStage(walk).go());
    }

    static String collaboration(Path folder, long seed) throws Exception {
        return alone(folder, seed, walk -> new CollaborationWalk(walk).toTheEnd());
    }

    /** One server with the content that it is packed with, so that nobody goes on while it is away. */
    private static String alone(Path folder, long seed, Way way) throws Exception {
        try (var scene = Scene.ofProduct(folder, seed)) {
            var walk = new Walk(scene, step -> (step + seed) % EVERY == 0);
            way.go(walk);
            return walk.report();
        }
    }

    /** Both people's processes between the other faults: a server is ended in a step of each, the other one goes on. */
    static String between(Scene scene) throws Exception {
        var one = scene.random().nextInt(11);
        var walk = new Walk(scene, step -> step == one);
        new CollaborationWalk(walk).untilItIsBrokenOff();
        var another = scene.random().nextInt(4);
        var next = new Walk(scene, step -> step == another);
        PromotionWalk.soon(next).go();
        walk.rest();
        return List.of(walk.report(), next.report()).toString();
    }
}
