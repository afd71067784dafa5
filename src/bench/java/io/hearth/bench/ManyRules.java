package io.hearth.bench;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import io.hearth.decision.Facts;
import io.hearth.decision.Frequency;
import io.hearth.decision.Rule;
import io.hearth.decision.RulebookSource;
import io.hearth.decision.Validity;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Rules in the proportions of the standard content, but any number of them: half rewards, the rest segments and escalations. */
final class ManyRules {

    static final List<String> RULEBOOKS = List.of("rewards", "segments", "escalations");

    private static final long SEED = 20_260_314;
    private static final int MEMBERS = 2_000;
    private static final Instant TIME = Instant.parse("2026-03-14T01:00:00Z");

    private ManyRules() {}

    static List<RulebookSource> rulebooks(int size) {
        var random = new Random(SEED);
        return List.of(
                rulebook("rewards", size / 2, random),
                rulebook("segments", size * 3 / 10, random),
                rulebook("escalations", size / 5, random));
    }

    /** Members with an event each; one in ten events is worth something. */
    static List<Facts> facts() {
        var random = new Random(SEED);
        var all = new ArrayList<Facts>();
        for (var i = 0; i < MEMBERS; i++) {
            var now = new Moment(TIME.atZone(ZoneId.of("Asia/Shanghai")));
            var amount = random.nextInt(10) == 0 ? 1_000 + random.nextInt(500) : random.nextInt(1_000);
            all.add(new Facts(
                    new Member("m-" + i, "zh", Map.of()),
                    new Membership("bench", "active", "member", "newcomer", TIME, now),
                    new Event("e-" + i, type(random), "bench", TIME, null, Map.of("amount", amount)),
                    new Activity(new Some(i % 50), now),
                    new Rewards(i, Set.of()),
                    new Segments(Set.of()),
                    now));
        }
        return all;
    }

    private static String type(Random random) {
        return StandardContent.type(random.nextInt(StandardContent.TYPES));
    }

    private static RulebookSource rulebook(String rulebook, int size, Random random) {
        var rules = new ArrayList<Rule>();
        var drl = new StringBuilder(RulebookSource.HEADER);
        for (var i = 0; i < size; i++) {
            var id = "rules/" + rulebook + "/many.dslr#" + i;
            rules.add(new Rule(
                    id, rulebook, "rule " + i, "", "bench", Frequency.EACH_TIME, 0, null, Validity.ALWAYS, null,
                    List.of(), List.of(), Set.of(), "rules/" + rulebook + "/many.dslr", i + 1));
            drl.append("rule \"").append(id).append("\"\nwhen\n    Facts(");
            drl.append(switch (rulebook) {
                case "rewards" -> reward(i, random);
                case "segments" -> segment(random);
                default -> escalation(random);
            });
            drl.append(")\nthen\n    ");
            drl.append(switch (rulebook) {
                case "rewards" -> "outcomes.award(" + (1 + i % 17) + ", \"act\");";
                case "segments" -> "outcomes.segment(\"seg" + i + "\");";
                default -> "outcomes.openCase(\"complaint\", \"normal\", \"standard\");";
            });
            drl.append("\nend\n");
        }
        return new RulebookSource(rulebook, rules, drl.toString(), Set.of(), Set.copyOf(StandardContent.types()));
    }

    private static String reward(int number, Random random) {
        var band = 1_000 + number / StandardContent.TYPES * 100 % 500;
        return """
                event.type == "%s", event.number("amount") >= %d, event.number("amount") < %d,
                membership.status == "active", activity.count("%s", "%dd") >= 1, rewards.points < 1000000000"""
                .formatted(
                        StandardContent.type(number % StandardContent.TYPES),
                        band,
                        band + 100,
                        StandardContent.type(number % StandardContent.TYPES),
                        7 + random.nextInt(20));
    }

    private static String segment(Random random) {
        return """
                membership.status == "active", activity.count("%s", "%dd") >= %d,
                activity.sum("%s", "amount", "%dd") >= %d"""
                .formatted(
                        type(random),
                        7 + random.nextInt(24),
                        100_000 + random.nextInt(1_000),
                        type(random),
                        7 + random.nextInt(24),
                        1_000_000);
    }

    private static String escalation(Random random) {
        var type = type(random);
        return """
                event.type == "%s", event.number("amount") > %d, activity.count("%s", "%dd") >= %d"""
                .formatted(
                        type, 1_000_000 + random.nextInt(1_000), type, 7 + random.nextInt(24), 2 + random.nextInt(5));
    }

    /** Always the same figures for the same member. */
    private record Some(int seed) implements Aggregates {

        @Override
        public double value(Aggregate aggregate) {
            return seed + 1;
        }

        @Override
        public long holdsUntil(Aggregate aggregate) {
            return Long.MAX_VALUE;
        }
    }
}
