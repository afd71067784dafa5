package io.hearth.reward.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a member has paid for a plan.
 *
 * @param since when the present stretch began
 * @param graceUntil when what comes with the plan ends; the same as {@code paidUntil} after a cancellation
 * @param renews whether another payment is expected
 * @param payments the days of each payment that was not given back, by its order
 */
public record Term(
        String state,
        Instant since,
        Instant paidUntil,
        Instant graceUntil,
        boolean renews,
        Map<String, Integer> payments) {

    public static final String ACTIVE = "active";
    public static final String GRACE = "grace";
    public static final String ENDED = "ended";

    /** After a payment; the term begins when the present one ends. Empty where the order was paid before. */
    public static Optional<Term> paid(@Nullable Term before, String order, int days, int graceDays, Instant at) {
        if (before != null && before.payments.containsKey(order)) {
            return Optional.empty();
        }
        boolean on = before != null && !before.state.equals(ENDED) && before.paidUntil.isAfter(at);
        // Who pays within the days of grace goes on without a gap.
        boolean late = before != null && before.state.equals(GRACE) && before.graceUntil.isAfter(at);
        var from = before != null && (on || late) ? before.paidUntil : at;
        var until = from.plus(Duration.ofDays(days));
        var payments = new LinkedHashMap<String, Integer>();
        if (before != null && (on || late)) {
            payments.putAll(before.payments);
        }
        payments.put(order, days);
        var since = before != null && (on || late) ? before.since : at;
        return Optional.of(
                new Term(ACTIVE, since, until, until.plus(Duration.ofDays(graceDays)), true, Map.copyOf(payments)));
    }

    /** Nothing more is expected: the member keeps what is paid, and no grace follows. */
    public Optional<Term> cancelled() {
        if (state.equals(ENDED) || !renews) {
            return Optional.empty();
        }
        return Optional.of(new Term(state, since, paidUntil, paidUntil, false, payments));
    }

    /** A payment was given back: its days go; what is no longer paid ends at once. Empty where it wasn't paid. */
    public Optional<Term> refunded(String order, Instant at) {
        var days = payments.get(order);
        if (days == null || state.equals(ENDED)) {
            return Optional.empty();
        }
        var rest = new LinkedHashMap<>(payments);
        rest.remove(order);
        var until = paidUntil.minus(Duration.ofDays(days));
        if (rest.isEmpty() || !until.isAfter(at)) {
            return Optional.of(new Term(ENDED, since, at, at, false, Map.of()));
        }
        return Optional.of(
                new Term(state, since, until, graceUntil.minus(Duration.ofDays(days)), renews, Map.copyOf(rest)));
    }

    /** What time has brought; empty where nothing has changed yet. */
    public Optional<Term> after(Instant at) {
        if (state.equals(ENDED) || paidUntil.isAfter(at)) {
            return Optional.empty();
        }
        if (!graceUntil.isAfter(at)) {
            return Optional.of(new Term(ENDED, since, paidUntil, graceUntil, false, Map.of()));
        }
        return state.equals(GRACE)
                ? Optional.empty()
                : Optional.of(new Term(GRACE, since, paidUntil, graceUntil, renews, payments));
    }

    /** When time changes it next, if ever. */
    public Optional<Instant> nextLook() {
        return switch (state) {
            case ACTIVE -> Optional.of(paidUntil);
            case GRACE -> Optional.of(graceUntil);
            default -> Optional.empty();
        };
    }

    public boolean isOn() {
        return !state.equals(ENDED);
    }
}
