package io.hearth.reward.board;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.platform.Redis;
import io.hearth.reward.ledger.Earned;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who has earned most, by day, week, month and all time. Kept in Redis for speed; the ledger is the truth, from which a
 * board is made when it isn't there, and anew every so often. While Redis is away the ledger answers by itself.
 */
@Component
class Leaderboards implements Earned.Listener, Erasure {

    /** Stands on every board, so that an empty one can be told from none. */
    private static final String READY = "(ready)";

    private static final int AT_ONCE = 1_000;

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
    private final BoardLedger ledger;
    private final BoardSettings settings;
    private final Clock clock;
    private final Map<Board, Set<Long>> earned = new ConcurrentHashMap<>();

    Leaderboards(Redis redis, BoardLedger ledger, BoardSettings settings, Clock clock) {
        this.redis = redis;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** Notes what the current transaction enters, once it is committed. */
    @Override
    public void earned(List<Earned> entered) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                entered.forEach(Leaderboards.this::note);
            }
        });
    }

    private void note(Earned one) {
        var day = one.at().atZone(settings.zone()).toLocalDate();
        for (var period : BoardPeriod.values()) {
            earned.computeIfAbsent(Board.of(one.community(), period, day), board -> ConcurrentHashMap.newKeySet())
                    .add(one.member().value());
        }
    }

    /**
     * Puts those who earned something where the ledger says, on the boards that are in Redis; the others are made when
     * somebody looks. What was earned while a board is being made waits until it is complete.
     */
    @Scheduled(fixedDelayString = "${hearth.reward.flush:500ms}")
    void flush() {
        for (var board : List.copyOf(earned.keySet())) {
            if (isBeingMade(board)) {
                continue;
            }
            var members = earned.remove(board);
            if (members != null && exists(board)) {
                ledger.points(board, members).forEach((member, points) -> put(board, member, points));
            }
        }
    }

    private void put(Board board, long member, long points) {
        var name = new MemberId(member).toString();
        redis.ask(commands -> commands.<Long>eval(
                PUT, ScriptOutputType.INTEGER, new String[] {board.key()}, READY, name, Long.toString(points)));
    }

    private boolean isBeingMade(Board board) {
        return redis.ask(commands -> commands.exists(making(board)) > 0).orElse(false);
    }

    private static String making(Board board) {
        return board.key() + ":making";
    }

    private boolean exists(Board board) {
        return redis.ask(commands -> commands.zscore(board.key(), READY) != null)
                .orElse(false);
    }

    LocalDate today() {
        return clock.instant().atZone(settings.zone()).toLocalDate();
    }

    List<Place> top(Board board, int limit) {
        return ready(board)
                ? redis.ask(commands -> top(commands, board, limit)).orElseGet(() -> ledger.top(board, limit))
                : ledger.top(board, limit);
    }

    private static @Nullable List<Place> top(RedisCommands<String, String> commands, Board board, int limit) {
        var places = new ArrayList<Place>();
        for (var one : commands.zrevrangeWithScores(board.key(), 0, limit)) {
            if (!one.getValue().equals(READY) && one.getScore() > 0 && places.size() < limit) {
                places.add(place(places, MemberId.parse(one.getValue()), (long) one.getScore()));
            }
        }
        return commands.zscore(board.key(), READY) == null ? null : places;
    }

    private static Place place(List<Place> before, MemberId member, long points) {
        var last = before.isEmpty() ? null : before.get(before.size() - 1);
        return new Place(last != null && last.points() == points ? last.rank() : before.size() + 1L, member, points);
    }

    /** Where one member stands, however far down; empty for who has earned nothing or doesn't want to be shown. */
    Optional<Place> place(Board board, MemberId member) {
        if (!ready(board)) {
            return ledger.place(board, member);
        }
        var score = redis.ask(commands -> Optional.ofNullable(commands.zscore(board.key(), member.toString())));
        if (score.isEmpty()) {
            return ledger.place(board, member);
        }
        return score.get().filter(points -> points > 0).flatMap(points -> redis.ask(commands -> commands.zcount(
                        board.key(), Range.from(Range.Boundary.excluding(points), Range.Boundary.unbounded())))
                .map(better -> new Place(better + 1, member, points.longValue())));
    }

    /** How many are on the board. */
    long size(Board board) {
        return ready(board)
                ? redis.ask(commands -> commands.zcount(
                                board.key(), Range.from(Range.Boundary.excluding(0.0), Range.Boundary.unbounded())))
                        .orElseGet(() -> ledger.size(board))
                : ledger.size(board);
    }

    /** Whether the board is in Redis; made now if it isn't, unless somebody else is making it. */
    private boolean ready(Board board) {
        if (exists(board)) {
            return true;
        }
        var mine = redis.ask(commands -> "OK"
                .equals(commands.set(
                        making(board),
                        "1",
                        SetArgs.Builder.nx().px(settings.buildWithin().toMillis()))));
        return mine.orElse(false) && rebuild(board);
    }

    /** Makes a board anew beside the old one, which is there until the new one is complete. */
    boolean rebuild(Board board) {
        var fresh = board.key() + ":fresh";
        var chunk = new ArrayList<ScoredValue<String>>(AT_ONCE);
        var failed = new boolean[1];
        redis.ask(commands -> commands.del(fresh));
        chunk.add(ScoredValue.just(Double.NEGATIVE_INFINITY, READY));
        ledger.each(board, (member, points) -> {
            chunk.add(ScoredValue.just(points, member.toString()));
            if (chunk.size() >= AT_ONCE) {
                failed[0] |= !write(fresh, chunk);
            }
        });
        failed[0] |= !write(fresh, chunk);
        boolean done = !failed[0]
                && redis.ask(commands -> {
                            commands.pexpire(fresh, settings.rebuildAfter().toMillis());
                            return "OK".equals(commands.rename(fresh, board.key()));
                        })
                        .orElse(false);
        redis.ask(commands -> commands.del(making(board)));
        return done;
    }

    @SuppressWarnings("unchecked")
    private boolean write(String key, List<ScoredValue<String>> chunk) {
        if (chunk.isEmpty()) {
            return true;
        }
        var values = chunk.toArray(ScoredValue[]::new);
        chunk.clear();
        return redis.ask(commands -> commands.zadd(key, values)).isPresent();
    }

    /** Takes a member off all boards that are there, or lets them come back the next time these are made. */
    void show(String community, MemberId member, boolean shown) {
        ledger.absent(community, member, !shown, clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                takeOff(community, member, shown);
            }
        });
    }

    private void takeOff(String community, MemberId member, boolean shown) {
        for (var period : BoardPeriod.values()) {
            var board = Board.of(community, period, today());
            redis.ask(commands -> shown ? commands.del(board.key()) : commands.zrem(board.key(), member.toString()));
        }
    }

    @Override
    public void erase(MemberId member) {
        ledger.forget(member);
    }
}
