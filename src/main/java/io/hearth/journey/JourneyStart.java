package io.hearth.journey;

import io.hearth.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * A journey to start for a member.
 *
 * @param release whose version of the journey is started; the live one if absent
 * @param cause the reference of the event that asked for it, if one did
 */
public record JourneyStart(
        String journey,
        MemberId member,
        String community,
        @Nullable String release,
        @Nullable String cause) {}
