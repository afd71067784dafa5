package io.hearth.reward;

import io.hearth.member.MemberId;
import io.hearth.platform.Redis;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who has earned most, by day, week, month and all time. Kept in Redis for speed; the ledger is the truth, from which a
 * board is made when it isn't there, and anew every so often. While Redis is away the ledger answers by itself.
 */
@Component
class Leaderboards {

    private static final int LONGEST = 1_000;
    private static final int ADDED_AT_ONCE = 1_000;

    /** Stands on every board that is whole. */
    private static final String READY = "(ready)";

    /** In one step, as the board may run out between a look and an addition; what then began would never be whole. */
    private static final String ADD = """
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
                return 0
            end
            for i = 2, #ARGV, 2 do
                redis.call('ZINCRBY', KEYS[1], ARGV[i + 1], ARGV[i])
            end
            return 1
            """;

    private static final String KEEP = """
            redis.call('DEL', KEYS[1])
            for i = 2, #ARGV, 2 do
                redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
            end
            return redis.call('PEXPIRE', KEYS[1], ARGV[1])
            """;

    private final JdbcClient jdbc;
    private final Redis redis;
    private final RewardSettings settings;
    private final Clock clock;
    private final Map<String, Map<String, Long>> earned = new ConcurrentHashMap<>();

    Leaderboards(JdbcClient jdbc, Redis redis, RewardSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.redis = redis;
        this.settings = settings;
        this.clock = clock;
    }

    /** One place on a board. */
    record Place(int rank, MemberId member, long points) {}

    /** Notes what the current transaction awards, once it is committed. */
    void note(List<Award> awards) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                awards.forEach(Leaderboards.this::note);
            }
        });
    }

    private void note(Award award) {
        long points = ((Award.Points) award.given()).points();
        var day = award.at().atZone(settings.zone()).toLocalDate();
        for (var period : BoardPeriod.values()) {
            earned.computeIfAbsent(key(award.community(), period, day), key -> new ConcurrentHashMap<>())
                    .merge(award.member().toString(), points, Long::sum);
        }
    }

    private static String key(String community, BoardPeriod period, LocalDate day) {
        return "board:" + community.length() + ":" + community + ":" + period.word() + ":" + period.from(day);
    }

    /** Adds what was noted to the boards that are in Redis; the others are made when somebody looks. */
    @Scheduled(fixedDelayString = "${hearth.reward.flush:500ms}")
    void flush() {
        for (var key : List.copyOf(earned.keySet())) {
            var points = earned.remove(key);
            if (points != null) {
                redis.ask(commands -> add(commands, key, points));
            }
        }
    }

    private static boolean add(RedisCommands<String, String> commands, String key, Map<String, Long> points) {
        var given = new ArrayList<>(List.of(READY));
        points.forEach((member, more) -> {
            given.add(member);
            given.add(Long.toString(more));
            if (given.size() > 2 * ADDED_AT_ONCE) {
                run(commands, ADD, key, given);
                given.subList(1, given.size()).clear();
            }
        });
        run(commands, ADD, key, given);
        return true;
    }

    private static void run(RedisCommands<String, String> commands, String script, String key, List<String> given) {
        commands.eval(script, ScriptOutputType.INTEGER, new String[] {key}, given.toArray(String[]::new));
    }

    List<Place> top(String community, BoardPeriod period, int limit) {
        var day = clock.instant().atZone(settings.zone()).toLocalDate();
        var key = key(community, period, day);
        return redis.ask(commands -> fromRedis(commands, key, limit)).orElseGet(() -> {
            // The ledger has it already.
            earned.remove(key);
            var all = fromLedger(community, period.from(day), LONGEST);
            redis.ask(commands -> keep(commands, key, all));
            return all.subList(0, Math.min(limit, all.size()));
        });
    }

    private static @Nullable List<Place> fromRedis(RedisCommands<String, String> commands, String key, int limit) {
        var found = commands.zrevrangeWithScores(key, 0, limit);
        if (commands.zscore(key, READY) == null) {
            return null;
        }
        var places = new ArrayList<Place>();
        for (var member : found) {
            if (!member.getValue().equals(READY) && places.size() < limit) {
                places.add(place(places, MemberId.parse(member.getValue()), (long) member.getScore()));
            }
        }
        return places;
    }

    private boolean keep(RedisCommands<String, String> commands, String key, List<Place> places) {
        var given = new ArrayList<String>();
        given.add(Long.toString(settings.rebuildBoardsAfter().toMillis()));
        given.add(READY);
        given.add("-inf");
        for (var place : places) {
            given.add(place.member().toString());
            given.add(Long.toString(place.points()));
        }
        run(commands, KEEP, key, given);
        return true;
    }

    private List<Place> fromLedger(String community, LocalDate from, int limit) {
        var places = new ArrayList<Place>();
        jdbc.sql("""
                select member, sum(points) as points from ledger_entry
                where community = ? and account = 'available' and at >= ?
                group by member
                order by sum(points) desc, member
                limit ?
                """)
                .params(
                        community,
                        Timestamp.from(from.atStartOfDay(settings.zone()).toInstant()),
                        limit)
                .query(row -> {
                    places.add(place(places, new MemberId(row.getLong("member")), row.getLong("points")));
                });
        return places;
    }

    /** Those with as many points share a rank. */
    private static Place place(List<Place> before, MemberId member, long points) {
        var last = before.isEmpty() ? null : before.get(before.size() - 1);
        int rank = last != null && last.points() == points ? last.rank() : before.size() + 1;
        return new Place(rank, member, points);
    }
}
