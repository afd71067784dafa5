package io.hearth.automation;

import io.hearth.community.Communities;
import io.hearth.community.Community;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The calendar of each community. */
@Component
class Calendars {

    private final Communities communities;
    private final AutomationSettings settings;
    private final Clock clock;
    private final Map<ZoneId, LocalDays> known = new ConcurrentHashMap<>();

    Calendars(Communities communities, AutomationSettings settings, Clock clock) {
        this.communities = communities;
        this.settings = settings;
        this.clock = clock;
    }

    LocalDays of(String community) {
        var zone = communities.find(community).map(Community::zone).orElse(settings.zone());
        return known.computeIfAbsent(zone, unused -> new LocalDays(zone, clock.instant()));
    }
}
