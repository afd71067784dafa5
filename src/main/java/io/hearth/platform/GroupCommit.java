package io.hearth.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out together what many requests ask for at the same time. One thread takes all that waits, so that groups are
 * small when the server is idle and large when it is busy. Where a group fails, each of its members is tried alone.
 *
 * @param <T> what one request asks for
 */
public final class GroupCommit<T> {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** A transaction costs much the same for two requests as for twenty: while several come at once, they gather. */
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(4);

    private record Waiting<T>(T asked, int size, CompletableFuture<Void> done) {}

    private final String name;
    private final int largest;
    private final Consumer<List<T>> work;
    private final BlockingQueue<Waiting<T>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread thread;
    private volatile boolean open;

    /**
     * @param name of the thread, and in the log
     * @param largest the size of a group from which on it doesn't grow
     * @param work carries out a group; it may be called again with parts of what it failed with
     */
    public GroupCommit(String name, int largest, Consumer<List<T>> work) {
        this.name = name;
        this.largest = largest;
        this.work = work;
    }

    /** The size of all that waits for its turn. */
    public int waiting() {
        return waiting.get();
    }

    /** Done once the work is, with its fault if it failed; refused as soon as the server is stopping. */
    public CompletableFuture<Void> add(T asked, int size) {
        if (!open) {
            throw Problem.dependency(name + "-closed", "Expected to go on, but the server is stopping.");
        }
        var done = new CompletableFuture<Void>();
        waiting.addAndGet(size);
        queue.add(new Waiting<>(asked, size, done));
        return done;
    }

    public void start() {
        open = true;
        var working = new Thread(this::run, name);
        working.setDaemon(true);
        thread = working;
        working.start();
    }

    /** Takes nothing more, and waits at most ten seconds until what was taken is done. */
    public void stop() {
        open = false;
        var working = thread;
        if (working != null) {
            try {
                working.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public boolean isOpen() {
        return open;
    }

    private void run() {
        var group = new ArrayList<Waiting<T>>();
        long begun = System.nanoTime();
        boolean several = false;
        while (open || !queue.isEmpty()) {
            try {
                var first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    if (several) {
                        gather(begun + GATHERING);
                    }
                    begun = System.nanoTime();
                    take(first, group);
                    several = group.size() > 1;
                    carryOut(group);
                    group.clear();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void gather(long until) throws InterruptedException {
        long left = until - System.nanoTime();
        if (left > 0 && waiting.get() < largest) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private void take(Waiting<T> first, List<Waiting<T>> group) {
        int size = 0;
        for (var next = first; next != null; next = queue.poll()) {
            group.add(next);
            size += next.size;
            if (size >= largest) {
                break;
            }
        }
        waiting.addAndGet(-size);
    }

    private void carryOut(List<Waiting<T>> group) {
        try {
            work.accept(group.stream().map(Waiting::asked).toList());
            group.forEach(one -> one.done.complete(null));
        } catch (RuntimeException fault) {
            if (group.size() == 1) {
                log.warn("Expected to carry out work of {}, but {}", name, fault.toString());
                group.get(0).done.completeExceptionally(fault);
            } else {
                group.forEach(one -> carryOut(List.of(one)));
            }
        }
    }
}
