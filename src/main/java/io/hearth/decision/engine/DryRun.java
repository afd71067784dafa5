package io.hearth.decision.engine;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import io.hearth.decision.DecisionFailed;
import io.hearth.decision.Facts;
import io.hearth.decision.RulebookSource;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import io.hearth.platform.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides about a few made-up members, poor and rich in everything, before a ruleset may serve: a rule that fails for
 * nobody in particular is found here and not at the first event.
 */
final class DryRun {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private DryRun() {}

    static void of(LoadedRuleset ruleset, List<RulebookSource> sources) {
        try (var session = ruleset.open()) {
            for (var source : sources) {
                var types = new ArrayList<>(source.eventTypes());
                types.add(Event.none(TIME).type());
                for (var type : types) {
                    session.decide(source.rulebook(), facts(type, 0));
                    session.decide(source.rulebook(), facts(type, 1_000_000));
                }
            }
        } catch (DecisionFailed e) {
            throw Problem.content("rules.refused", "Expected rules that can be tried out, but: " + e.getMessage());
        }
    }

    private static Facts facts(String type, long amount) {
        var now = new Moment(TIME.atZone(ZoneOffset.UTC));
        return new Facts(
                new Member("m-0", "en", Map.of()),
                new Membership(
                        "dry-run", amount == 0 ? "none" : "active", "member", "none", amount == 0 ? null : TIME, now),
                new Event("dry-run", type, "hearth", TIME, null, Map.of("text", "優惠")),
                new Activity(new Constant(amount), now),
                new Rewards(amount, Set.of()),
                new Segments(Set.of()),
                now);
    }

    private record Constant(long amount) implements Aggregates {

        @Override
        public double value(Aggregate aggregate) {
            return switch (aggregate.function()) {
                case FIRST, LAST -> amount == 0 ? Double.NaN : 0;
                case COUNT, SUM, DAYS, STREAK, FORGIVING_STREAK -> amount;
            };
        }

        @Override
        public long holdsUntil(Aggregate aggregate) {
            return Long.MAX_VALUE;
        }
    }
}
