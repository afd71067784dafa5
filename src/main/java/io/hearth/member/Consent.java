package io.hearth.member;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a member agreed to, or no longer does.
 *
 * @param purpose what for, such as {@code marketing}
 * @param channel on which channel, such as {@code email}; {@code *} stands for every one that has no answer of its own
 * @param source where the answer was given, such as {@code preferences-page}
 */
public record Consent(MemberId member, String purpose, String channel, boolean granted, Instant at, String source) {

    public static final String EVERY_CHANNEL = "*";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public Consent {
        if (!WORD.matcher(purpose).matches()) {
            throw new IllegalArgumentException("Expected a purpose like marketing, but got '" + purpose + "'");
        }
        if (!channel.equals(EVERY_CHANNEL) && !WORD.matcher(channel).matches()) {
            throw new IllegalArgumentException("Expected a channel like email, or *, but got '" + channel + "'");
        }
        if (source.isBlank() || source.length() > 200) {
            throw new IllegalArgumentException("Expected a source of 1 to 200 characters");
        }
    }
}
