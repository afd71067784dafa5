package io.hearth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The processor time that server, database and load generator have used so far, in seconds: on a machine that does
 * other work besides, it says more than the time on the wall.
 */
record Effort(double server, double database, double sender) {

    private static final double TICKS = 100;

    static Effort of(Server server) throws IOException {
        return new Effort(
                seconds(server.processId()), family(server.databaseProcess()), seconds(ProcessHandle.current().pid()));
    }

    Effort since(Effort before) {
        return new Effort(server - before.server, database - before.database, sender - before.sender);
    }

    String by(long events) {
        return String.format(
                Locale.ROOT,
                "cpu_us_per_event server=%.1f database=%.1f sender=%.1f",
                server * 1e6 / events,
                database * 1e6 / events,
                sender * 1e6 / events);
    }

    /** A process, its children, and those children that have ended. */
    private static double family(long pid) throws IOException {
        var stat = stat(pid);
        double sum = (stat[0] + stat[1] + stat[2] + stat[3]) / TICKS;
        for (var child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            sum += seconds(child.pid());
        }
        return sum;
    }

    private static double seconds(long pid) throws IOException {
        var stat = stat(pid);
        return (stat[0] + stat[1]) / TICKS;
    }

    /** User and system time of a process, and of its children that have ended. */
    private static long[] stat(long pid) throws IOException {
        var file = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(file)) {
            return new long[4];
        }
        var text = Files.readString(file);
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return new long[] {
            Long.parseLong(fields[11]), Long.parseLong(fields[12]), Long.parseLong(fields[13]), Long.parseLong(fields[14])
        };
    }
}
