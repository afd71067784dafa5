package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.message.template.Description.Quiet;
import io.hearth.message.template.Templates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is planned for one channel: claims as many messages as the channel has room for, asks once more whether
 * each may be sent, hands them over side by side, and writes what became of them. A slow channel holds up no other.
 */
final class ChannelWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ChannelWorker.class);
    private static final long REAP_EVERY = TimeUnit.SECONDS.toNanos(5);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Channel channel;
    private final MessageSettings settings;
    private final MessageSettings.Limits limits;
    private final OutboxTable outbox;
    private final ContactLoader contacts;
    private final Allowances allowances;
    private final Arbitration arbitration;
    private final Templates templates;
    private final Sender sender;
    private final Standings standings;
    private final MessageMetrics metrics;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Breaker breaker;
    private final Pace pace;
    private final ExecutorService senders;
    private final Semaphore awake = new Semaphore(0);
    private final Map<UUID, List<Allowance.Counter>> charged = new ConcurrentHashMap<>();
    private final AtomicInteger inHand = new AtomicInteger();
    private final ConcurrentLinkedQueue<OutboxTable.Finish> finished = new ConcurrentLinkedQueue<>();
    private long reapedAt = System.nanoTime() - REAP_EVERY;
    private volatile boolean stopping;

    ChannelWorker(
            Channel channel,
            MessageSettings settings,
            OutboxTable outbox,
            ContactLoader contacts,
            Allowances allowances,
            Arbitration arbitration,
            Templates templates,
            Sender sender,
            Standings standings,
            MessageMetrics metrics,
            TransactionTemplate transaction,
            Clock clock) {
        this.channel = channel;
        this.settings = settings;
        this.limits = settings.limits(channel.name());
        this.outbox = outbox;
        this.contacts = contacts;
        this.allowances = allowances;
        this.arbitration = arbitration;
        this.templates = templates;
        this.sender = sender;
        this.standings = standings;
        this.metrics = metrics;
        this.transaction = transaction;
        this.clock = clock;
        this.breaker = new Breaker(clock, limits.breakAfter(), limits.breakFor());
        this.pace = new Pace(limits.perSecond());
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
        return inHand.get();
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
        while (!stopping || inHand.get() > 0 || !finished.isEmpty()) {
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
            var found = outbox.reap(channel, clock.instant());
            if (found > 0) {
                log.warn("{} messages on '{}' were in hand when a node stopped", found, channel.name());
            }
        }
        var room = pace.room(breaker.room(roomInHand()));
        var claimed = room > 0 ? claim(room) : List.<Claimed>of();
        claimed.forEach(this::send);
        return wrote || !claimed.isEmpty();
    }

    /** Where a repetition is harmless, the next messages wait beside the ones being sent. */
    private int roomInHand() {
        var most = channel.takesKey() ? limits.connections() * 2 : limits.connections();
        return most - inHand.get();
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
            var written = outbox.finish(batch, clock.instant());
            batch.stream()
                    .filter(f -> written.contains(f.id()))
                    .forEach(f -> metrics.count(channel.name(), f.status(), f.reason()));
        } catch (RuntimeException fault) {
            finished.addAll(batch);
            throw fault;
        }
        inHand.addAndGet(-batch.size());
        giveBack(batch);
        return true;
    }

    /** What was surely not sent is not counted against quota and budget. */
    private void giveBack(List<OutboxTable.Finish> batch) {
        var price = new Allowance.Spent(1, limits.cost());
        var unused = new HashMap<Allowance.Counter, Allowance.Spent>();
        for (var finish : batch) {
            var counters = charged.remove(finish.id());
            if (counters != null && !finish.counts()) {
                counters.forEach(counter -> unused.merge(counter, price, Allowance.Spent::plus));
            }
        }
        if (!unused.isEmpty()) {
            transaction.executeWithoutResult(status -> allowances.giveBack(unused));
        }
    }

    /** A message that may be sent, and all that sending needs. */
    record Claimed(StoredMessage message, ContactFacts facts, Standing standing) {}

    private List<Claimed> claim(int room) {
        var claimed = transaction.execute(status -> decide(room));
        return claimed == null ? List.of() : claimed;
    }

    private List<Claimed> decide(int room) {
        var now = clock.instant();
        var messages = new ArrayList<>(outbox.claim(channel.name(), now, room));
        if (messages.isEmpty()) {
            return List.of();
        }
        messages.sort(Comparator.comparingInt(StoredMessage::priority).reversed());
        var members = messages.stream().map(StoredMessage::member).distinct().toList();
        outbox.lock(members);
        var purse = allowances.open(arbitration.route().names(), now);
        var facts = contacts.load(
                members, messages.stream().map(StoredMessage::purpose).toList(), purse, now);
        var changes = new ArrayList<OutboxTable.Begin>(messages.size());
        var allowed = new ArrayList<StoredMessage>(messages.size());
        for (var message : messages) {
            var change = begin(message, facts, now);
            changes.add(change);
            if (change.status() == Status.SENDING) {
                allowed.add(message);
            } else {
                metrics.count(change.channel(), change.status(), change.reason());
            }
        }
        outbox.begin(changes, settings.lease(), now);
        allowances.spend(purse);
        return withStandings(allowed, facts);
    }

    private List<Claimed> withStandings(List<StoredMessage> messages, ContactFacts facts) {
        var known = new HashMap<String, Map<MemberId, Standing>>();
        messages.stream()
                .collect(Collectors.groupingBy(StoredMessage::community))
                .forEach((community, own) -> known.put(
                        community,
                        standings.of(
                                community,
                                own.stream()
                                        .map(StoredMessage::member)
                                        .distinct()
                                        .toList())));
        return messages.stream()
                .map(message -> new Claimed(
                        message,
                        facts,
                        known.getOrDefault(message.community(), Map.of())
                                .getOrDefault(message.member(), Standing.NONE)))
                .toList();
    }

    private OutboxTable.Begin begin(StoredMessage message, ContactFacts facts, Instant now) {
        var template = templates.live().templates().find(message.template());
        if (template.isEmpty()) {
            return new OutboxTable.Begin(
                    message.id(), Status.FAILED, Reason.TEMPLATE_MISSING, channel.name(), null, null);
        }
        var channels = arbitration
                .route()
                .of(template.get(), facts.preferred(message.member()).orElse(null), message.tried());
        Quiet quiet = template.get().description().quiet();
        if (message.countedAt() != null) {
            facts.forget(message.member(), new ContactFacts.Contact(message.countedAt(), message.channel()));
        }
        var verdict = arbitration.decide(
                new Arbitration.Question(
                        message.member(), message.template(), message.purpose(), quiet, message.expires(), channels),
                facts,
                now);
        if (verdict instanceof Verdict.Send send) {
            if (!send.channel().equals(channel.name())) {
                return new OutboxTable.Begin(message.id(), Status.PLANNED, Reason.FALLBACK, send.channel(), null, null);
            }
            var counts = settings.purpose(message.purpose()).capped();
            if (counts) {
                facts.count(message.member(), new ContactFacts.Contact(now, channel.name()));
            }
            var counters = facts.purse().take(channel.name(), message.purpose(), message.template());
            if (!counters.isEmpty()) {
                charged.put(message.id(), counters);
            }
            return new OutboxTable.Begin(message.id(), Status.SENDING, null, channel.name(), null, counts ? now : null);
        } else if (verdict instanceof Verdict.Hold hold) {
            return new OutboxTable.Begin(message.id(), Status.HELD, hold.reason(), channel.name(), hold.until(), null);
        } else if (verdict instanceof Verdict.Drop drop) {
            return new OutboxTable.Begin(message.id(), Status.SUPPRESSED, drop.reason(), channel.name(), null, null);
        }
        throw new IllegalStateException("Expected a verdict that is known, but got " + verdict);
    }

    private void send(Claimed claimed) {
        inHand.incrementAndGet();
        pace.take(1);
        senders.execute(() -> {
            finished.add(sender.send(channel, claimed, limits, breaker));
            wake();
        });
    }
}
