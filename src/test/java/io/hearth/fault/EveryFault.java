package io.hearth.fault;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** All faults, for some seeds; prints a line for each, and ends with an error if anything did not hold. */
public final class EveryFault {

    private interface Act {
        String in(Scene scene) throws Exception;
    }

    /** How many places servers are killed at with each seed, others with each; all of them unless said otherwise. */
    private static final int KILLS = Integer.getInteger("hearth.fault.kills", Killing.PLACES.size());

    private static final Map<String, Act> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("F1 killed", scene -> new Killing(scene).rounds(KILLS));
        FAULTS.put("F2 killed while publishing", scene -> new Halfway(scene).publishing());
        FAULTS.put("F2 killed while going back", scene -> new Halfway(scene).goingBack());
        FAULTS.put("F3 stood still", scene -> new Zombie(scene).fenced());
        FAULTS.put("F4 Redis lost", scene -> new Stores(scene).redisLost());
        FAULTS.put("F5 Redis slow, hanging, full", scene -> new Lines(scene).redisBad());
        FAULTS.put("F6 PostgreSQL lost", scene -> new Stores(scene).postgresLost());
        FAULTS.put("F7 locks, deadlocks, connections ended", scene -> new Lines(scene).databaseBusy());
        FAULTS.put("F8 cut off", scene -> new Lines(scene).cutOff());
        FAULTS.put("F9 bad receivers", scene -> new Crowd(scene).channelsBad());
        FAULTS.put("F10 repeated and shuffled", scene -> new Arrival(scene).repeatedAndShuffled());
        FAULTS.put("F11 wrong clocks", scene -> new Lines(scene).clocksWrong());
        FAULTS.put("F13 servers come and go", scene -> new Crowd(scene).comingAndGoing());
        FAULTS.put("F14 poison", scene -> new Arrival(scene).poison());
        FAULTS.put("F16 releases under load", scene -> new Crowd(scene).publishing(10));
        FAULTS.put("F17 refusing in a send", scene -> new Crowd(scene).refusing());
        FAULTS.put("F19 overload", scene -> new Crowd(scene).overload());
        FAULTS.put("F20 SIGTERM", scene -> new Crowd(scene).stopping());
        FAULTS.put("F2 killed while erasing", scene -> new Halfway(scene).erasing());
        FAULTS.put("J4 killed in what people do", Walks::between);
    }

    /** In a lab of its own each. */
    private static final Map<String, Alone> WALKS = new LinkedHashMap<>();

    static {
        WALKS.put("J1 onboarding killed in each step", Walks::onboarding);
        WALKS.put("J2 promotion killed in each step", Walks::promotion);
        WALKS.put("J3 collaboration killed in each step", Walks::collaboration);
    }

    private interface Alone {
        String in(Path folder, long seed) throws Exception;
    }

    private final PrintStream out;
    private final Path folder;
    private int scenes;
    private final List<String> broken = new ArrayList<>();

    private EveryFault(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** The folder for what is written, the number of seeds, and, if not all, the faults to make, such as F5. */
    public static void main(String[] given) throws Exception {
        var every = new EveryFault(System.out, Path.of(given[0]));
        long first = Long.getLong("hearth.fault.seed", System.nanoTime());
        int seeds = given.length > 1 ? Integer.parseInt(given[1]) : 1;
        var wanted = List.of(given).subList(Math.min(2, given.length), given.length);
        for (int i = 0; i < seeds; i++) {
            every.run(first + i, wanted);
        }
        every.out.println("faults value=" + every.broken.size() + " unit=broken baseline=- ratio=- seeds=" + seeds);
        every.out.flush();
        System.exit(every.broken.isEmpty() ? 0 : 1);
    }

    private void run(long seed, List<String> wanted) throws Exception {
        Scene scene = null;
        try {
            for (var fault : FAULTS.entrySet()) {
                if (!isWanted(fault.getKey(), wanted)) {
                    continue;
                }
                if (scene == null) {
                    scene = new Scene(folder.resolve(seed + "-" + scenes++), seed);
                }
                var current = scene;
                if (!holds(fault.getKey(), seed, () -> fault.getValue().in(current))) {
                    // What is wrong stays wrong: the next fault is made elsewhere.
                    scene.close();
                    scene = null;
                }
            }
        } finally {
            if (scene != null) {
                scene.close();
            }
        }
        for (var walk : WALKS.entrySet()) {
            if (isWanted(walk.getKey(), wanted)) {
                holds(walk.getKey(), seed, () -> walk.getValue().in(folder.resolve(seed + "-walk" + scenes++), seed));
            }
        }
    }

    private static boolean isWanted(String name, List<String> wanted) {
        return wanted.isEmpty() || wanted.contains(name.split(" ", 2)[0]);
    }

    private boolean holds(String name, long seed, Callable<String> fault) {
        long begun = System.nanoTime();
        String note;
        boolean held = true;
        try {
            note = fault.call();
        } catch (Exception | AssertionError found) {
            held = false;
            broken.add(name);
            note = String.valueOf(found.getMessage()).replace("\n", " ");
        }
        out.printf(
                Locale.ROOT,
                "%s | %s | %.0f s | %s | seed %d%n",
                name,
                held ? "held" : "BROKEN",
                (System.nanoTime() - begun) / 1e9,
                note,
                seed);
        return held;
    }
}
