package io.hearth.task;

import io.hearth.member.MemberId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who gets a task as well that nobody has done for long. */
public interface NextLevel {

    /**
     * A task that is late.
     *
     * @param rulebook is asked
     * @param about ids by name, such as {@code journey} and {@code element}
     * @param level how often it went up already
     * @param open for how long it has been open
     */
    record Late(
            String rulebook,
            String community,
            @Nullable MemberId member,
            Map<String, String> about,
            int level,
            Duration open) {}

    /** The group that is next, if there is one. */
    Optional<String> next(Late task);
}
