package io.hearth.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says became of a message that it had accepted.
 *
 * @param source who says so; with {@code id} it tells a repetition from news
 * @param message our id, in any form in which channels hand it on, or the provider's own
 * @param lasting whether the address is dead for good, not just today
 * @param at when it happened
 */
record Report(
        String source,
        String id,
        String message,
        Kind kind,
        boolean lasting,
        @Nullable String detail,
        Instant at) {

    static final int LONGEST_ID = 200;
    static final int LONGEST_DETAIL = 300;

    /** From the least to the most grave; the gravest stays on the message. */
    enum Kind {
        DELIVERED,
        BOUNCED,
        COMPLAINED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** "message.bounced". */
        String event() {
            return "message." + label();
        }

        static Optional<Kind> of(String label) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst();
        }

        static Optional<Kind> ofEvent(String type) {
            return type.startsWith("message.") ? of(type.substring("message.".length())) : Optional.empty();
        }
    }

    /** What came of a report. */
    enum Result {
        TAKEN,
        /** It was told before. */
        KNOWN,
        /** There is no such message. */
        UNMATCHED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
