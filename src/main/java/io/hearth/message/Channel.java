package io.hearth.message;

import io.hearth.member.Profile;
import io.hearth.message.template.Part;
import java.util.Optional;
import java.util.Set;

/** A way out. A bean of this type in any jar is a channel; it need not care for retries, pace or permission. */
public interface Channel {

    /** Short and lasting: it is stored with messages and consents. */
    String name();

    /** What it can carry; of a message it gets those parts that the template has. */
    Set<Part> parts();

    /**
     * Whether the receiver tells a second delivery of the same message from a new message. Where it does not, a message
     * in doubt is shown as unknown instead of being sent again.
     */
    boolean takesKey();

    /** Whether the member alone reads it. What a whole group reads is sent only by templates that name the channel. */
    default boolean personal() {
        return true;
    }

    /** How many messages a minute its receiver takes, whoever sends them; zero for any number. A setting may say less. */
    default int perMinute() {
        return 0;
    }

    /** Where this member is reached; empty if not. */
    Optional<String> address(Profile profile);

    /** Hands one message over, and waits for the answer no longer than some seconds. */
    Delivery deliver(Outgoing message);
}
