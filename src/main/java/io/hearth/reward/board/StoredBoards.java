package io.hearth.reward.board;

import io.hearth.member.MemberId;
import io.hearth.platform.Redis;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The boards as they are in Redis. Every question is one round trip, and is empty for a board that isn't there. */
@Component
class StoredBoards {

    /** Stands on every board, so that an empty one can be told from none. */
    private static final String READY = "(ready)";

    private static final int AT_ONCE = 1_000;

    /** How long the board will stay, how many are on it, and one member's points with how many have more. */
    private static final String STANDING = """
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
                return {}
            end
            local answer = {redis.call('PTTL', KEYS[1]), redis.call('ZCARD', KEYS[1]) - 1}
            local points = redis.call('ZSCORE', KEYS[1], ARGV[2])
            if points then
                answer[3] = points
                answer[4] = redis.call('ZCOUNT', KEYS[1], '(' .. points, '+inf')
            end
            return answer
            """;

    private static final String TOP = """
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
                return {}
            end
            local answer = redis.call('ZREVRANGE', KEYS[1], 0, ARGV[2], 'WITHSCORES')
            table.insert(answer, 1, redis.call('PTTL', KEYS[1]))
            return answer
            """;

    /** In one step, as the board may run out between a look and a change; what then began would never be whole. */
    private static final String PUT = """
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
                return 0
            end
            if tonumber(ARGV[3]) > 0 then
                return redis.call('ZADD', KEYS[1], ARGV[3], ARGV[2])
            end
            return redis.call('ZREM', KEYS[1], ARGV[2])
            """;

    private final Redis redis;

    StoredBoards(Redis redis) {
        this.redis = redis;
    }

    /**
     * What a board says.
     *
     * @param left how long it will stay
     */
    record Said<T>(T what, Duration left) {}

    /** @param place null for who is not on it */
    record Standing(@Nullable Place place, long of) {}

    boolean has(Board board) {
        return redis.ask(commands -> commands.zscore(board.key(), READY) != null)
                .orElse(false);
    }

    Optional<Said<Standing>> standing(Board board, MemberId member) {
        return ask(STANDING, board, member.toString()).map(answer -> {
            var place = answer.size() < 4
                    ? null
                    : new Place(number(answer.get(3)) + 1, member, (long) Double.parseDouble((String) answer.get(2)));
            return new Said<>(new Standing(place, number(answer.get(1))), Duration.ofMillis(number(answer.get(0))));
        });
    }

    /** The best; those with as many points share a rank. */
    Optional<Said<List<Place>>> top(Board board, int limit) {
        return ask(TOP, board, Integer.toString(limit - 1)).map(answer -> {
            var places = new ArrayList<Place>();
            for (int i = 1; i < answer.size(); i += 2) {
                if (!answer.get(i).equals(READY)) {
                    long points = (long) Double.parseDouble((String) answer.get(i + 1));
                    places.add(place(places, MemberId.parse((String) answer.get(i)), points));
                }
            }
            return new Said<List<Place>>(places, Duration.ofMillis(number(answer.get(0))));
        });
    }

    private Optional<List<Object>> ask(String script, Board board, String argument) {
        return redis.ask(commands -> commands.<List<Object>>eval(
                        script, ScriptOutputType.MULTI, new String[] {board.key()}, READY, argument))
                .filter(answer -> !answer.isEmpty());
    }

    private static long number(Object answer) {
        return (Long) answer;
    }

    private static Place place(List<Place> before, MemberId member, long points) {
        var last = before.isEmpty() ? null : before.get(before.size() - 1);
        return new Place(last != null && last.points() == points ? last.rank() : before.size() + 1L, member, points);
    }

    /** Says what a member has now, where the board is there. */
    void put(Board board, MemberId member, long points) {
        redis.ask(commands -> commands.<Long>eval(
                PUT,
                ScriptOutputType.INTEGER,
                new String[] {board.key()},
                READY,
                member.toString(),
                Long.toString(points)));
    }

    void takeOff(Board board, MemberId member) {
        redis.ask(commands -> commands.zrem(board.key(), member.toString()));
    }

    void drop(Board board) {
        redis.ask(commands -> commands.del(board.key()));
    }

    /** Begins to make a board; false while somebody else does. */
    boolean begin(Board board, Duration within) {
        return redis.ask(commands -> "OK"
                        .equals(commands.set(
                                making(board), "1", SetArgs.Builder.nx().px(within.toMillis()))))
                .orElse(false);
    }

    boolean isBeingMade(Board board) {
        return redis.ask(commands -> commands.exists(making(board)) > 0).orElse(false);
    }

    private static String making(Board board) {
        return board.key() + ":making";
    }

    /** Makes a board beside the one that is there, which then gives way; false where Redis went away. */
    boolean make(Board board, Duration stays, Consumer<Fresh> filled) {
        var fresh = new Fresh(board.key() + ":fresh");
        redis.ask(commands -> commands.del(fresh.key));
        filled.accept(fresh);
        fresh.write();
        boolean done = !fresh.failed
                && redis.ask(commands -> {
                            commands.pexpire(fresh.key, stays.toMillis());
                            return "OK".equals(commands.rename(fresh.key, board.key()));
                        })
                        .orElse(false);
        redis.ask(commands -> commands.del(making(board)));
        return done;
    }

    /** A board that is being made: a thousand places at a time. */
    final class Fresh {

        private final String key;
        private final List<ScoredValue<String>> chunk = new ArrayList<>(AT_ONCE);
        private boolean failed;

        private Fresh(String key) {
            this.key = key;
            chunk.add(ScoredValue.just(Double.NEGATIVE_INFINITY, READY));
        }

        void add(MemberId member, long points) {
            chunk.add(ScoredValue.just(points, member.toString()));
            if (chunk.size() >= AT_ONCE) {
                write();
            }
        }

        @SuppressWarnings("unchecked")
        private void write() {
            if (!chunk.isEmpty() && !failed) {
                var values = chunk.toArray(ScoredValue[]::new);
                failed = redis.ask(commands -> commands.zadd(key, values)).isEmpty();
            }
            chunk.clear();
        }
    }
}
