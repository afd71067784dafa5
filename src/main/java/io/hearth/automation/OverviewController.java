package io.hearth.automation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.automation.Recent.Happened;
import io.hearth.platform.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The overview's live figures, worked out at most once a second however many look. */
@RestController
@RequestMapping("/api/v1/overview")
class OverviewController {

    private final Tally tally;
    private final Recent recent;
    private final Progress progress;
    private final Pipeline pipeline;
    private final Redis redis;
    private final Cache<String, Overview> fresh = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    OverviewController(Tally tally, Recent recent, Progress progress, Pipeline pipeline, Redis redis) {
        this.tally = tally;
        this.recent = recent;
        this.progress = progress;
        this.pipeline = pipeline;
        this.redis = redis;
    }

    /**
     * @param redis whether live figures are up to date; without Redis they are missing
     * @param trouble why nothing is decided at the moment
     */
    record Overview(
            double eventsPerSecond,
            long eventsToday,
            long membersActive,
            long newMembers,
            long pointsToday,
            long openTasks,
            long openCases,
            long messagesToday,
            long lag,
            boolean redis,
            @Nullable String trouble,
            Map<String, List<List<Object>>> series,
            List<Happened> recent) {}

    @GetMapping
    Overview overview(@RequestParam(required = false) @Nullable String community) {
        var place = community == null || community.isEmpty() ? Tally.EVERYWHERE : community;
        return Objects.requireNonNull(fresh.get(place, this::of));
    }

    private Overview of(String place) {
        var today = tally.today(place);
        var minutes = tally.lastHour(place);
        var counts = recent.counts(place);
        return new Overview(
                perSecond(minutes),
                today.getOrDefault("events", 0L),
                today.getOrDefault("active", 0L),
                counts.newMembers(),
                today.getOrDefault("points", 0L),
                counts.openTasks(),
                counts.openCases(),
                today.getOrDefault("messages", 0L),
                progress.lag(),
                redis.available(),
                pipeline.trouble(),
                series(minutes),
                recent.events(place));
    }

    /** Over the last whole minute. */
    private static double perSecond(List<Tally.Minute> minutes) {
        if (minutes.size() < 2) {
            return 0;
        }
        return minutes.get(minutes.size() - 2).counts().getOrDefault("events", 0L) / 60.0;
    }

    private static Map<String, List<List<Object>>> series(List<Tally.Minute> minutes) {
        var series = new HashMap<String, List<List<Object>>>();
        for (var kind : Tally.KINDS) {
            var points = new ArrayList<List<Object>>();
            for (var minute : minutes) {
                points.add(List.of(minute.at(), minute.counts().getOrDefault(kind, 0L)));
            }
            series.put(kind, points);
        }
        return series;
    }
}
