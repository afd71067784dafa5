package io.hearth.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries out together what many requests ask for at the same time. One thread takes all that waits, so that groups are
 * small when the server is idle and large when it is busy. Where a group fails, each of its members is tried alone.
 *
 * @param <T> what one request asks for
 */
public abstract class GroupCommit<T> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** A transaction costs much the same for two requests as for twenty: while several come at once, they gather. */
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long PATIENCE_SECONDS = 30;

    private record Waiting<T>(T asked, int size, CompletableFuture<Void> done) {}

    private final String name;
    private final int largest;
    private final BlockingQueue<Waiting<T>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread thread;
    private volatile boolean open;

    /**
     * @param name of the thread, in the log and before the codes of problems
     * @param largest the size of a group from which on it doesn't grow
     */
    protected GroupCommit(String name, int largest) {
        this.name = name;
        this.largest = largest;
    }

    /** Carries out a group; called again with parts of it if it fails. */
    protected abstract void carryOut(List<T> group);

    /** The size of all that waits for its turn. */
    public int waiting() {
        return waiting.get();
    }

    /**
     * Waits until it is carried out.
     *
     * @param what is to be done, for the message if it isn't
     * @throws Problem where the database failed or took too long, or the server is stopping
     */
    protected final void join(T asked, int size, String what) {
        if (!open) {
            throw closed(what);
        }
        var waits = new Waiting<>(asked, size, new CompletableFuture<>());
        waiting.addAndGet(size);
        queue.add(waits);
        try {
            waits.done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.dependency(
                    name + "-unavailable",
                    "Expected to " + what + ", but the database did not answer in time; ask again, which is safe.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw closed(what);
        }
    }

    private Problem closed(String what) {
        return Problem.dependency(name + "-closed", "Expected to " + what + ", but the server is stopping.");
    }

    @Override
    public void start() {
        open = true;
        var working = new Thread(this::run, name);
        working.setDaemon(true);
        thread = working;
        working.start();
    }

    /** Takes nothing more, and waits at most ten seconds until what was taken is done. */
    @Override
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

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Before the web server, so that no request finds it closed. */
    @Override
    public int getPhase() {
        return 0;
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
                    tryTo(group);
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

    private void tryTo(List<Waiting<T>> group) {
        try {
            carryOut(group.stream().map(Waiting::asked).toList());
            group.forEach(one -> one.done.complete(null));
        } catch (RuntimeException fault) {
            if (group.size() == 1) {
                log.warn("Expected to carry out work of {}, but {}", name, fault.toString());
                group.get(0).done.completeExceptionally(fault);
            } else {
                group.forEach(one -> tryTo(List.of(one)));
            }
        }
    }
}
