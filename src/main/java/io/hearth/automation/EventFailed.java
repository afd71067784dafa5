package io.hearth.automation;

import io.hearth.event.LoggedEvent;

/** One event of a batch could not be decided. */
final class EventFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LoggedEvent event;

    EventFailed(LoggedEvent event, RuntimeException cause) {
        super("Expected to decide " + event + ", but " + cause.getMessage(), cause);
        this.event = event;
    }

    LoggedEvent event() {
        return event;
    }
}
