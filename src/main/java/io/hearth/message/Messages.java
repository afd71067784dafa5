package io.hearth.message;

import io.hearth.message.template.MessageTemplate;
import io.hearth.message.template.Templates;
import io.hearth.platform.Figures;
import io.hearth.platform.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one door through which everything that is said to members goes. */
@Service
public class Messages {

    private final OutboxTable outbox;
    private final ContactLoader contacts;
    private final Allowances allowances;
    private final Arbitration arbitration;
    private final Templates templates;
    private final Dispatcher dispatcher;
    private final MessageMetrics metrics;
    private final Figures figures;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Messages(
            OutboxTable outbox,
            ContactLoader contacts,
            Allowances allowances,
            Arbitration arbitration,
            Templates templates,
            Dispatcher dispatcher,
            MessageMetrics metrics,
            Figures figures,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.allowances = allowances;
        this.arbitration = arbitration;
        this.templates = templates;
        this.dispatcher = dispatcher;
        this.metrics = metrics;
        this.figures = figures;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Plans to say these things, in the caller's transaction; a key that a member was planned something under before is
     * left alone. What may not be said is stored with its reason.
     */
    public void plan(Collection<MessageRequest> requests) {
        if (requests.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            var now = clock.instant();
            var rows = decide(requests, now);
            outbox.insert(rows, now);
            figures.done("messages", rows, row -> row.request().community(), row -> now);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    rows.forEach(row -> metrics.count(row.channel(), row.status(), row.reason()));
                    dispatcher.wake();
                }
            });
        });
    }

    private List<OutboxTable.Planned> decide(Collection<MessageRequest> requests, Instant now) {
        var live = templates.live();
        var purposes = requests.stream()
                .map(request -> purpose(
                        request, live.templates().find(request.template()).orElse(null)))
                .toList();
        var facts = contacts.load(
                requests.stream().map(MessageRequest::member).distinct().toList(),
                purposes,
                allowances.look(arbitration.route().names(), now),
                now);
        var rows = new ArrayList<OutboxTable.Planned>(requests.size());
        for (var request : requests) {
            var template = live.templates().find(request.template()).orElse(null);
            rows.add(template == null ? missing(request, now) : planned(request, template, live.release(), facts, now));
        }
        return rows;
    }

    private OutboxTable.Planned planned(
            MessageRequest request, MessageTemplate template, String release, ContactFacts facts, Instant now) {
        var purpose = purpose(request, template);
        var expires = now.plus(template.description().validFor());
        var channels = arbitration
                .route()
                .of(template, facts.preferred(request.member()).orElse(null), List.of());
        var verdict = arbitration.decide(
                new Arbitration.Question(
                        request.member(),
                        request.template(),
                        purpose,
                        template.description().quiet(),
                        expires,
                        channels),
                facts,
                now);
        var first = channels.isEmpty() ? "none" : channels.get(0).name();
        var priority = template.description().priority();
        if (verdict instanceof Verdict.Send send) {
            return row(request, purpose, priority, send.channel(), Status.PLANNED, null, now, expires, release);
        } else if (verdict instanceof Verdict.Hold hold) {
            return row(request, purpose, priority, first, Status.HELD, hold.reason(), hold.until(), expires, release);
        } else if (verdict instanceof Verdict.Drop drop) {
            return row(request, purpose, priority, first, Status.SUPPRESSED, drop.reason(), now, expires, release);
        }
        throw new IllegalStateException("Expected a verdict that is known, but got " + verdict);
    }

    private static OutboxTable.Planned missing(MessageRequest request, Instant now) {
        var purpose = request.purpose().isBlank() ? "service" : request.purpose();
        return row(
                request,
                purpose,
                5,
                "none",
                Status.FAILED,
                Reason.TEMPLATE_MISSING,
                now,
                now.plus(Duration.ofDays(1)),
                null);
    }

    private static OutboxTable.Planned row(
            MessageRequest request,
            String purpose,
            int priority,
            String channel,
            Status status,
            @org.jspecify.annotations.Nullable Reason reason,
            Instant due,
            Instant expires,
            @org.jspecify.annotations.Nullable String release) {
        return new OutboxTable.Planned(
                Ids.next(), request, purpose, priority, channel, status, reason, due, expires, release);
    }

    private static String purpose(MessageRequest request, @org.jspecify.annotations.Nullable MessageTemplate template) {
        return request.purpose().isBlank() && template != null
                ? template.description().purpose()
                : request.purpose();
    }
}
