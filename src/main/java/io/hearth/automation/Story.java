package io.hearth.automation;

import io.hearth.community.Memberships;
import io.hearth.decision.DecisionFailed;
import io.hearth.escalation.Cases;
import io.hearth.event.Effects;
import io.hearth.event.EventLog;
import io.hearth.event.LoggedEvent;
import io.hearth.event.Witness;
import io.hearth.journey.Waits;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityStore;
import io.hearth.message.Messages;
import io.hearth.message.Reports;
import io.hearth.reward.Rewards;
import io.hearth.reward.budget.Allowances.Candidate;
import io.hearth.reward.plan.Plans;
import io.hearth.segment.Segments;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product in one page. A batch of events is decided, each event on the state that the last one left, and all that
 * follows is written in one transaction together with how far the log was read. After a crash the same batch is
 * decided again, and nothing is done twice.
 */
@Component
class Story {

    private final States states;
    private final ActivityStore activity;
    private final Members members;
    private final Memberships memberships;
    private final Segments segments;
    private final Rewards rewards;
    private final Cases cases;
    private final Messages messages;
    private final Reports reports;
    private final Waits waits;
    private final EventLog log;
    private final Commands commands;
    private final WakeUps wakeUps;
    private final List<Witness> witnesses;
    private final EffectTable effects;
    private final BudgetTable budgets;
    private final ReceiptsOfBatch receipts;
    private final CanaryFigures canaryFigures;
    private final PipelineMetrics metrics;
    private final Tally tally;
    private final LevelLooks levels;
    private final Plans plans;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Story(
            States states,
            ActivityStore activity,
            Members members,
            Memberships memberships,
            Segments segments,
            Rewards rewards,
            Cases cases,
            Messages messages,
            Reports reports,
            Waits waits,
            EventLog log,
            Commands commands,
            WakeUps wakeUps,
            List<Witness> witnesses,
            EffectTable effects,
            BudgetTable budgets,
            ReceiptsOfBatch receipts,
            CanaryFigures canaryFigures,
            PipelineMetrics metrics,
            Tally tally,
            LevelLooks levels,
            Plans plans,
            TransactionTemplate transaction,
            Clock clock) {
        this.states = states;
        this.activity = activity;
        this.members = members;
        this.memberships = memberships;
        this.segments = segments;
        this.rewards = rewards;
        this.cases = cases;
        this.messages = messages;
        this.reports = reports;
        this.waits = waits;
        this.log = log;
        this.commands = commands;
        this.wakeUps = wakeUps;
        this.witnesses = witnesses;
        this.effects = effects;
        this.budgets = budgets;
        this.receipts = receipts;
        this.canaryFigures = canaryFigures;
        this.metrics = metrics;
        this.tally = tally;
        this.levels = levels;
        this.plans = plans;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Decides the events and writes what follows.
     *
     * @param last what is written last, before the commit: how far the log was read, and that this node may say so
     */
    void tell(List<LoggedEvent> events, Decider decider, Runnable last) {
        try {
            tell(events, decider, last, false);
        } catch (BudgetTable.Overdrawn othersWereFaster) {
            tell(events, decider, last, true);
        }
    }

    private void tell(List<LoggedEvent> events, Decider decider, Runnable last, boolean spendAlone) {
        var out = Objects.requireNonNull(transaction.execute(status -> {
            var found = new BatchStates(decider);
            events.forEach(found::add);
            found.load(states, levels);
            var gathered =
                    new Gathered(clock.instant(), budgets.spending(spendAlone), rewards.allowances(candidates(events)));
            reports.heard(events);
            decide(events, found, decider, gathered);
            write(gathered, found, decider);
            canaryFigures.add(events, gathered, decider);
            witnesses.forEach(witness -> witness.saw(events));
            waits.wake(events.stream()
                    .filter(event -> event.effects() == Effects.ALL)
                    .toList());
            budgets.add(gathered.spending);
            last.run();
            return gathered;
        }));
        metrics.told(events, out);
        tally.add(events);
    }

    /** Told what became of each member that is decided anew. */
    interface Anew {

        void decided(MembershipKey key, boolean changed);

        /** A rule fails for the member, whose segments stay as they were. */
        void failed(MembershipKey key, DecisionFailed fault);
    }

    /** Decides the segments of members anew, though nothing happened; in the caller's transaction. */
    void decideSegments(
            Collection<MembershipKey> keys, Function<MembershipKey, LoggedEvent> why, Anew anew, Decider decider) {
        var found = new BatchStates(decider);
        found.load(keys, states);
        var gathered = new Gathered(clock.instant());
        for (var key : keys) {
            var state = found.of(key);
            var before = state.activity.segments();
            try {
                decider.of(key.community(), key.member()).decideSegments(why.apply(key), state, gathered);
                anew.decided(key, !before.equals(state.activity.segments()));
            } catch (DecisionFailed fault) {
                anew.failed(key, fault);
            }
        }
        write(gathered, found, decider);
    }

    private static List<Candidate> candidates(List<LoggedEvent> events) {
        return events.stream()
                .filter(event -> event.effects() == Effects.ALL)
                .map(event -> new Candidate(event.member(), event.community(), event.time()))
                .toList();
    }

    private void decide(List<LoggedEvent> events, BatchStates found, Decider decider, Gathered gathered) {
        long started = System.nanoTime();
        for (var event : events) {
            var state = found.of(States.key(event));
            try {
                decider.of(event).decide(event, state, gathered);
            } catch (RuntimeException fault) {
                throw new EventFailed(event, fault);
            }
        }
        metrics.decided(events.size(), System.nanoTime() - started);
    }

    private void write(Gathered out, BatchStates found, Decider decider) {
        var states = found.all();
        members.describe(out.profiles);
        memberships.apply(out.memberships);
        activity.save(states.stream()
                .filter(state -> state.activity.changed())
                .map(state -> new ActivityStore.Saved(state.key, state.activity, state.nextCheck, state.stored))
                .toList());
        var left = segments.apply(out.segments);
        rewards.award(out.awards, out.allowances);
        plans.apply(out.plans);
        if (!out.looks.isEmpty() || !out.reached.isEmpty()) {
            found.each((side, some) -> levels.store(out, some, side.brain()));
        }
        var opened =
                cases.open(out.cases.stream().map(Gathered.CaseWanted::what).toList());
        receipts.store(out, left, opened, decider);
        messages.plan(out.messages);
        commands.add(out.starts, decider.brain().release(), out.decidedAt);
        wakeUps.add(out.wakeUps);
        effects.add(out.effects);
        if (!out.caused.isEmpty()) {
            log.appendCaused(out.caused);
        }
    }
}
