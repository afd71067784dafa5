package io.hearth.event;

import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is not in the log yet. About an identity when it comes from outside, about a member when it was caused
 * by another event.
 *
 * @param json the data as a checked JSON object in UTF-8
 * @param cause the reference of the event that caused it
 */
public record NewEvent(
        String source,
        String id,
        String type,
        @Nullable Instant time,
        @Nullable Identity identity,
        @Nullable MemberId member,
        String community,
        @Nullable String object,
        byte[] json,
        @Nullable String cause,
        int depth,
        Effects effects) {

    /** The source of what Hearth itself says. */
    public static final String HEARTH = "hearth";

    /** How deep causes may go. */
    public static final int DEEPEST = 8;

    public NewEvent {
        if (identity == null && member == null) {
            throw new IllegalArgumentException("Expected an event about somebody, but " + id + " names nobody");
        }
        if (depth < 0 || depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "Expected causes at most " + DEEPEST + " deep, but " + id + " is " + depth + " deep");
        }
    }

    /** An event from outside; without a time it happened when it is accepted. */
    public static NewEvent from(
            String source,
            String id,
            String type,
            @Nullable Instant time,
            Identity identity,
            String community,
            @Nullable String object,
            byte[] json,
            Effects effects) {
        return new NewEvent(source, id, type, time, identity, null, community, object, json, null, 0, effects);
    }

    /**
     * An event caused by another.
     *
     * @param id derived from the cause, so that deciding again makes the same event
     */
    public static NewEvent caused(
            LoggedEvent cause, String id, String type, Instant time, @Nullable String object, String json) {
        return new NewEvent(
                HEARTH,
                id,
                type,
                time,
                null,
                cause.origin(),
                cause.community(),
                object,
                json.getBytes(StandardCharsets.UTF_8),
                cause.ref().toString(),
                cause.depth() + 1,
                cause.effects());
    }

    /** An event that Hearth itself makes without another event as its cause: the calendar, a journey, a person's act. */
    public static NewEvent own(
            String id,
            String type,
            Instant time,
            MemberId member,
            String community,
            @Nullable String object,
            String json,
            @Nullable String cause,
            int depth) {
        return new NewEvent(
                HEARTH,
                id,
                type,
                time,
                null,
                member,
                community,
                object,
                json.getBytes(StandardCharsets.UTF_8),
                cause,
                depth,
                Effects.ALL);
    }
}
