package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import io.hearth.platform.Redis;
import io.hearth.reward.Award;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Live figures for the overview: what happened today and in each minute of the last hour. In Redis, so that all nodes'
 * figures add up; only an indication, which emptying Redis sets back to zero.
 */
@Component
class Tally {

    /** Everywhere, rather than in one community. */
    static final String EVERYWHERE = "*";

    static final List<String> KINDS = List.of("events", "points", "messages", "cases", "segments");

    private static final int MINUTES = 60;
    private static final Duration KEEP = Duration.ofHours(26);

    private final Redis redis;
    private final Calendars calendars;
    private final Clock clock;
    private final Map<String, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> active = new ConcurrentHashMap<>();

    Tally(Redis redis, Calendars calendars, Clock clock) {
        this.redis = redis;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** Counts a batch that was committed. */
    void add(List<LoggedEvent> events, Gathered out) {
        var now = clock.instant();
        for (var event : events) {
            count(event.community(), "events", 1, now);
            if (event.cause() == null) {
                for (var place : List.of(event.community(), EVERYWHERE)) {
                    active.computeIfAbsent(day(place, now) + ":active", key -> ConcurrentHashMap.newKeySet())
                            .add(event.member().toString());
                }
            }
        }
        for (var award : out.awards) {
            if (award.given() instanceof Award.Points points) {
                count(award.community(), "points", points.points(), now);
            }
        }
        out.messages.forEach(message -> count(message.community(), "messages", 1, now));
        out.cases.forEach(one -> count(one.what().community(), "cases", 1, now));
        out.segments.forEach(change -> count(change.community(), "segments", 1, now));
    }

    private void count(String community, String kind, long more, Instant now) {
        long minute = now.getEpochSecond() / 60;
        for (var place : List.of(community, EVERYWHERE)) {
            counts.computeIfAbsent(day(place, now), key -> new ConcurrentHashMap<>())
                    .computeIfAbsent(kind, key -> new LongAdder())
                    .add(more);
            counts.computeIfAbsent(minute(place, minute), key -> new ConcurrentHashMap<>())
                    .computeIfAbsent(kind, key -> new LongAdder())
                    .add(more);
        }
    }

    private String day(String community, Instant now) {
        return "tally:" + community.length() + ":" + community + ":d"
                + calendars.of(community).day(now);
    }

    private static String minute(String community, long minute) {
        return "tally:" + community.length() + ":" + community + ":m" + minute;
    }

    @Scheduled(fixedDelayString = "${hearth.automation.tally:500ms}")
    void flush() {
        for (var key : List.copyOf(counts.keySet())) {
            var more = counts.remove(key);
            if (more != null) {
                redis.ask(commands -> add(commands, key, more));
            }
        }
        for (var key : List.copyOf(active.keySet())) {
            var members = active.remove(key);
            if (members != null) {
                redis.ask(commands -> {
                    commands.pfadd(key, new HashSet<>(members).toArray(String[]::new));
                    return commands.expire(key, KEEP);
                });
            }
        }
    }

    private static boolean add(RedisCommands<String, String> commands, String key, Map<String, LongAdder> more) {
        more.forEach((kind, count) -> commands.hincrby(key, kind, count.sum()));
        return commands.expire(key, KEEP);
    }

    /** What happened today, by kind; empty while Redis is away. */
    Map<String, Long> today(String community) {
        var key = day(community, clock.instant());
        var found = new ConcurrentHashMap<String, Long>();
        redis.ask(commands -> commands.hgetall(key))
                .ifPresent(all -> all.forEach((kind, count) -> found.put(kind, Long.parseLong(count))));
        redis.ask(commands -> commands.pfcount(key + ":active")).ifPresent(count -> found.put("active", count));
        return found;
    }

    /** One minute: when it began, and how much of each kind. */
    record Minute(Instant at, Map<String, Long> counts) {}

    /** The last hour, the oldest minute first; empty while Redis is away. */
    List<Minute> lastHour(String community) {
        long now = clock.instant().getEpochSecond() / 60;
        return redis.ask(commands -> lastHour(commands, community, now)).orElse(List.of());
    }

    private static @Nullable List<Minute> lastHour(RedisCommands<String, String> commands, String community, long now) {
        var minutes = new ArrayList<Minute>();
        for (long minute = now - MINUTES + 1; minute <= now; minute++) {
            var counts = new ConcurrentHashMap<String, Long>();
            commands.hgetall(minute(community, minute))
                    .forEach((kind, count) -> counts.put(kind, Long.parseLong(count)));
            minutes.add(new Minute(Instant.ofEpochSecond(minute * 60).truncatedTo(ChronoUnit.MINUTES), counts));
        }
        return minutes;
    }
}
