package io.hearth.automation;

import io.hearth.member.MemberId;
import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.ActivityStore;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a member has done, added up. */
@RestController
@RequestMapping("/api/v1/members/{id}/activity")
class ActivityController {

    private static final int DAYS = 90;

    private final ActivityStore activity;
    private final Calendars calendars;
    private final Clock clock;

    ActivityController(ActivityStore activity, Calendars calendars, Clock clock) {
        this.activity = activity;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * @param onDays on how many different days, where rules ask for days; otherwise 0
     * @param days by day, where rules ask for days; the last 90 at most
     */
    record OfType(
            String type,
            long count,
            long onDays,
            @Nullable Instant first,
            @Nullable Instant last,
            int streak,
            Map<String, BigDecimal> sums,
            Map<LocalDate, Long> days) {}

    record Whole(
            String community,
            @Nullable Instant latest,
            Set<String> segments,
            @Nullable Instant holdsUntil,
            List<OfType> types) {}

    @GetMapping
    Whole activity(@PathVariable MemberId id, @RequestParam String community) {
        var state = activity.find(id, community).orElseGet(ActivityState::new);
        int today = calendars.of(community).day(clock.instant());
        var types = new ArrayList<OfType>();
        for (var type : state.eventTypes()) {
            types.add(ofType(state, type, today));
        }
        var holds = state.holdsUntil();
        return new Whole(
                community,
                state.eventTypes().stream()
                        .flatMap(type -> state.last(type).stream())
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                state.segments(),
                holds.equals(Instant.MAX) ? null : holds,
                types);
    }

    private static OfType ofType(ActivityState state, String type, int today) {
        var sums = new TreeMap<String, BigDecimal>();
        state.fields(type).forEach(field -> sums.put(field, state.sum(type, field)));
        var days = new TreeMap<LocalDate, Long>();
        for (int day = today - DAYS + 1; day <= today; day++) {
            long count = state.count(type, day, day);
            if (count > 0) {
                days.put(LocalDate.ofEpochDay(day), count);
            }
        }
        return new OfType(
                type,
                state.count(type),
                state.days(type, Integer.MIN_VALUE, Integer.MAX_VALUE),
                state.first(type).orElse(null),
                state.last(type).orElse(null),
                state.streak(type, today),
                sums,
                days);
    }
}
