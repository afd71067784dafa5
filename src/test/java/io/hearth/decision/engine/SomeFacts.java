package io.hearth.decision.engine;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import io.hearth.decision.Facts;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Facts about a regular member who has just posted. */
final class SomeFacts {

    private ZonedDateTime now = ZonedDateTime.parse("2026-03-14T09:00:00+08:00[Asia/Shanghai]");
    private String type = "post.created";
    private String level = "regular";
    private long points;
    private Map<String, Object> data = Map.of();
    private Set<String> segments = Set.of();
    private final Map<Aggregate, Double> activity = new HashMap<>();
    private long holdsUntil = Long.MAX_VALUE;

    static SomeFacts facts() {
        return new SomeFacts();
    }

    SomeFacts at(String time) {
        now = ZonedDateTime.parse(time);
        return this;
    }

    SomeFacts event(String eventType, Map<String, Object> eventData) {
        type = eventType;
        data = eventData;
        return this;
    }

    SomeFacts level(String name) {
        level = name;
        return this;
    }

    SomeFacts points(long amount) {
        points = amount;
        return this;
    }

    SomeFacts in(String segment) {
        segments = Set.of(segment);
        return this;
    }

    SomeFacts count(String eventType, String period, long amount) {
        activity.put(Aggregate.count(eventType, period), (double) amount);
        return this;
    }

    SomeFacts holdingUntil(ZonedDateTime time) {
        holdsUntil = time.toInstant().toEpochMilli();
        return this;
    }

    Facts make() {
        var moment = new Moment(now);
        return new Facts(
                new Member("m-71", "zh", Map.of("city", "Shanghai")),
                new Membership(
                        "running-club",
                        "active",
                        "member",
                        level,
                        now.minusDays(40).toInstant(),
                        moment),
                new Event("e-1", type, "test", now.toInstant(), null, data),
                new Activity(
                        new Aggregates() {
                            @Override
                            public double value(Aggregate aggregate) {
                                var known = activity.get(aggregate);
                                return known != null
                                        ? known
                                        : aggregate.function() == Aggregate.Function.LAST ? Double.NaN : 0;
                            }

                            @Override
                            public long holdsUntil(Aggregate aggregate) {
                                return holdsUntil;
                            }
                        },
                        moment),
                new Rewards(points, Set.of("early-bird")),
                new Segments(segments),
                moment);
    }
}
