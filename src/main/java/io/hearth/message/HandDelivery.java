package io.hearth.message;

import io.hearth.message.template.Templates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where a message that a person delivers comes back to. */
@Component
public class HandDelivery {

    private final MessageTable messages;
    private final OutboxTable outbox;
    private final ContactLoader contacts;
    private final Templates templates;
    private final ObjectProvider<Arbitration> arbitration;
    private final MessageSettings settings;
    private final Clock clock;

    HandDelivery(
            MessageTable messages,
            OutboxTable outbox,
            ContactLoader contacts,
            Templates templates,
            ObjectProvider<Arbitration> arbitration,
            MessageSettings settings,
            Clock clock) {
        this.messages = messages;
        this.outbox = outbox;
        this.contacts = contacts;
        this.templates = templates;
        this.arbitration = arbitration;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Counts like any delivery: what could not be sent goes to the next channel, if there is one. A message that is not
     * waiting any more is left alone.
     *
     * @param proof what the person can show for it, kept in the message's history
     */
    public void done(UUID message, boolean sent, @Nullable String proof, String by) {
        var now = clock.instant();
        if (sent) {
            messages.settle(message, Status.WAITING, Status.SENT, null, by, proof, now);
            return;
        }
        var next = outbox.find(message).flatMap(this::next);
        if (next.isPresent()) {
            messages.passOn(message, next.get().name(), by, proof, now);
        } else {
            messages.settle(message, Status.WAITING, Status.FAILED, Reason.NOT_BY_HAND, by, proof, now);
        }
    }

    private Optional<Channel> next(StoredMessage message) {
        var route = arbitration.getObject().route();
        var tried = new ArrayList<>(message.tried());
        tried.add(message.channel());
        if (route.find(message.channel()).isEmpty()) {
            return Optional.empty();
        }
        return templates.live().templates().find(message.template()).stream()
                .flatMap(template -> route.of(template, null, tried).stream())
                .findFirst();
    }

    /** Asks once more when the person looks: why it may not be sent any more, or not now. */
    Optional<Reason> hindrance(UUID id) {
        return outbox.find(id).flatMap(message -> hindrance(message, clock.instant()));
    }

    private Optional<Reason> hindrance(StoredMessage message, Instant now) {
        var template = templates.live().templates().find(message.template());
        var channel = arbitration.getObject().route().find(message.channel());
        if (template.isEmpty() || channel.isEmpty()) {
            return Optional.empty();
        }
        // It was paid for when the task was opened.
        var paid = new Purse(List.of(), Map.of(), settings, now);
        var facts = contacts.load(List.of(message.member()), List.of(message.purpose()), paid, now);
        if (message.countedAt() != null) {
            facts.forget(message.member(), new ContactFacts.Contact(message.countedAt(), message.channel()));
        }
        var verdict = arbitration
                .getObject()
                .decide(
                        new Arbitration.Question(
                                message.member(),
                                message.template(),
                                message.purpose(),
                                template.get().description().quiet(),
                                message.expires(),
                                List.of(channel.get())),
                        facts,
                        now);
        if (verdict instanceof Verdict.Drop drop) {
            return Optional.of(drop.reason());
        }
        return verdict instanceof Verdict.Hold hold ? Optional.of(hold.reason()) : Optional.empty();
    }
}
