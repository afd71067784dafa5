package io.hearth.platform.store;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration of the embedded PostgreSQL: what it promises, and what makes it fast on a laptop. */
final class PostgresConfiguration {

    /** What an acknowledged event rests on. These can't be replaced by settings and are checked at every start. */
    static final SortedMap<String, String> DURABILITY = Collections.unmodifiableSortedMap(
            new TreeMap<>(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on")));

    private static final long MEBIBYTE = 1 << 20;
    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 1_024;

    private PostgresConfiguration() {}

    /**
     * The memory for pages, in MiB: a sixteenth of the machine's, as most is left to the server and to others. Where the pages
     * that are written all the time don't fit, each event costs the database half as much again.
     *
     * @param memory of the machine, in bytes
     */
    static long sharedBuffers(long memory) {
        return Math.max(LEAST_BUFFERS, Math.min(MOST_BUFFERS, memory / 16 / MEBIBYTE));
    }

    private static long memoryOfTheMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }

    static String text(int port, Map<String, String> replaced) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("max_connections", "100");
        lines.put("shared_buffers", sharedBuffers(memoryOfTheMachine()) + "MB");
        lines.put("effective_cache_size", "1GB");
        lines.put("work_mem", "16MB");
        lines.put("maintenance_work_mem", "128MB");
        lines.put("wal_buffers", "16MB");
        lines.put("max_wal_size", "4GB");
        lines.put("min_wal_size", "512MB");
        lines.put("checkpoint_timeout", "15min");
        lines.put("checkpoint_completion_target", "0.9");
        lines.put("random_page_cost", "1.1");
        lines.put("jit", "off");
        lines.put("max_parallel_workers_per_gather", "1");
        lines.put("autovacuum_naptime", "15s");
        lines.put("autovacuum_vacuum_scale_factor", "0.05");
        lines.put("autovacuum_vacuum_insert_scale_factor", "0.1");
        lines.put("idle_in_transaction_session_timeout", "60s");
        lines.put("tcp_user_timeout", "30s");
        lines.put("timezone", "UTC");
        lines.put("log_timezone", "UTC");
        lines.put("lc_messages", "C");
        // Logs carry no personal data: no statements, no parameters, no keys of rows.
        lines.put("log_error_verbosity", "terse");
        lines.put("log_min_error_statement", "panic");
        lines.put("log_parameter_max_length", "0");
        lines.put("log_parameter_max_length_on_error", "0");
        lines.put("log_checkpoints", "off");
        lines.putAll(new TreeMap<>(replaced));
        lines.putAll(DURABILITY);
        lines.put("password_encryption", "scram-sha-256");
        lines.put("listen_addresses", "127.0.0.1");
        lines.put("unix_socket_directories", "");
        lines.put("port", Integer.toString(port));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " = '" + line.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining("", "# Written by Hearth at every start.\n", ""));
    }
}
