package io.hearth.automation;

import io.hearth.decision.language.Catalogue.Plan;
import io.hearth.event.LoggedEvent;
import io.hearth.reward.plan.PlanChange;
import io.hearth.reward.plan.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Memberships that the shop's events pay for, cancel and give back, and that time ends. */
final class PaidPlans {

    static final String DUE = "plan.due";
    private static final String PAID = "membership.paid";
    private static final String CANCELLED = "membership.cancelled";
    private static final String REFUNDED = "membership.refunded";
    private static final int LONGEST_DAYS = 3650;

    private PaidPlans() {}

    static boolean isAbout(LoggedEvent event) {
        return Set.of(PAID, CANCELLED, REFUNDED, DUE).contains(event.type());
    }

    /** Changes the member's plan, so that the rules see it already; a plan that no catalogue declares changes nothing. */
    static void record(LoggedEvent event, MemberState state, Brain brain, Gathered out) {
        if (!isAbout(event)) {
            return;
        }
        var id = plan(event, brain.plans());
        var plan = id.map(brain.plans()::get);
        var before = id.map(state.terms::get);
        var order = event.data().get("order") instanceof String text && !text.isBlank() && text.length() <= 200
                ? text
                : event.ref().toString();
        var at = event.time();
        Optional<Term> after =
                switch (event.type()) {
                    case PAID ->
                        plan.flatMap(known ->
                                Term.paid(before.orElse(null), order, days(event, known), known.graceDays(), at));
                    case CANCELLED -> before.flatMap(Term::cancelled);
                    case REFUNDED -> before.flatMap(term -> term.refunded(order, at));
                    default -> before.flatMap(term -> term.after(at));
                };
        if (after.isEmpty()) {
            before.filter(term -> event.type().equals(DUE))
                    .ifPresent(
                            term -> change(event, state, id.orElseThrow(), "", order, 0, term, List.of(), brain, out));
            return;
        }
        var act =
                switch (event.type()) {
                    case PAID -> "paid";
                    case CANCELLED -> "cancelled";
                    case REFUNDED -> "refunded";
                    default -> after.get().isOn() ? "grace" : "ended";
                };
        int days = event.type().equals(PAID) ? days(event, plan.orElseThrow()) : 0;
        var privileges = plan.map(Plan::privileges).orElse(List.of());
        change(event, state, id.orElseThrow(), act, order, days, after.get(), privileges, brain, out);
    }

    private static void change(
            LoggedEvent event,
            MemberState state,
            String plan,
            String act,
            String order,
            int days,
            Term after,
            List<String> privileges,
            Brain brain,
            Gathered out) {
        state.terms = new HashMap<>(state.terms);
        state.terms.put(plan, after);
        state.plans = state.terms.entrySet().stream()
                .filter(entry -> entry.getValue().isOn())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        out.plans.add(new PlanChange(
                state.key,
                plan,
                act,
                order,
                days,
                after,
                privileges,
                event.ref().toString(),
                event.time()));
        if (!act.isEmpty()) {
            brain.caused(event, "plan.changed", plan + "/" + act, Map.of("plan", plan, "state", act))
                    .ifPresent(out.caused::add);
        }
    }

    private static Optional<String> plan(LoggedEvent event, Map<String, Plan> plans) {
        if (event.data().get("plan") instanceof String plan) {
            return Optional.of(plan);
        }
        return plans.size() == 1 ? Optional.of(plans.keySet().iterator().next()) : Optional.empty();
    }

    private static int days(LoggedEvent event, Plan plan) {
        return event.data().get("days") instanceof Number days && days.intValue() >= 1
                ? Math.min(LONGEST_DAYS, days.intValue())
                : plan.termDays();
    }
}
