package io.hearth.message;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;

/**
 * Sends what is planned for one channel: claims as many messages as the channel has room for, hands them over side by
 * side, and writes what became of them. A slow channel holds up no other.
 */
final class ChannelWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ChannelWorker.class);
    private static final long REAP_EVERY = TimeUnit.SECONDS.toNanos(5);
    private static final int LEASES = 5;
    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Channel channel;
    private final MessageSettings settings;
    private final MessageSettings.Limits limits;
    private final OutboxTable outbox;
    private final Claims claims;
    private final Sender sender;
    private final MessageMetrics metrics;
    private final Clock clock;
    private final Breaker breaker;
    private final Pace pace;
    private final ExecutorService senders;
    private final Semaphore awake = new Semaphore(0);
    private final Map<UUID, Long> inHand = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<OutboxTable.Finish> finished = new ConcurrentLinkedQueue<>();
    private long reapedAt = System.nanoTime() - REAP_EVERY;
    private volatile boolean stopping;

    ChannelWorker(
            Channel channel,
            MessageSettings settings,
            OutboxTable outbox,
            Claims claims,
            Sender sender,
            MessageMetrics metrics,
            Clock clock) {
        this.channel = channel;
        this.settings = settings;
        this.limits = settings.limits(channel.name());
        this.outbox = outbox;
        this.claims = claims;
        this.sender = sender;
        this.metrics = metrics;
        this.clock = clock;
        this.breaker = new Breaker(clock, limits.breakAfter(), limits.breakFor());
        this.pace = new Pace(limits.perSecond(), settings.perMinute(channel));
        var count = new AtomicInteger();
        this.senders = Executors.newFixedThreadPool(limits.connections(), task -> {
            var thread = new Thread(task, "send-" + channel.name() + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    String name() {
        return channel.name();
    }

    int inHand() {
        return inHand.size();
    }

    boolean resting() {
        return breaker.resting();
    }

    void wake() {
        awake.release();
    }

    /** Lets messages in hand be finished, and takes no more. */
    void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void run() {
        while (!stopping || !inHand.isEmpty() || !finished.isEmpty()) {
            try {
                if (!turn()) {
                    rest(settings.poll());
                }
            } catch (RuntimeException fault) {
                if (!stopping) {
                    log.warn("Expected to send messages on '{}', but {}", channel.name(), fault.getMessage(), fault);
                }
                rest(AFTER_FAULT);
            }
        }
        senders.shutdownNow();
    }

    private void rest(Duration longest) {
        try {
            if (awake.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                awake.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was anything to do. */
    private boolean turn() {
        var wrote = write();
        if (stopping) {
            return wrote;
        }
        if (System.nanoTime() - reapedAt > REAP_EVERY) {
            reapedAt = System.nanoTime();
            renew();
            var found = outbox.reap(channel, clock.instant());
            if (found > 0) {
                log.warn("{} messages on '{}' were in hand when a node stopped", found, channel.name());
            }
        }
        var room = pace.room(breaker.room(roomInHand()));
        var claimed = room > 0 ? claims.claim(room) : List.<Claims.Claimed>of();
        claimed.forEach(this::send);
        return wrote || !claimed.isEmpty();
    }

    /** A receiver that is slow is no crash; one that never answers is left to its lease. */
    private void renew() {
        var longest = settings.lease().multipliedBy(LEASES).toNanos();
        var alive = inHand.entrySet().stream()
                .filter(one -> System.nanoTime() - one.getValue() < longest)
                .map(Map.Entry::getKey)
                .toList();
        if (!alive.isEmpty()) {
            outbox.renew(alive, settings.lease());
        }
    }

    /** Where a repetition is harmless, the next messages wait beside the ones being sent. */
    private int roomInHand() {
        var most = channel.takesKey() ? limits.connections() * 2 : limits.connections();
        return most - inHand.size();
    }

    private boolean write() {
        var batch = new ArrayList<OutboxTable.Finish>();
        for (var next = finished.poll(); next != null; next = finished.poll()) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            return false;
        }
        try {
            write(batch);
        } catch (NonTransientDataAccessException wrong) {
            batch.forEach(this::writeAlone);
        } catch (RuntimeException fault) {
            finished.addAll(batch);
            throw fault;
        }
        return true;
    }

    private void write(List<OutboxTable.Finish> batch) {
        var written = outbox.finish(batch, clock.instant());
        batch.forEach(finish -> inHand.remove(finish.id()));
        batch.stream()
                .filter(f -> written.contains(f.id()))
                .forEach(f -> metrics.count(channel.name(), f.status(), f.reason()));
        claims.giveBack(batch);
    }

    /** One answer that cannot be stored holds up no other. */
    private void writeAlone(OutboxTable.Finish finish) {
        try {
            write(List.of(finish));
        } catch (NonTransientDataAccessException wrong) {
            leave(finish.id(), wrong);
        }
    }

    /** What became of the message is not known: the end of its lease decides, and its place is free. */
    private void leave(UUID message, RuntimeException fault) {
        log.warn("Expected to store what became of message {}, but it is left to its lease", message, fault);
        claims.forget(message);
        inHand.remove(message);
    }

    private void send(Claims.Claimed claimed) {
        inHand.put(claimed.message().id(), System.nanoTime());
        pace.take(1);
        senders.execute(() -> {
            try {
                finished.add(sender.send(channel, claimed, limits, breaker));
            } catch (RuntimeException fault) {
                leave(claimed.message().id(), fault);
            }
            wake();
        });
    }
}
