package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import java.util.Objects;

/** One event of a batch could not be decided. */
final class EventFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LoggedEvent event;

    EventFailed(LoggedEvent event, RuntimeException cause) {
        super("Expected to decide " + event + ", but " + cause.getMessage(), cause);
        this.event = event;
    }

    /** Why it could not be decided. */
    @Override
    public synchronized RuntimeException getCause() {
        return (RuntimeException) Objects.requireNonNull(super.getCause());
    }

    LoggedEvent event() {
        return event;
    }
}
