package io.hearth.decision;

import io.hearth.decision.Check.Reading;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Moment;
import org.jspecify.annotations.Nullable;

/** Reads on facts what a condition reads, outside of the engine. */
final class Readings {

    private Readings() {}

    static @Nullable Object read(Reading asked, Facts facts) {
        var reading = resolved(asked, facts);
        return switch (reading.fact()) {
            case "member" -> member(facts.member(), reading);
            case "membership" -> membership(facts, reading);
            case "event" -> event(facts.event(), reading);
            case "activity" -> activity(facts.activity(), reading);
            case "rewards" ->
                switch (reading.property()) {
                    case "points" -> facts.rewards().points();
                    case "badges" -> facts.rewards().badges();
                    case "has" -> facts.rewards().has(text(reading, 0));
                    case "plans" -> facts.rewards().plans();
                    case "paysFor" -> facts.rewards().paysFor(text(reading, 0));
                    case "hasAt" -> facts.rewards().hasAt(text(reading, 0), text(reading, 1));
                    default -> throw unknown(reading);
                };
            case "segments" ->
                switch (reading.property()) {
                    case "names" -> facts.segments().names();
                    case "in" -> facts.segments().in(text(reading, 0));
                    default -> throw unknown(reading);
                };
            case "now" -> now(facts.now(), reading);
            default -> throw unknown(reading);
        };
    }

    /** An argument may itself be read: today as the anniversary of what an attribute holds. */
    private static Reading resolved(Reading reading, Facts facts) {
        if (reading.arguments().stream().noneMatch(Reading.class::isInstance)) {
            return reading;
        }
        var arguments = reading.arguments().stream()
                .map(a -> a instanceof Reading inner ? String.valueOf(read(inner, facts)) : a)
                .toList();
        return new Reading(reading.fact(), reading.property(), arguments);
    }

    private static @Nullable Object member(Member member, Reading reading) {
        return switch (reading.property()) {
            case "id" -> member.id();
            case "language" -> member.language();
            case "text" -> member.text(text(reading, 0));
            case "number" -> member.number(text(reading, 0));
            case "has" -> member.has(text(reading, 0));
            default -> throw unknown(reading);
        };
    }

    private static @Nullable Object membership(Facts facts, Reading reading) {
        var membership = facts.membership();
        return switch (reading.property()) {
            case "community" -> membership.community();
            case "status" -> membership.status();
            case "role" -> membership.role();
            case "level" -> membership.level();
            case "daysSinceJoining" -> membership.daysSinceJoining();
            case "joinedAgo" -> membership.joinedAgo(number(reading, 0));
            case "joinedWithin" -> membership.joinedWithin(number(reading, 0));
            default -> throw unknown(reading);
        };
    }

    private static @Nullable Object event(Event event, Reading reading) {
        return switch (reading.property()) {
            case "id" -> event.id();
            case "type" -> event.type();
            case "source" -> event.source();
            case "object" -> event.object() == null ? "" : event.object();
            case "text" -> event.text(text(reading, 0));
            case "number" -> event.number(text(reading, 0));
            case "has" -> event.has(text(reading, 0));
            case "mentions" -> event.mentions(text(reading, 0), text(reading, 1));
            default -> throw unknown(reading);
        };
    }

    private static @Nullable Object activity(Activity activity, Reading reading) {
        return switch (reading.property()) {
            case "count" -> activity.count(text(reading, 0), text(reading, 1));
            case "sum" -> activity.sum(text(reading, 0), text(reading, 1), text(reading, 2));
            case "days" -> activity.days(text(reading, 0), text(reading, 1));
            case "countAtLeast" -> activity.countAtLeast(text(reading, 0), text(reading, 1), amount(reading, 2));
            case "sumAtLeast" ->
                activity.sumAtLeast(text(reading, 0), text(reading, 1), text(reading, 2), amount(reading, 3));
            case "daysAtLeast" -> activity.daysAtLeast(text(reading, 0), text(reading, 1), amount(reading, 2));
            case "streakAtLeast" -> activity.streakAtLeast(text(reading, 0), amount(reading, 1));
            case "firstWithin" -> activity.firstWithin(text(reading, 0), number(reading, 1));
            case "firstAgo" -> activity.firstAgo(text(reading, 0), number(reading, 1));
            case "streak" -> activity.streak(text(reading, 0));
            case "streakForgiving" -> activity.streakForgiving(text(reading, 0), number(reading, 1));
            case "daysSinceFirst" -> activity.daysSinceFirst(text(reading, 0));
            case "daysSinceLast" -> activity.daysSinceLast(text(reading, 0));
            case "lastWithin" -> activity.lastWithin(text(reading, 0), number(reading, 1));
            case "awayFor" -> activity.awayFor(text(reading, 0), number(reading, 1));
            case "ever" -> activity.ever(text(reading, 0));
            default -> throw unknown(reading);
        };
    }

    private static Object now(Moment now, Reading reading) {
        return switch (reading.property()) {
            case "hour" -> now.hour();
            case "dayOfWeek" -> now.dayOfWeek();
            case "dayOfMonth" -> now.dayOfMonth();
            case "month" -> now.month();
            case "weekend" -> now.weekend();
            case "between" -> now.between(text(reading, 0), text(reading, 1));
            case "from" -> now.from(text(reading, 0));
            case "anniversaryOf" -> now.anniversaryOf(text(reading, 0));
            default -> throw unknown(reading);
        };
    }

    private static String text(Reading reading, int argument) {
        return String.valueOf(reading.arguments().get(argument));
    }

    private static long number(Reading reading, int argument) {
        return ((Number) reading.arguments().get(argument)).longValue();
    }

    private static double amount(Reading reading, int argument) {
        return ((Number) reading.arguments().get(argument)).doubleValue();
    }

    private static IllegalArgumentException unknown(Reading reading) {
        return new IllegalArgumentException(
                "Expected something that rules can read, but got " + reading.fact() + "." + reading.property() + ".");
    }
}
