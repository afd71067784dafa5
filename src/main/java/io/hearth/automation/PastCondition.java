package io.hearth.automation;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Check;
import io.hearth.decision.Check.Operator;
import io.hearth.decision.Explanation;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import io.hearth.decision.Seen;
import io.hearth.decision.Sentence;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule's conditions asked about the past: those about the member are asked as things stand now, those about the event's
 * data about each event of the log. What must have happened exactly so often ever, or so many days in a row, may have
 * happened more often by now.
 */
final class PastCondition {

    private static final Set<String> GROWING = Set.of("count", "days", "streak", "streakForgiving");

    private final Rule ofMember;
    private final Rule ofEvent;

    PastCondition(Rule rule) {
        var about = rule.conditions().stream()
                .filter(sentence -> !isType(sentence))
                .map(PastCondition::grown)
                .toList();
        ofMember = with(rule, about.stream().filter(one -> !aboutEvent(one)).toList());
        ofEvent = with(rule, about.stream().filter(PastCondition::aboutEvent).toList());
    }

    /** What was seen of the member, if all of it is enough. */
    boolean holds(Facts facts) {
        return Explanation.of(ofMember, facts).stream().allMatch(Seen::held);
    }

    List<Seen> seen(Facts facts) {
        return Explanation.of(ofMember, facts);
    }

    /** Whether some event of the log must be looked at as well. */
    boolean needsEvent() {
        return !ofEvent.conditions().isEmpty();
    }

    Set<String> eventTypes() {
        return ofEvent.eventTypes();
    }

    /** Whether the event among these facts is one that the rule means. */
    boolean holdsOfEvent(Facts facts) {
        return Explanation.of(ofEvent, facts).stream().allMatch(Seen::held);
    }

    private static Rule with(Rule rule, List<Sentence> conditions) {
        return new Rule(
                rule.id(),
                rule.rulebook(),
                rule.name(),
                rule.why(),
                rule.owner(),
                rule.frequency(),
                rule.priority(),
                rule.stack(),
                rule.validity(),
                rule.budget(),
                conditions,
                rule.outcomes(),
                rule.eventTypes(),
                rule.file(),
                rule.line(),
                rule.words());
    }

    private static boolean isType(Sentence sentence) {
        return sentence.check() instanceof Check.Test test
                && test.reading().fact().equals("event")
                && test.reading().property().equals("type")
                && test.operator() == Operator.EQUAL;
    }

    private static boolean aboutEvent(Sentence sentence) {
        return readings(Objects.requireNonNull(sentence.check()))
                .anyMatch(reading -> reading.fact().equals("event"));
    }

    private static Stream<Check.Reading> readings(Check check) {
        if (check instanceof Check.Test test) {
            return Stream.of(test.reading());
        }
        if (check instanceof Check.Not not) {
            return readings(not.part());
        }
        var parts = check instanceof Check.AnyOf any ? any.parts() : ((Check.AllOf) check).parts();
        return parts.stream().flatMap(PastCondition::readings);
    }

    private static Sentence grown(Sentence sentence) {
        return sentence.check() instanceof Check.Test test
                        && test.operator() == Operator.EQUAL
                        && test.reading().fact().equals("activity")
                        && GROWING.contains(test.reading().property())
                        && isEver(test.reading())
                ? new Sentence(
                        sentence.text(),
                        sentence.line(),
                        sentence.zh(),
                        sentence.en(),
                        new Check.Test(test.reading(), Operator.AT_LEAST, test.needed()))
                : sentence;
    }

    private static boolean isEver(Check.Reading reading) {
        return reading.property().startsWith("streak") || reading.arguments().contains("ever");
    }

    /** Whether the rule is asked by what the member did at all, and not only by time or chance. */
    static boolean isAskable(Rule rule) {
        return rule.conditions().stream().allMatch(sentence -> sentence.check() != null)
                && !rule.eventTypes().contains(Aggregate.ANY);
    }
}
