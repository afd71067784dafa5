package io.hearth.collaboration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rulebook {@code partners} says of a partner.
 *
 * @param score the points of all rules that hold, 100 at most
 * @param facts what the rules saw
 * @param answer who agrees to a contract, where there is one
 */
record Assessment(
        Instant at,
        String release,
        int score,
        List<Said> reasons,
        Map<String, Object> facts,
        @Nullable String answer) {

    /** One rule that held, in the words of its file. */
    record Said(String rule, String why, int points, String reason) {}

    Optional<String> whoAgrees() {
        return Optional.ofNullable(answer);
    }
}
