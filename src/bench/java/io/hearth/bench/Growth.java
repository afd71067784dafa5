package io.hearth.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a server holds at a moment.
 *
 * @param heapMegabytes what is left of the heap after a collection
 * @param deadRows rows that were altered or deleted and still take room, in the tables that don't grow with time
 * @param hotMegabytes the size of those tables with their indexes
 */
record Growth(long heapMegabytes, long threads, long connections, long deadRows, long hotMegabytes) {

    /** One row a member, partition or setting, however much happens. */
    private static final String HOT = "('standing', 'activity', 'membership', 'member', 'log_head', 'log_lease', 'log_node')";

    private static final Pattern USED = Pattern.compile("used ([0-9]+)K");
    private static final Pattern METASPACE = Pattern.compile("Metaspace +used ([0-9]+)K");

    static Growth now(Server server) throws Exception {
        ask(server, "GC.run");
        ask(server, "GC.run");
        var heap = USED.matcher(ask(server, "GC.heap_info"));
        if (!heap.find()) {
            throw new IllegalStateException("Expected to read the heap's size, but the JVM does not say it");
        }
        return new Growth(
                Long.parseLong(heap.group(1)) / 1024,
                ask(server, "Thread.print")
                        .lines()
                        .filter(line -> line.startsWith("\""))
                        .count(),
                server.number("select count(*) from pg_stat_activity where usename = 'hearth_app'"),
                server.number("select coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables where relname in " + HOT),
                server.number("select sum(pg_total_relation_size(oid)) / 1048576 from pg_class where relkind = 'r'"
                        + " and relname in " + HOT));
    }

    /** What is left of the classes' room after collections. */
    static long metaspaceMegabytes(Server server) throws Exception {
        for (int i = 0; i < 3; i++) {
            ask(server, "GC.run");
        }
        var metaspace = METASPACE.matcher(ask(server, "GC.heap_info"));
        if (!metaspace.find()) {
            throw new IllegalStateException("Expected to read the metaspace's size, but the JVM does not say it");
        }
        return Long.parseLong(metaspace.group(1)) / 1024;
    }

    private static String ask(Server server, String command) throws Exception {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.processId()),
                        command)
                .redirectErrorStream(true)
                .start();
        var answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }
}
