package io.hearth.automation;

import io.hearth.member.MemberId;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures on their way to Redis: how much of each kind, and who was active, by key. */
final class Counted {

    private static final Duration KEEP = Duration.ofHours(26);

    private final Map<String, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();
    private final Map<String, Set<MemberId>> active = new ConcurrentHashMap<>();

    void count(String key, String kind, long more) {
        counts.computeIfAbsent(key, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(kind, unused -> new LongAdder())
                .add(more);
    }

    void active(String key, Collection<MemberId> members) {
        active.computeIfAbsent(key, unused -> ConcurrentHashMap.newKeySet()).addAll(members);
    }

    /** How one asks Redis; empty where it is away. */
    interface Asking {
        boolean ask(Function<RedisCommands<String, String>, @Nullable Object> question);
    }

    /** Adds to what Redis has, and forgets it here. False where Redis missed some of it. */
    boolean addTo(Asking redis) {
        return send(
                redis,
                (commands, key, more) -> more.forEach((kind, count) -> commands.hincrby(key, kind, count.sum())));
    }

    /** Says what Redis should have, and forgets it here. False where Redis missed some of it. */
    boolean putInto(Asking redis) {
        return send(
                redis,
                (commands, key, all) -> all.forEach((kind, count) -> commands.hset(key, kind, count.toString())));
    }

    private interface Change {
        void make(RedisCommands<String, String> commands, String key, Map<String, LongAdder> counts);
    }

    private boolean send(Asking redis, Change change) {
        boolean complete = true;
        for (var key : List.copyOf(counts.keySet())) {
            var figures = counts.remove(key);
            if (figures != null) {
                complete &= redis.ask(commands -> {
                    change.make(commands, key, figures);
                    return commands.expire(key, KEEP);
                });
            }
        }
        for (var key : List.copyOf(active.keySet())) {
            var members = active.remove(key);
            if (members != null) {
                complete &= redis.ask(commands -> {
                    commands.pfadd(key, members.stream().map(MemberId::toString).toArray(String[]::new));
                    return commands.expire(key, KEEP);
                });
            }
        }
        return complete;
    }

    void clear() {
        counts.clear();
        active.clear();
    }
}
