package io.hearth.community;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A place with a purpose, rules and members.
 *
 * @param slug its name in events, addresses and rules
 * @param zone whose days and nights it lives by
 * @param charterVersion the version of the charter in force; zero where there is none
 */
public record Community(
        String slug,
        String nameZh,
        String nameEn,
        String purpose,
        JoinPolicy joinPolicy,
        ZoneId zone,
        List<String> objectives,
        int charterVersion,
        Instant createdAt) {}
