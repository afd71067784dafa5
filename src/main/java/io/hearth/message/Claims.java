package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.message.template.Description.Quiet;
import io.hearth.message.template.Templates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes messages that are due on one channel into its hands, the most urgent first, and asks once more whether each may
 * be sent: in the transaction that claims it, so that caps, quotas and budgets hold however many nodes send.
 */
final class Claims {

    private final Channel channel;
    private final MessageSettings settings;
    private final OutboxTable outbox;
    private final ContactLoader contacts;
    private final Allowances allowances;
    private final Arbitration arbitration;
    private final Templates templates;
    private final Standings standings;
    private final MessageMetrics metrics;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<UUID, List<Allowance.Counter>> charged = new ConcurrentHashMap<>();

    Claims(
            Channel channel,
            MessageSettings settings,
            OutboxTable outbox,
            ContactLoader contacts,
            Allowances allowances,
            Arbitration arbitration,
            Templates templates,
            Standings standings,
            MessageMetrics metrics,
            TransactionTemplate transaction,
            Clock clock) {
        this.channel = channel;
        this.settings = settings;
        this.outbox = outbox;
        this.contacts = contacts;
        this.allowances = allowances;
        this.arbitration = arbitration;
        this.templates = templates;
        this.standings = standings;
        this.metrics = metrics;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A message that may be sent, and all that sending needs. */
    record Claimed(StoredMessage message, ContactFacts facts, Standing standing) {}

    List<Claimed> claim(int room) {
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

    /** What was surely not sent is not counted against quota and budget. */
    void giveBack(List<OutboxTable.Finish> batch) {
        var price = new Allowance.Spent(1, settings.limits(channel.name()).cost());
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

    /** Of a message whose end is not known: what it took stays taken. */
    void forget(UUID message) {
        charged.remove(message);
    }
}
