package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.platform.Figures.Done;
import io.hearth.platform.Redis;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Live figures for the overview: what happened today and in each minute of the last hour. In Redis, so that all nodes'
 * figures add up. Where Redis has forgotten them or missed some, they are counted again from PostgreSQL; what happens in
 * that moment may be counted twice, since they are only an indication.
 */
@Component
class Tally {

    /** Everywhere, rather than in one community. */
    static final String EVERYWHERE = "*";

    static final List<String> KINDS = List.of("events", "points", "messages", "cases", "segments");

    private static final int MINUTES = 60;
    private static final Duration HOUR = Duration.ofMinutes(MINUTES);
    private static final Duration LONGEST_DAY = Duration.ofHours(26);

    /** There as long as Redis remembers. */
    private static final String REMEMBERED = "tally:remembered";

    private static final String RECOUNTING = "tally:recounting";
    private static final SetArgs ONE_NODE = SetArgs.Builder.nx().ex(Duration.ofMinutes(1));

    private final Redis redis;
    private final Calendars calendars;
    private final Recount recount;
    private final Clock clock;
    private final Counted counted = new Counted();
    private boolean missed = true;

    Tally(Redis redis, Calendars calendars, Recount recount, Clock clock) {
        this.redis = redis;
        this.calendars = calendars;
        this.recount = recount;
        this.clock = clock;
    }

    /** Counts events that were decided. */
    void add(List<LoggedEvent> events) {
        var now = clock.instant();
        var byCommunity = new HashMap<String, Long>();
        var active = new HashMap<String, Set<MemberId>>();
        for (var event : events) {
            byCommunity.merge(event.community(), 1L, Long::sum);
            if (event.cause() == null) {
                active.computeIfAbsent(event.community(), community -> new HashSet<>())
                        .add(event.member());
            }
        }
        byCommunity.forEach((community, count) -> count(counted, new Done(community, "events", now, count), now));
        active.forEach((community, members) -> active(community, members, now));
    }

    @EventListener
    void add(Done done) {
        count(counted, done, clock.instant());
    }

    /** Only what is dated today, and in the last hour, has a place there. */
    private void count(Counted into, Done done, Instant now) {
        for (var place : List.of(done.community(), EVERYWHERE)) {
            var today = day(place, now);
            if (day(place, done.minute()).equals(today)) {
                into.count(today, done.kind(), done.count());
            }
            if (done.minute().isAfter(now.minus(HOUR))) {
                into.count(minute(place, done.minute().getEpochSecond() / 60), done.kind(), done.count());
            }
        }
    }

    private void active(String community, Collection<MemberId> members, Instant now) {
        for (var place : List.of(community, EVERYWHERE)) {
            counted.active(activeOn(day(place, now)), members);
        }
    }

    private String day(String community, Instant now) {
        return "tally:" + community.length() + ":" + community + ":d"
                + calendars.of(community).day(now);
    }

    private static String activeOn(String day) {
        return day + ":active";
    }

    private static String minute(String community, long minute) {
        return "tally:" + community.length() + ":" + community + ":m" + minute;
    }

    @Scheduled(fixedDelayString = "${hearth.automation.tally:500ms}")
    synchronized void flush() {
        var remembered = redis.ask(commands -> commands.exists(REMEMBERED) == 1);
        if (remembered.isEmpty()) {
            // All of it is counted again when Redis is back.
            counted.clear();
            missed = true;
        } else if (remembered.get() && !missed) {
            missed = !counted.addTo(this::ask);
        } else if (ask(commands -> commands.set(RECOUNTING, "", ONE_NODE))) {
            countAgain();
        }
    }

    private boolean ask(Function<RedisCommands<String, String>, @Nullable Object> question) {
        return redis.ask(question).isPresent();
    }

    private void countAgain() {
        counted.clear();
        missed = false;
        var now = clock.instant();
        var since = now.minus(LONGEST_DAY);
        var found = new Counted();
        recount.byMinute(since).forEach(done -> count(found, done, now));
        missed |= !found.putInto(this::ask);
        recount.active(since, some -> {
            some.forEach(one -> active(one.community(), List.of(one.member()), one.quarter()));
            missed |= !counted.addTo(this::ask);
        });
        missed |= !ask(commands -> commands.set(REMEMBERED, now.toString()));
        ask(commands -> commands.del(RECOUNTING));
    }

    /** What happened today, by kind; empty while Redis is away. */
    Map<String, Long> today(String community) {
        var key = day(community, clock.instant());
        var found = new ConcurrentHashMap<String, Long>();
        redis.ask(commands -> commands.hgetall(key))
                .ifPresent(all -> all.forEach((kind, count) -> found.put(kind, Long.parseLong(count))));
        redis.ask(commands -> commands.pfcount(activeOn(key))).ifPresent(count -> found.put("active", count));
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
