package io.hearth.automation;

import io.hearth.decision.Facts;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.decision.Rule;
import io.hearth.decision.Rulesets;
import io.hearth.decision.fact.Event;
import io.hearth.event.EventLog;
import io.hearth.event.NewEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Ids;
import io.hearth.platform.Json;
import io.hearth.reward.Award;
import io.hearth.reward.Rewards;
import io.hearth.reward.badge.BadgeLevels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts who would have earned a badge before its rule came, and gives it once a person has seen the count. So many members
 * a transaction, together with how far it is: after a crash it goes on where it was, and nobody gets anything twice.
 */
@Component
class PastGrants {

    private static final Logger log = LoggerFactory.getLogger(PastGrants.class);
    private static final int STEP = 500;
    private static final int SAMPLES = 20;

    /** Steps that one look takes, so that the others who look for work by the clock get their turn. */
    private static final int STEPS = 20;

    private final PastGrantTable table;
    private final States states;
    private final Calendars calendars;
    private final Rulesets rulesets;
    private final EventLog events;
    private final Rewards rewards;
    private final BadgeLevels levels;
    private final Receipts receipts;
    private final AutomationSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PastGrants(
            PastGrantTable table,
            States states,
            Calendars calendars,
            Rulesets rulesets,
            EventLog events,
            Rewards rewards,
            BadgeLevels levels,
            Receipts receipts,
            AutomationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.states = states;
        this.calendars = calendars;
        this.rulesets = rulesets;
        this.events = events;
        this.rewards = rewards;
        this.levels = levels;
        this.receipts = receipts;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.automation.sweep:1s}")
    void goOn() {
        if (!settings.enabled()) {
            return;
        }
        try {
            for (int i = 0; i < STEPS && step(); i++) {}
        } catch (RuntimeException fault) {
            log.warn("Expected to count or give badges for the past, but {}", fault.toString());
        }
    }

    /** One step of one grant; returns whether there was one. */
    boolean step() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var held = table.hold();
            held.ifPresent(this::step);
            return held.isPresent();
        }));
    }

    private void step(PastGrant grant) {
        var live = rulesets.live();
        var rule = live.rules().stream()
                .filter(one -> one.id().equals(grant.rule()))
                .findFirst();
        if (rule.isEmpty()
                || !live.release().equals(grant.release()) && grant.state().equals(PastGrant.GRANTING)) {
            table.move(
                    grant.id(),
                    grant.state(),
                    PastGrant.FAILED,
                    null,
                    "Another release is live by now. Count anew by its rules.",
                    clock.instant());
            return;
        }
        var members = table.next(grant, STEP);
        if (members.isEmpty()) {
            boolean counted = grant.state().equals(PastGrant.COUNTING);
            table.move(
                    grant.id(),
                    grant.state(),
                    counted ? PastGrant.COUNTED : PastGrant.DONE,
                    null,
                    null,
                    clock.instant());
            return;
        }
        var earned = earned(grant, members, new PastCondition(rule.get()));
        var last = members.get(members.size() - 1);
        if (grant.state().equals(PastGrant.COUNTING)) {
            var some = earned.keySet().stream().limit(SAMPLES).toList();
            table.advance(grant.id(), last, members.size(), earned.size(), 0, some, SAMPLES);
        } else {
            give(grant, rule.get(), earned);
            table.advance(grant.id(), last, members.size(), 0, earned.size(), List.of(), SAMPLES);
        }
    }

    /** Who meets the conditions and has not got the badge, with what was seen of them. */
    private Map<MemberId, Facts> earned(PastGrant grant, List<MemberId> members, PastCondition condition) {
        var words = levels.reached(grant.badge(), grant.level()).words();
        var days = calendars.of(grant.community());
        var now = clock.instant();
        var found = states.load(members.stream()
                .map(member -> new MembershipKey(grant.community(), member))
                .toList());
        var earned = new LinkedHashMap<MemberId, Facts>();
        for (var member : members) {
            var state = Objects.requireNonNull(found.get(new MembershipKey(grant.community(), member)));
            if (state.badges.containsAll(words) || state.barred.contains(grant.badge())) {
                continue;
            }
            var facts = state.facts(Event.none(now), days, now);
            if (condition.holds(facts)) {
                earned.put(member, facts);
            }
        }
        if (condition.needsEvent() && !earned.isEmpty()) {
            earned.keySet().retainAll(whoDid(grant.community(), earned, condition));
        }
        return earned;
    }

    private Set<MemberId> whoDid(String community, Map<MemberId, Facts> candidates, PastCondition condition) {
        var did = new HashSet<MemberId>();
        events.each(candidates.keySet(), condition.eventTypes(), event -> {
            var facts = candidates.get(event.member());
            if (facts != null && event.community().equals(community) && !did.contains(event.member())) {
                var then = new Facts(
                        facts.member(),
                        facts.membership(),
                        MemberFacts.fact(event, event.object()),
                        facts.activity(),
                        facts.rewards(),
                        facts.segments(),
                        facts.now());
                if (condition.holdsOfEvent(then)) {
                    did.add(event.member());
                }
            }
        });
        return did;
    }

    private void give(PastGrant grant, Rule rule, Map<MemberId, Facts> earned) {
        var now = clock.instant();
        var condition = new PastCondition(rule);
        var awards = new ArrayList<Award>();
        var kept = new ArrayList<Receipt>();
        var told = new ArrayList<NewEvent>();
        earned.forEach((member, facts) -> {
            var receipt = new Receipt(
                    Ids.next(),
                    grant.release(),
                    member.value(),
                    grant.community(),
                    null,
                    rule.rulebook(),
                    rule.id(),
                    condition.seen(facts),
                    List.of(new Outcome.GiveBadge(grant.badge(), grant.level())),
                    now);
            kept.add(receipt);
            awards.add(new Award(
                    member,
                    grant.community(),
                    new Award.Badge(grant.badge(), grant.level(), null),
                    "past/" + grant.id(),
                    rule.id(),
                    receipt.id(),
                    null,
                    now,
                    grant.grantedBy()));
            if (grant.tell()) {
                told.add(told(grant, member));
            }
        });
        rewards.award(awards);
        receipts.store(kept);
        if (!told.isEmpty()) {
            events.appendCaused(told);
        }
    }

    private NewEvent told(PastGrant grant, MemberId member) {
        var data = new HashMap<String, Object>(Map.of("badge", grant.badge()));
        if (grant.level() != null) {
            data.put("level", grant.level());
        }
        return NewEvent.own(
                "past/" + grant.id() + "/" + member,
                "badge.given",
                clock.instant(),
                member,
                grant.community(),
                null,
                Json.mapper().writeValueAsString(data),
                null,
                0);
    }
}
