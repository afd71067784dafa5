package io.hearth.message;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a message that a person delivers comes back to. */
@Component
public class HandDelivery {

    private final MessageTable messages;
    private final Clock clock;

    HandDelivery(MessageTable messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Counts like any delivery; a message that is not waiting any more is left alone.
     *
     * @param proof what the person can show for it, kept in the message's history
     */
    public void done(UUID message, boolean sent, @Nullable String proof, String by) {
        messages.settle(message, Status.WAITING, sent ? Status.SENT : Status.FAILED, by, proof, clock.instant());
    }
}
