package io.hearth.fault;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Two servers with the lease as it comes; one is killed under load: how long until the other one decides everything. */
public final class Failover {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private Failover() {}

    /** The folder for what is written. */
    public static void main(String[] given) throws Exception {
        PrintStream out = System.out;
        boolean right;
        double worst = 0;
        System.setProperty("hearth.fault.lease", "10s");
        long seed = Long.getLong("hearth.fault.seed", System.nanoTime());
        try (var scene = new Scene(Path.of(given[0]).resolve("failover"), seed)) {
            right = true;
            for (int i = 0; i < Integer.getInteger("hearth.bench.rounds", 3); i++) {
                var load = scene.client()
                        .every(Duration.ofMillis(20))
                        .begin(scene.workload("failover" + i, 30).events(3_000), 3);
                Scene.rest(2_000);
                Scene.until("both have their share", Duration.ofMinutes(1), () -> owners(scene, 2));
                var taken = kill(scene);
                worst = Math.max(worst, taken.toMillis() / 1000.0);
                right &= taken.compareTo(LONGEST) <= 0;
                scene.a().begin();
                scene.a().awaitReady();
                load.end();
                var wrong = Checker.check(scene.lab(), scene.history(), Scene.PATIENCE);
                wrong.forEach(found -> out.println("WRONG: " + found));
                right &= wrong.isEmpty();
            }
        }
        out.printf(Locale.ROOT, "failover value=%.1f unit=s baseline=- ratio=-%n", worst);
        out.flush();
        System.exit(right ? 0 : 1);
    }

    private static Duration kill(Scene scene) throws Exception {
        scene.a().kill();
        return Scene.until("the other one has all partitions", Duration.ofMinutes(2), () -> owners(scene, 1));
    }

    /** Every partition is owned, by so many. */
    private static boolean owners(Scene scene, int count) throws Exception {
        return scene.lab()
                .texts(
                        "select count(distinct owner) || ' ' || count(*) filter (where lease_until <= now()) from log_lease")
                .get(0)
                .equals(count + " 0");
    }
}
