package io.hearth.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What may still be sent, as of one moment, and what a batch takes of it. */
final class Purse {

    private final List<Allowance> allowances;
    private final Map<Allowance.Counter, Allowance.Spent> spent;
    private final Map<Allowance.Counter, Allowance.Spent> taken = new TreeMap<>();
    private final MessageSettings settings;
    private final Instant now;

    Purse(
            List<Allowance> allowances,
            Map<Allowance.Counter, Allowance.Spent> spent,
            MessageSettings settings,
            Instant now) {
        this.allowances = allowances;
        this.spent = new HashMap<>(spent);
        this.settings = settings;
        this.now = now;
    }

    /** Why one more message may not be sent: a quota holds it until the next period, a budget refuses it. */
    Optional<Verdict> refusal(String channel, String purpose, String template) {
        Verdict hold = null;
        for (var allowance : allowances) {
            if (allowance.concerns(channel, purpose, template) && exceeded(allowance, channel)) {
                if (allowance.scope() != Allowance.Scope.CHANNEL) {
                    return Optional.of(new Verdict.Drop(Reason.BUDGET_SPENT));
                }
                var next = allowance.period().next(now).orElseThrow();
                hold = new Verdict.Hold(next, Reason.QUOTA_REACHED);
            }
        }
        return Optional.ofNullable(hold);
    }

    private boolean exceeded(Allowance allowance, String channel) {
        var already = spent.getOrDefault(allowance.counter(now), Allowance.Spent.NOTHING);
        return allowance.exceeded(already, price(channel));
    }

    private BigDecimal price(String channel) {
        return settings.limits(channel).cost();
    }

    /** Counts a message that is being sent, and returns where, so that it can be given back. */
    List<Allowance.Counter> take(String channel, String purpose, String template) {
        var one = new Allowance.Spent(1, price(channel));
        var counters = new ArrayList<Allowance.Counter>();
        for (var allowance : allowances) {
            if (allowance.concerns(channel, purpose, template)) {
                var counter = allowance.counter(now);
                spent.merge(counter, one, Allowance.Spent::plus);
                taken.merge(counter, one, Allowance.Spent::plus);
                counters.add(counter);
            }
        }
        return counters;
    }

    Map<Allowance.Counter, Allowance.Spent> taken() {
        return taken;
    }

    /** How many more messages of any kind the channel takes before its quota holds them; empty for no quota. */
    Optional<Long> room(String channel, Allowance.Period period) {
        return allowances.stream()
                .filter(one -> one.scope() == Allowance.Scope.CHANNEL
                        && one.name().equals(channel)
                        && one.period() == period
                        && one.messages() != null)
                .findFirst()
                .map(one -> Math.max(
                        0,
                        java.util.Objects.requireNonNull(one.messages())
                                - spent.getOrDefault(one.counter(now), Allowance.Spent.NOTHING)
                                        .messages()));
    }
}
