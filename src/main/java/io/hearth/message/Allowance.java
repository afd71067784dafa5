package io.hearth.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much may be sent in a period: a provider's quota of a channel, or a budget for a purpose or a folder of templates.
 *
 * @param messages how many; null for any number
 * @param cost how much, in the currency of the channels' {@code cost}; null for any amount
 */
record Allowance(
        Scope scope,
        String name,
        Period period,
        @Nullable Long messages,
        @Nullable BigDecimal cost) {

    enum Scope {
        CHANNEL,
        PURPOSE,
        TEMPLATES;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Scope> of(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.label().equals(label))
                    .findFirst();
        }
    }

    /** Days and months begin at midnight UTC, as providers count them. */
    enum Period {
        DAY,
        MONTH,
        TOTAL;

        LocalDate since(Instant now) {
            var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
            return switch (this) {
                case DAY -> today;
                case MONTH -> today.withDayOfMonth(1);
                case TOTAL -> LocalDate.EPOCH;
            };
        }

        /** When the next one begins; empty for what never begins again. */
        Optional<Instant> next(Instant now) {
            return switch (this) {
                case DAY -> Optional.of(start(since(now).plusDays(1)));
                case MONTH -> Optional.of(start(since(now).plusMonths(1)));
                case TOTAL -> Optional.empty();
            };
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Period> of(String label) {
            return Arrays.stream(values())
                    .filter(one -> one.label().equals(label))
                    .findFirst();
        }
    }

    /** Where it is counted. A channel has a quota for the day and one for the month, so the period is part of it. */
    record Counter(String scope, String name, LocalDate since) implements Comparable<Counter> {

        @Override
        public int compareTo(Counter other) {
            var byScope = scope.compareTo(other.scope);
            var byName = byScope == 0 ? name.compareTo(other.name) : byScope;
            return byName == 0 ? since.compareTo(other.since) : byName;
        }
    }

    record Spent(long messages, BigDecimal cost) {

        static final Spent NOTHING = new Spent(0, BigDecimal.ZERO);

        Spent plus(Spent more) {
            return new Spent(messages + more.messages, cost.add(more.cost));
        }
    }

    Counter counter(Instant now) {
        var counted = scope == Scope.CHANNEL ? "channel-" + period.label() : scope.label();
        return new Counter(counted, name, period.since(now));
    }

    boolean concerns(String channel, String purpose, String template) {
        return switch (scope) {
            case CHANNEL -> name.equals(channel);
            case PURPOSE -> name.equals(purpose);
            case TEMPLATES -> template.equals(name) || template.startsWith(name + "/");
        };
    }

    /** Whether one more message of this cost is too much. */
    boolean exceeded(Spent spent, BigDecimal price) {
        return messages != null && spent.messages() + 1 > messages
                || cost != null && spent.cost().add(price).compareTo(cost) > 0;
    }
}
