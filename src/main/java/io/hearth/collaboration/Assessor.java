package io.hearth.collaboration;

import io.hearth.community.Communities;
import io.hearth.community.Community;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import io.hearth.decision.Facts;
import io.hearth.decision.Firing;
import io.hearth.decision.LiveSession;
import io.hearth.decision.Outcome;
import io.hearth.decision.Rulesets;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks rules about a partner, on what is known of the partner and of earlier collaborations. */
@Component
class Assessor {

    private static final String RULEBOOK = "partners";
    private static final String EVENT = "partner.assessed";
    private static final int BEST = 100;

    private final LiveSession rules;
    private final Histories histories;
    private final Assessments assessments;
    private final PartnerTable partners;
    private final Communities communities;
    private final Clock clock;

    Assessor(
            Rulesets rulesets,
            Histories histories,
            Assessments assessments,
            PartnerTable partners,
            Communities communities,
            Clock clock) {
        this.rules = new LiveSession(rulesets);
        this.histories = histories;
        this.assessments = assessments;
        this.partners = partners;
        this.communities = communities;
        this.clock = clock;
    }

    /** Judges a partner anew and keeps what came of it, once for each key; in the caller's transaction. */
    Assessment assess(Partner partner, String key) {
        var said = ask(partner, RULEBOOK, null);
        if (assessments.insert(partner.id(), key, said)) {
            partners.score(partner.id(), said.score(), said.at());
        }
        return said;
    }

    /** What rules say of a contract for so much with a partner; keeps nothing. */
    Assessment about(Partner partner, String rulebook, long amount) {
        return ask(partner, rulebook, amount);
    }

    private Assessment ask(Partner partner, String rulebook, @Nullable Long amount) {
        var now = clock.instant();
        var seen = facts(partner, amount);
        var moment = new Moment(now.atZone(
                communities.find(partner.community()).map(Community::zone).orElse(ZoneOffset.UTC)));
        var about = new Facts(
                new Member("partner-" + partner.id(), "zh", Map.of()),
                new Membership(partner.community(), "none", "member", "", null, moment),
                new Event("", EVENT, "hearth", now, null, seen),
                new Activity(Nothing.HAPPENED, moment),
                new Rewards(0, Set.of()),
                new Segments(Set.of()),
                moment);
        var said = rules.decide(rulebook, about);
        return said(said.release(), said.firings(), seen);
    }

    private Assessment said(String release, List<Firing> firings, Map<String, Object> seen) {
        var reasons = new ArrayList<Assessment.Said>();
        String answer = null;
        for (var firing : firings) {
            for (var outcome : firing.outcomes()) {
                if (outcome instanceof Outcome.AwardPoints points) {
                    var rule = firing.rule();
                    reasons.add(new Assessment.Said(
                            rule.id(), rule.why(), (int) Math.min(BEST, points.points()), points.reason()));
                } else if (answer == null && outcome instanceof Outcome.Answer first) {
                    answer = first.value();
                }
            }
        }
        int score = reasons.stream().mapToInt(Assessment.Said::points).sum();
        return new Assessment(clock.instant(), release, Math.min(BEST, score), List.copyOf(reasons), seen, answer);
    }

    private Map<String, Object> facts(Partner partner, @Nullable Long amount) {
        var profile = partner.profile();
        var history = histories.of(partner.id());
        var facts = new LinkedHashMap<String, Object>();
        facts.put("audience", profile.audience());
        profile.engagement().ifPresent(engagement -> facts.put("engagement", engagement));
        profile.priceForThousand().ifPresent(price -> facts.put("price", price));
        facts.put("finished", history.finished());
        facts.put("late", history.late());
        if (history.rating() != null) {
            facts.put("rating", history.rating());
        }
        facts.put("joins", history.joins());
        facts.put("flags", profile.risks().size());
        if (amount != null) {
            facts.put("amount", amount);
        }
        return facts;
    }

    /** A partner is not a member, so that nothing was counted. */
    private enum Nothing implements Aggregates {
        HAPPENED;

        @Override
        public double value(Aggregate aggregate) {
            return switch (aggregate.function()) {
                case FIRST, LAST -> Double.NaN;
                default -> 0;
            };
        }

        @Override
        public long holdsUntil(Aggregate aggregate) {
            return Long.MAX_VALUE;
        }
    }
}
