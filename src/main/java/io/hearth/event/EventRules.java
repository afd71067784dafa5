package io.hearth.event;

import io.hearth.platform.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an event's attributes may be, for one request or one import: each check gives the refusal, or null. */
public final class EventRules {

    /** What only Hearth itself says; nobody may claim from outside that points were awarded. */
    static final Set<String> OWN_TYPES = Set.of(
            "points.awarded",
            "badge.given",
            "badge.revoked",
            "level.changed",
            "level.at-risk",
            "level.due",
            "plan.changed",
            "plan.due",
            "segment.entered",
            "segment.left",
            "case.opened",
            "journey.ended",
            "message.sent",
            "referral.qualified",
            "wake.due",
            "calendar.due");

    private static final int LONGEST_ID = 128;
    private static final int LONGEST_SUBJECT = 256;

    private final KnownCommunities communities;
    private final Predicate<String> maySend;
    private final @Nullable Instant earliest;
    private final Instant latest;
    private final Map<String, Boolean> knownCommunities = new HashMap<>();
    private final Map<String, Boolean> knownSources = new HashMap<>();

    public EventRules(
            KnownCommunities communities, Predicate<String> maySend, @Nullable Instant earliest, Instant latest) {
        this.communities = communities;
        this.maySend = maySend;
        this.earliest = earliest;
        this.latest = latest;
    }

    public String usualCommunity() {
        return communities.usual();
    }

    public @Nullable Refusal id(String id) {
        return isWord(id, LONGEST_ID, false)
                ? null
                : Refusal.field("event.id", "id", "1 to 128 of A-Z a-z 0-9 . _ : -", quoted(id));
    }

    public @Nullable Refusal type(String type) {
        if (!isWord(type, LONGEST_ID, true)) {
            return Refusal.field("event.type", "type", "a type like order.paid", quoted(type));
        }
        return OWN_TYPES.contains(type)
                ? Refusal.field("event.type-reserved", "type", "a type that is not Hearth's own", quoted(type))
                : null;
    }

    public @Nullable Refusal source(String source) {
        if (source.isEmpty() || source.length() > LONGEST_SUBJECT || !isVisibleAscii(source)) {
            return Refusal.field("event.source", "source", "a URI reference of 1 to 256 characters", quoted(source));
        }
        return knownSources.computeIfAbsent(source, maySend::test)
                ? null
                : new Refusal(
                        403,
                        "event.source-forbidden",
                        "source",
                        "Expected a source that the caller may write, but got " + quoted(source) + ".");
    }

    public @Nullable Refusal subject(String subject) {
        return text("subject", subject);
    }

    public @Nullable Refusal object(String object) {
        return text("object", object);
    }

    public @Nullable Refusal community(String slug) {
        boolean known = slug.length() <= LONGEST_ID
                && Json.isStorable(slug)
                && knownCommunities.computeIfAbsent(slug, communities::knows);
        return known ? null : Refusal.field("event.community", "community", "the slug of a community", quoted(slug));
    }

    public @Nullable Refusal time(@Nullable Instant time, String text) {
        if (time == null) {
            return Refusal.field("event.time", "time", "a time like 2026-01-02T03:04:05Z", quoted(text));
        }
        if (earliest != null && time.isBefore(earliest)) {
            return Refusal.field("event.time-range", "time", "a time not before " + earliest, quoted(text));
        }
        return time.isAfter(latest)
                ? Refusal.field("event.time-range", "time", "a time not after " + latest, quoted(text))
                : null;
    }

    private static @Nullable Refusal text(String field, String text) {
        return text.isEmpty() || text.length() > LONGEST_SUBJECT || !Json.isStorable(text)
                ? Refusal.field("event." + field, field, "1 to 256 characters of well-formed text", quoted(text))
                : null;
    }

    private static boolean isWord(String text, int longest, boolean startsWithLetter) {
        if (text.isEmpty() || text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ':';
            if (!letter && (!other || (i == 0 && startsWithLetter))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /** Never more than a few characters of what was sent, and none that could break a line. */
    public static String quoted(String text) {
        var shown = new StringBuilder("'");
        int end = Math.min(text.length(), 40);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return shown.append(end < text.length() ? "…'" : "'").toString();
    }
}
