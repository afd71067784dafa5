package io.hearth.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a channel answered. */
public sealed interface Delivery {

    /** It took the message; the id is the channel's own, if it has one. */
    record Accepted(@Nullable String id) implements Delivery {}

    /** A person takes it from here. */
    record Waiting(String task) implements Delivery {}

    /** It will never take this message. With {@code lasting}, nor any other to this address. */
    record Refused(String why, boolean lasting) implements Delivery {}

    /** It surely did not take it, and may later. */
    record Later(String why, @Nullable Duration after) implements Delivery {}

    /** It may have taken it: the connection broke after the message was handed over. */
    record Doubtful(String why) implements Delivery {}
}
