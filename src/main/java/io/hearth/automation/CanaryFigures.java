package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.reward.Award;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * While a release is tried by a share of the members: what was decided for them and for all others, counted in the transaction
 * that decides. Where none is tried, nothing is asked and nothing written.
 */
@Component
class CanaryFigures {

    private final JdbcClient jdbc;

    CanaryFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a batch brought about. */
    void add(List<LoggedEvent> events, Gathered out, Decider decider) {
        var canary = decider.canary();
        if (canary.isEmpty()) {
            return;
        }
        var sums = new Sums(decider);
        events.forEach(event -> sums.add(event.community(), event.member(), "event", 0));
        out.awards.forEach(
                award -> sums.add(award.community(), award.member(), kind(award.given()), points(award.given())));
        out.segments.forEach(change ->
                sums.add(change.community(), change.member(), change.entered() ? "segment" : "segment-left", 0));
        out.messages.forEach(message -> sums.add(message.community(), message.member(), "message", 0));
        out.starts.forEach(
                start -> sums.add(start.key().community(), start.key().member(), "journey", 0));
        store(canary.get().id(), events.get(0).partition(), sums);
    }

    /** An event that could not be decided. */
    void failed(LoggedEvent event, Decider decider) {
        decider.canary().ifPresent(canary -> {
            var sums = new Sums(decider);
            sums.add(event.community(), event.member(), "error", 0);
            store(canary.id(), event.partition(), sums);
        });
    }

    private static String kind(Award.Given given) {
        if (given instanceof Award.Points points) {
            return points.points() > 0 ? "points" : "points-taken";
        }
        if (given instanceof Award.Badge) {
            return "badge";
        }
        if (given instanceof Award.BadgeTaken) {
            return "badge-taken";
        }
        return given instanceof Award.Benefit benefit ? benefit.kind() : "level";
    }

    private static long points(Award.Given given) {
        return given instanceof Award.Points points ? points.points() : 0;
    }

    private void store(long canary, int slot, Sums sums) {
        var all = List.copyOf(sums.sums.values());
        jdbc.sql("""
                insert into canary_figure as f (canary, tried, slot, figure, count, amount)
                select ?, tried, ?, figure, count, amount
                from unnest(?::boolean[], ?::text[], ?::bigint[], ?::bigint[]) as k (tried, figure, count, amount)
                on conflict (canary, tried, slot, figure)
                    do update set count = f.count + excluded.count, amount = f.amount + excluded.amount
                """)
                .params(
                        canary,
                        slot,
                        all.stream().map(sum -> sum.tried).toArray(Boolean[]::new),
                        all.stream().map(sum -> sum.figure).toArray(String[]::new),
                        all.stream().mapToLong(sum -> sum.count).toArray(),
                        all.stream().mapToLong(sum -> sum.amount).toArray())
                .update();
    }

    private static final class Sum {
        final boolean tried;
        final String figure;
        long count;
        long amount;

        Sum(boolean tried, String figure) {
            this.tried = tried;
            this.figure = figure;
        }
    }

    /** In one order, so that two transactions never wait for each other. */
    private static final class Sums {

        private final Decider decider;
        private final TreeMap<String, Sum> sums = new TreeMap<>();

        Sums(Decider decider) {
            this.decider = decider;
        }

        void add(String community, MemberId member, String figure, long amount) {
            boolean tried = decider.of(community, member) != decider;
            var sum = sums.computeIfAbsent(tried + figure, key -> new Sum(tried, figure));
            sum.count++;
            sum.amount += amount;
        }
    }
}
