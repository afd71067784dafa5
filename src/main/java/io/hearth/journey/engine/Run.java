package io.hearth.journey.engine;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a journey.
 *
 * @param position the log position of the last event that the run consumed
 * @param since the run looks only for events accepted after this instant
 * @param steps how many steps it has taken
 */
public record Run(
        UUID id,
        String journey,
        String definition,
        MemberId member,
        String community,
        int entry,
        State state,
        @Nullable String instance,
        @Nullable String cause,
        long position,
        Instant since,
        int steps,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    /** What stands for the member where a run is about an audience: a number that no member will ever have. */
    public static final MemberId NOBODY = new MemberId(Long.MAX_VALUE - 1);

    /** Where a run stands. */
    public enum State {
        RUNNING,
        SUSPENDED,
        ENDED,
        CANCELLED;

        public String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean isAboutMember() {
        return !member.equals(NOBODY);
    }

    public boolean lives() {
        return state == State.RUNNING || state == State.SUSPENDED;
    }

    /** The engine's id; only asked for while the run lives. */
    String engineId() {
        if (instance == null) {
            throw new IllegalStateException("Expected run " + id + " to live in the engine, but it does not");
        }
        return instance;
    }

    /** The same as the member's run of this number. */
    Run entry(int number) {
        return new Run(
                id,
                journey,
                definition,
                member,
                community,
                number,
                state,
                instance,
                cause,
                position,
                since,
                steps,
                startedAt,
                endedAt,
                endedBy);
    }

    Run at(long consumed) {
        return new Run(
                id,
                journey,
                definition,
                member,
                community,
                entry,
                state,
                instance,
                cause,
                consumed,
                since,
                steps,
                startedAt,
                endedAt,
                endedBy);
    }

    Run lookingFrom(Instant now) {
        return new Run(
                id,
                journey,
                definition,
                member,
                community,
                entry,
                state,
                instance,
                cause,
                position,
                now,
                steps,
                startedAt,
                endedAt,
                endedBy);
    }
}
