package io.hearth.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a message is. */
public enum Status {
    /** To be sent as soon as its channel has room. */
    PLANNED,
    /** To be looked at again later, for the reason given. */
    HELD,
    /** In a channel's hands just now. */
    SENDING,
    /** The channel accepted it. */
    SENT,
    /** Not sent, since it may not be. */
    SUPPRESSED,
    /** Not sent, since it could not be. */
    FAILED,
    /** A person is to deliver it. */
    WAITING,
    /** Perhaps sent: the channel takes no key and did not answer. Only a person says what to do. */
    UNKNOWN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Status> of(String label) {
        return Arrays.stream(values())
                .filter(status -> status.label().equals(label))
                .findFirst();
    }
}
