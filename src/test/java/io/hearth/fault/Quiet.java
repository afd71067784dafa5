package io.hearth.fault;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits until nothing is left to do: events to decide, commands, wakes, timers, messages. Says what is left when it isn't. */
final class Quiet {

    private static final Map<String, String> LEFT = new LinkedHashMap<>();

    static {
        LEFT.put(
                "events to decide",
                "select coalesce(sum(h.next_position - 1 - l.position), 0) from log_head h join log_lease l using (partition)");
        LEFT.put("commands", "select count(*) from command where not parked");
        LEFT.put("waits to look up", "select count(*) from wait where fresh");
        LEFT.put("wakes", "select count(*) from wake");
        LEFT.put(
                "timers that are due",
                "select count(*) from act_ru_job where retries_ > 0"
                        + " and (duedate_ is null or duedate_ < (now() at time zone 'UTC') + interval '1 hour')");
        LEFT.put(
                "messages to send",
                "select count(*) from message where status in ('planned', 'sending')"
                        + " or status = 'held' and due < now() + interval '1 minute'");
        LEFT.put("partitions that nobody decides", "select count(*) from log_lease where lease_until < now()");
    }

    private Quiet() {}

    /** What is left after so long; empty is as it should be. */
    static List<String> await(Lab lab, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            var left = left(lab);
            hasten(lab);
            if (left.isEmpty() || System.nanoTime() > until) {
                return left;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void hasten(Lab lab) {
        try {
            lab.hasten();
        } catch (SQLException away) {
            // The next look finds it back, or says so.
        }
    }

    private static List<String> left(Lab lab) {
        var left = new ArrayList<String>();
        for (var what : LEFT.entrySet()) {
            try {
                long count = lab.number(what.getValue());
                if (count > 0) {
                    left.add("I3 still " + count + " " + what.getKey());
                }
            } catch (SQLException away) {
                return List.of("I7 the database does not answer: " + away.getMessage());
            }
        }
        return left;
    }
}
