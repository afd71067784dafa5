package io.hearth.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults that every build makes; {@code src/bench/run faults} makes the others. A run is repeated with
 * {@code -Dhearth.fault.seed=}. The last three break the code itself: a checker that never found anything proves nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultTest {

    private static final Logger log = LoggerFactory.getLogger(FaultTest.class);
    private static final Duration SHORT = Duration.ofSeconds(5);

    private Scene scene;

    @BeforeAll
    void start() throws Exception {
        long seed = Long.getLong("hearth.fault.seed", System.nanoTime());
        log.info("Faults with -Dhearth.fault.seed={}", seed);
        scene = new Scene(Path.of("target", "fault", Long.toString(seed)), seed);
    }

    @AfterAll
    void stop() throws Exception {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    @Order(1)
    void decidesEachEventOnceHoweverOftenItComes() throws Exception {
        log.info("F10: {}", new Arrival(scene).repeatedAndShuffled());
    }

    @Test
    @Order(2)
    void putsAsideWhatCannotBeDecided() throws Exception {
        log.info("F14: {}", new Arrival(scene).poison());
    }

    @Test
    @Order(3)
    void losesAndDoublesNothingWhenKilled() throws Exception {
        var killing = new Killing(scene);
        log.info("F1: {}", killing.rounds(3));
        assertThat(killing.reached()).as("places where a server was ended").hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    @Order(4)
    void goesOnWithoutRedis() throws Exception {
        log.info("F4: {}", new Stores(scene).redisLost());
    }

    @Test
    @Order(5)
    void recoversWithPostgres() throws Exception {
        log.info("F6: {}", new Stores(scene).postgresLost());
    }

    @Test
    @Order(6)
    void noticesWhenFencingIsLeftOut() throws Exception {
        for (var node : scene.lab().nodes()) {
            node.order("unfenced true");
        }
        new Zombie(scene).wake(scene.workload("unfenced", 20));
        assertThat(wrong()).as("found with seed %d", scene.seed()).anyMatch(found -> found.startsWith("I2"));
        for (var node : scene.lab().nodes()) {
            node.order("unfenced false");
        }
    }

    @Test
    @Order(7)
    void noticesWhenKeysAreNotUnique() throws Exception {
        assertThat(wrong()).noneMatch(found -> found.startsWith("I1 more than once"));
        scene.lab().run("alter table event_key drop constraint event_key_pkey");
        var events = scene.workload("twice", 3).events(10);
        scene.client().send(events);
        scene.client().send(events);
        assertThat(wrong()).anyMatch(found -> found.startsWith("I1 more than once"));
    }

    @Test
    @Order(8)
    void noticesWhenItIsAcknowledgedBeforeTheCommit() throws Exception {
        assertThat(wrong()).noneMatch(found -> found.startsWith("I1 acknowledged"));
        scene.a().order("acknowledge-early 4000");
        scene.client().sendOnce(scene.newcomers("early", 3), scene.a());
        scene.a().kill();
        assertThat(wrong()).anyMatch(found -> found.startsWith("I1 acknowledged"));
    }

    private List<String> wrong() throws Exception {
        return Checker.check(scene.lab(), scene.history(), SHORT);
    }
}
