package io.hearth.content;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A release that a share of the members tries before it is everybody's. Its rules decide for them; its workflows and
 * templates wait until it is everybody's.
 *
 * @param release that is tried
 * @param base the live release, which decides for all others
 * @param draft the number of the draft that it is
 * @param agreed who agreed to it
 * @param note why it ended
 */
public record Canary(
        long id,
        String release,
        String base,
        int percent,
        State state,
        String title,
        String why,
        @Nullable Long draft,
        List<String> agreed,
        Limits limits,
        String startedBy,
        Instant startedAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        @Nullable String note) {

    /** Where it is on its way. */
    public enum State {
        RUNNING,
        /** It became the live release. */
        EVERYONE,
        /** A person took it back. */
        STOPPED,
        /** It went over one of its limits. */
        HALTED,
        /** Another release went live, or was gone back to. */
        SUPERSEDED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * At how many it halts by itself, counted in the share since it began; null for no limit.
     *
     * @param errors events that could not be decided
     * @param optOuts consents that members took back
     * @param cases that were opened
     * @param points that were given
     */
    public record Limits(
            @Nullable Long errors,
            @Nullable Long optOuts,
            @Nullable Long cases,
            @Nullable Long points) {

        public static final Limits NONE = new Limits(null, null, null, null);
    }

    /** Who tries it. */
    public Share share() {
        return new Share(release, percent);
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
