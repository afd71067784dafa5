package io.hearth.event;

import io.hearth.member.Members;
import io.hearth.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what many requests bring in one transaction: it takes all that waits, so that groups are small when the
 * server is idle and large when it is busy. What waits is bounded.
 */
@Component
class Committer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Committer.class);

    /** A transaction costs much the same for two requests as for twenty: while several come at once, they gather. */
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(4);

    private record Waiting(List<Pending> events, long generation, CompletableFuture<Void> done) {}

    private final LogWriter writer;
    private final Members members;
    private final Subjects subjects;
    private final TransactionTemplate transaction;
    private final EventProperties properties;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread thread;
    private volatile boolean open;

    Committer(
            LogWriter writer,
            Members members,
            Subjects subjects,
            TransactionTemplate transaction,
            EventProperties properties) {
        this.writer = writer;
        this.members = members;
        this.subjects = subjects;
        this.transaction = transaction;
        this.properties = properties;
    }

    boolean isFull() {
        return waiting.get() >= properties.queue();
    }

    int waiting() {
        return waiting.get();
    }

    /** Done once the events are durable, or refused. */
    CompletableFuture<Void> commit(List<Pending> events, long generation) {
        if (!open) {
            throw Problem.dependency("log-closed", "Expected to append events, but the server is stopping.");
        }
        var done = new CompletableFuture<Void>();
        waiting.addAndGet(events.size());
        queue.add(new Waiting(events, generation, done));
        return done;
    }

    private void run() {
        var group = new ArrayList<Waiting>();
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
                    write(group);
                    group.clear();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void gather(long until) throws InterruptedException {
        long left = until - System.nanoTime();
        if (left > 0 && waiting.get() < properties.group()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private void take(Waiting first, List<Waiting> group) {
        int events = 0;
        for (var next = first; next != null; next = queue.poll()) {
            group.add(next);
            events += next.events.size();
            if (events >= properties.group()) {
                break;
            }
        }
        waiting.addAndGet(-events);
    }

    private void write(List<Waiting> group) {
        try {
            writeTogether(group);
            group.forEach(one -> one.done.complete(null));
        } catch (RuntimeException fault) {
            if (group.size() == 1) {
                log.warn(
                        "Expected to append {} events, but {}",
                        group.get(0).events.size(),
                        fault.toString());
                group.get(0).done.completeExceptionally(fault);
            } else {
                group.forEach(one -> write(List.of(one)));
            }
        }
    }

    private void writeTogether(List<Waiting> group) {
        var events = new ArrayList<Pending>();
        group.forEach(one -> events.addAll(one.events));
        boolean anew = group.stream().anyMatch(one -> one.generation != members.generation());
        for (int attempt = 1; ; attempt++) {
            if (anew) {
                subjects.resolveAnew(events);
            } else {
                subjects.resolveAlone(events.stream().filter(Pending::unknown).toList());
            }
            try {
                transaction.executeWithoutResult(status -> writer.write(events));
                return;
            } catch (LogHeads.IdentitiesMoved | org.springframework.dao.PessimisticLockingFailureException again) {
                if (attempt == 5) {
                    throw again;
                }
                anew = true;
            }
        }
    }

    @Override
    public void start() {
        open = true;
        var committing = new Thread(this::run, "event-log");
        committing.setDaemon(true);
        thread = committing;
        committing.start();
    }

    @Override
    public void stop() {
        open = false;
        var committing = thread;
        if (committing != null) {
            try {
                committing.join(10_000);
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
}
