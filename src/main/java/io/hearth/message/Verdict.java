package io.hearth.message;

import java.time.Instant;

/** Whether a message may be sent now. */
public sealed interface Verdict {

    /** Yes, on this channel. */
    record Send(String channel) implements Verdict {}

    /** Not now: look again then. */
    record Hold(Instant until, Reason reason) implements Verdict {}

    /** No. */
    record Drop(Reason reason) implements Verdict {}
}
