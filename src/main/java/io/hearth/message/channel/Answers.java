package io.hearth.message.channel;

import io.hearth.message.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer means to a message. */
final class Answers {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private Answers() {}

    /** Where the status alone decides. */
    static Delivery byStatus(Poster.Outcome outcome) {
        if (outcome instanceof Poster.Outcome.Answer answer) {
            var status = answer.status();
            if (status >= 200 && status < 300) {
                return new Delivery.Accepted(null);
            }
            if (status >= 300 && status < 400) {
                return new Delivery.Later("it answered " + status + ", and redirects are not followed", null);
            }
            return status == 429 || status == 503
                    ? new Delivery.Later("it answered " + status, pause(answer.retryAfter()))
                    : new Delivery.Later("it answered " + status, null);
        }
        return unanswered(outcome);
    }

    static Delivery unanswered(Poster.Outcome outcome) {
        if (outcome instanceof Poster.Outcome.NotSent notSent) {
            return notSent.refused()
                    ? new Delivery.Refused(notSent.why(), false)
                    : new Delivery.Later(notSent.why(), null);
        }
        return new Delivery.Doubtful(outcome instanceof Poster.Outcome.InDoubt doubt ? doubt.why() : "no answer");
    }

    private static @Nullable Duration pause(String retryAfter) {
        if (!retryAfter.matches("[0-9]{1,6}")) {
            return null;
        }
        var asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
}
