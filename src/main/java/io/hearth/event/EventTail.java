package io.hearth.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The newest events of each partition, in memory, for the pipeline of the node that accepted them. Holds a run of
 * positions without a gap; where another node wrote in between, it starts anew, and the reader asks the table.
 */
@Component
class EventTail {

    private final Run[] runs;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    EventTail(Partitions partitions, EventProperties properties) {
        runs = new Run[partitions.count()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = new Run(properties.tail());
        }
    }

    void add(List<LoggedEvent> committed) {
        for (var event : committed) {
            runs[event.partition()].add(event);
        }
        listeners.forEach(Runnable::run);
    }

    /** What follows a position, or null if that is not in memory. */
    @Nullable
    List<LoggedEvent> after(int partition, long position, int limit) {
        return runs[partition].after(position, limit);
    }

    /** How many events of the partitions that are read here wait to be read. */
    long waiting() {
        long waiting = 0;
        for (var run : runs) {
            waiting += run.waiting();
        }
        return waiting;
    }

    void clear(int partition) {
        runs[partition].clear();
    }

    void onAdd(Runnable listener) {
        listeners.add(listener);
    }

    static final class Run {

        private static final long NOT_READ = -1;
        /** A partition that was not asked about for so long belongs to another node. */
        private static final long ASKED_WITHIN = Duration.ofMinutes(1).toNanos();

        private final @Nullable LoggedEvent[] ring;
        private long first = 1;
        private long last;
        /** How far it was read; nothing while nobody reads it here. */
        private long read = NOT_READ;

        private long askedAt;

        Run(int capacity) {
            ring = new LoggedEvent[capacity];
        }

        synchronized void add(LoggedEvent event) {
            long position = event.position();
            if (position <= last) {
                return;
            }
            if (position != last + 1) {
                first = position;
            }
            ring[(int) (position % ring.length)] = event;
            last = position;
            first = Math.max(first, last - ring.length + 1);
        }

        synchronized long waiting() {
            boolean ours = read != NOT_READ && System.nanoTime() - askedAt < ASKED_WITHIN;
            return ours ? Math.max(0, last - read) : 0;
        }

        synchronized @Nullable List<LoggedEvent> after(long position, int limit) {
            read = position;
            askedAt = System.nanoTime();
            if (position + 1 < first || position >= last) {
                return null;
            }
            free(position);
            long until = Math.min(last, position + limit);
            var events = new ArrayList<LoggedEvent>((int) (until - position));
            for (long p = position + 1; p <= until; p++) {
                var event = ring[(int) (p % ring.length)];
                if (event != null) {
                    events.add(event);
                }
            }
            return events;
        }

        synchronized void clear() {
            read = NOT_READ;
            free(last);
        }

        /** Whoever asks for what follows has done with what came before. */
        private void free(long until) {
            for (; first <= until; first++) {
                ring[(int) (first % ring.length)] = null;
            }
        }
    }
}
