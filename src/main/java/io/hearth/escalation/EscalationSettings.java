package io.hearth.escalation;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who looks after cases, and by when.
 *
 * @param group looks after the kinds that have no group of their own
 * @param groups group by kind of case
 * @param deadline for severities without one of their own
 * @param deadlines by severity
 */
@ConfigurationProperties("hearth.escalation")
record EscalationSettings(
        @DefaultValue("care") String group,
        Map<String, String> groups,
        @DefaultValue("24h") Duration deadline,
        Map<String, Duration> deadlines) {

    EscalationSettings {
        groups = groups == null ? Map.of() : Map.copyOf(groups);
        // Sorted, so that the settings read the same wherever they are listed.
        deadlines = Collections.unmodifiableSortedMap(new TreeMap<>(
                deadlines == null || deadlines.isEmpty()
                        ? Map.of("high", Duration.ofHours(4), "critical", Duration.ofHours(1))
                        : deadlines));
    }

    String route(String kind) {
        return groups.getOrDefault(kind, group);
    }

    Duration deadlineOf(String severity) {
        return deadlines.getOrDefault(severity, deadline);
    }
}
