package io.hearth.member;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became known about a member: {@code name}, {@code email}, {@code phone}, {@code language}, {@code zone}, and
 * attributes by their names. A null forgets.
 *
 * @param source where it is from, such as {@code crm} or a person's name
 * @param purpose what the member agreed to have it kept for, if they were asked
 */
public record ProfileChange(
        MemberId member,
        Map<String, @Nullable Object> values,
        String source,
        Instant at,
        @Nullable String purpose) {

    /** What reaches or addresses the member; rules don't see it. */
    public static final Set<String> CONTACTS = Set.of("name", "email", "phone", "language", "zone");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][A-Za-z0-9_.-]{0,63}");
    private static final int LONGEST = 2000;

    public ProfileChange {
        values.forEach(ProfileChange::check);
        values = new LinkedHashMap<>(values);
    }

    /** Takes what is fit to keep out of an event's data, and leaves the rest. */
    public static ProfileChange from(MemberId member, Map<String, ?> data, String source, Instant at) {
        var fit = new LinkedHashMap<String, @Nullable Object>();
        data.forEach((name, value) -> {
            if (fits(name, value)) {
                fit.put(name, value);
            }
        });
        return new ProfileChange(member, fit, source, at, null);
    }

    private static boolean fits(String name, @Nullable Object value) {
        try {
            check(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void check(String name, @Nullable Object value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Expected an attribute's name like favourite-city, but got '" + name + "'");
        }
        if (value == null) {
            return;
        }
        if (value instanceof String text ? text.length() > LONGEST : !simple(value)) {
            throw new IllegalArgumentException(
                    "Expected " + name + " to be a number, true or false, or text of at most 2000 characters");
        }
        if (CONTACTS.contains(name) && !(value instanceof String)) {
            throw new IllegalArgumentException("Expected " + name + " to be text");
        }
        if (name.equals("zone")) {
            checkZone((String) value);
        }
        if (name.equals("language")
                && Locale.forLanguageTag((String) value).getLanguage().isEmpty()) {
            throw new IllegalArgumentException("Expected a language like zh-CN, but got '" + value + "'");
        }
    }

    private static boolean simple(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    private static void checkZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Expected a time zone like Asia/Shanghai, but got '" + zone + "'", e);
        }
    }
}
