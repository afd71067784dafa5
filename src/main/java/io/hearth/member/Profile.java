package io.hearth.member;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about a member, as rules, journeys and templates see it. */
public record Profile(
        MemberId id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        Locale language,
        ZoneId zone,
        Map<String, Object> attributes) {}
