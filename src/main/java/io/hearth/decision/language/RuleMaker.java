package io.hearth.decision.language;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Check;
import io.hearth.decision.Check.Operator;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Frequency;
import io.hearth.decision.Rule;
import io.hearth.decision.Sentence;
import io.hearth.decision.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes a whole rule of a draft, and sees to what its rulebook allows and its events hold. */
final class RuleMaker {

    private static final Set<OutcomeKind> COUNTED = EnumSet.of(
            OutcomeKind.POINTS,
            OutcomeKind.COUPON,
            OutcomeKind.PRIVILEGE,
            OutcomeKind.GIFT,
            OutcomeKind.JOURNEY,
            OutcomeKind.MESSAGE);
    /** What a budget of pieces counts. */
    private static final Set<OutcomeKind> PIECES =
            EnumSet.of(OutcomeKind.COUPON, OutcomeKind.PRIVILEGE, OutcomeKind.GIFT);
    /** What can be had once in a while; being in a segment and answering can't. */
    private static final Set<OutcomeKind> ONCE_IN_A_WHILE = EnumSet.of(
            OutcomeKind.POINTS,
            OutcomeKind.BADGE,
            OutcomeKind.LEVEL,
            OutcomeKind.CASE,
            OutcomeKind.JOURNEY,
            OutcomeKind.MESSAGE);

    private static final long MOST_POINTS = 1_000_000;

    /** A rule with its DRL and what it needs collected. */
    record Made(Rule rule, String drl, Set<Aggregate> aggregates, List<Ask> asks) {}

    private final String rulebook;
    private final Catalogue.RulebookKind kind;
    private final Catalogue catalogue;
    private final Problems problems;
    private final Words words;

    RuleMaker(String rulebook, Catalogue.RulebookKind kind, Catalogue catalogue, Problems problems) {
        this.rulebook = rulebook;
        this.kind = kind;
        this.catalogue = catalogue;
        this.problems = problems;
        this.words = catalogue.words();
    }

    /** The rule; empty if it is switched off or something is wrong with it. */
    Optional<Made> make(RuleDraft draft) {
        if (draft.conditions.isEmpty() && !problems.hasErrors()) {
            problems.error(
                    draft.line, "The rule '" + draft.name + "' has no condition. Say in 'when' what must be so.");
        }
        if (draft.outcomes.isEmpty()) {
            problems.error(draft.line, "The rule '" + draft.name + "' has no outcome. Say in 'then' what follows.");
        }
        var readings = new ArrayList<Read>();
        draft.conditions.forEach(s -> readings(Objects.requireNonNull(s.check()), r -> readings.add(new Read(r, s))));
        var parts = new Parts(
                draft.name,
                draft.line,
                draft.header,
                draft.header.priority(),
                draft.conditions,
                draft.outcomes,
                readings,
                eventTypes(draft.conditions));
        return make(parts, rule -> DrlWriter.rule(rule, calls(draft.outcomes)));
    }

    /** The same for a rule that an engineer wrote. */
    Optional<Made> make(EngineersFile.Found found) {
        var written = found.rule();
        var line = new Sentence(
                written.consequence().strip(),
                written.line(),
                written.consequence().strip(),
                written.consequence().strip(),
                null);
        var asked = List.of(new RuleDraft.Asked(line, written.calls()));
        var readings = written.readings().stream()
                .map(r -> new Read(r, new Sentence(r.property(), written.line(), r.property(), r.property(), null)))
                .toList();
        int priority = written.salience() == 0 ? found.header().priority() : written.salience();
        var parts = new Parts(
                written.name(),
                written.line(),
                found.header(),
                priority,
                written.sentences(),
                asked,
                readings,
                written.eventTypes());
        return written.enabled() ? make(parts, rule -> DrlWriter.rule(rule, written)) : Optional.empty();
    }

    private record Read(Reading reading, Sentence sentence) {}

    private record Parts(
            String name,
            int line,
            Header header,
            int priority,
            List<Sentence> conditions,
            List<RuleDraft.Asked> outcomes,
            List<Read> readings,
            Set<String> eventTypes) {}

    private Optional<Made> make(Parts parts, Function<Rule, String> drl) {
        var header = parts.header();
        var counted = calls(parts.outcomes()).stream()
                .map(c -> OutcomeKind.ofMethod(c.method()))
                .flatMap(Optional::stream)
                .anyMatch(COUNTED::contains);
        for (var key : header.missing(counted)) {
            problems.error(parts.line(), "The rule '" + parts.name() + "' does not say '" + key + ": …'.");
        }
        var budget = header.budget();
        if (budget != null
                && calls(parts.outcomes()).stream()
                        .map(c -> OutcomeKind.ofMethod(c.method()))
                        .flatMap(Optional::stream)
                        .noneMatch(asked -> budget.pieces() ? PIECES.contains(asked) : asked == OutcomeKind.POINTS)) {
            problems.error(
                    parts.line(),
                    "A budget limits " + (budget.pieces() ? "coupons, gifts and privileges" : "points") + ", but '"
                            + parts.name() + "' gives none.");
        }
        if (header.frequency() != Frequency.EACH_TIME && Collections.disjoint(kind.outcomes(), ONCE_IN_A_WHILE)) {
            problems.error(
                    parts.line(),
                    "Rules of '" + rulebook + "' say what is so whenever they are asked. Leave 'how often' out of '"
                            + parts.name() + "'.");
        }
        parts.outcomes().forEach(this::checkOutcome);
        var eventTypes = parts.eventTypes();
        var aggregates = new LinkedHashSet<Aggregate>();
        for (var read : parts.readings()) {
            checkFields(read.sentence(), read.reading(), eventTypes);
            Readings.aggregate(read.reading()).ifPresent(aggregates::add);
        }
        eventTypes.stream()
                .filter(type -> !type.equals("none") && !catalogue.eventTypes().containsKey(type))
                .forEach(type -> problems.unknownEvent(
                        parts.line(), "There is no event type '" + type + "' in " + Catalogue.FILE + "."));
        parts.outcomes().forEach(o -> o.calls().forEach(c -> c.arguments().forEach(a -> {
            if (a instanceof Reading reading) {
                checkFields(o.sentence(), reading, eventTypes);
            }
        })));
        if (problems.hasErrors() || !header.enabled()) {
            return Optional.empty();
        }
        var rule = new Rule(
                problems.file() + "#" + parts.name(),
                rulebook,
                parts.name(),
                header.why(),
                header.owner(),
                header.frequency(),
                parts.priority(),
                header.stack(),
                header.validity(parts.line()),
                header.budget(),
                List.copyOf(parts.conditions()),
                parts.outcomes().stream().map(RuleDraft.Asked::sentence).toList(),
                eventTypes,
                problems.file(),
                parts.line(),
                words);
        return Optional.of(new Made(rule, drl.apply(rule), aggregates, asks(parts.outcomes())));
    }

    private static List<Meaning.Call> calls(List<RuleDraft.Asked> outcomes) {
        return outcomes.stream().flatMap(o -> o.calls().stream()).toList();
    }

    private static List<Ask> asks(List<RuleDraft.Asked> outcomes) {
        return outcomes.stream()
                .flatMap(o -> o.calls().stream()
                        .map(c -> new Ask(
                                OutcomeKind.ofMethod(c.method()).orElseThrow(),
                                c.arguments(),
                                c.method().equals("awardFor") || c.method().equals("awardAfter"),
                                o.sentence())))
                .toList();
    }

    private void checkOutcome(RuleDraft.Asked asked) {
        for (var call : asked.calls()) {
            var outcome = OutcomeKind.ofMethod(call.method()).orElseThrow();
            if (!kind.outcomes().contains(outcome)) {
                problems.error(
                        asked.sentence().line(),
                        "Rules of '" + rulebook + "' may not ask for " + outcome.word() + ". Allowed: "
                                + String.join(
                                        ", ",
                                        kind.outcomes().stream()
                                                .map(OutcomeKind::word)
                                                .toList()) + ".");
            }
            var first = call.arguments().get(0);
            if (outcome == OutcomeKind.ANSWER && !kind.answers().containsKey(first)) {
                problems.error(
                        asked.sentence().line(),
                        "'" + first + "' is no answer of '" + rulebook + "'. Allowed: "
                                + String.join(", ", kind.answers().keySet()) + ".");
            }
            checkWord(asked.sentence(), outcome, String.valueOf(first));
            if (outcome == OutcomeKind.PRIVILEGE
                    && !(call.arguments().get(1) instanceof Long days && days >= 1 && days <= 3650)) {
                problems.error(asked.sentence().line(), "A privilege lasts 1 to 3650 days.");
            }
            if (call.method().equals("badgeAt")) {
                checkBadgeLevel(asked.sentence(), call.arguments());
            }
            if (first instanceof Long points && (points < 1 || points > MOST_POINTS)) {
                problems.error(asked.sentence().line(), "Expected 1 to " + MOST_POINTS + ", but got " + points + ".");
            }
        }
    }

    private void checkWord(Sentence sentence, OutcomeKind outcome, String word) {
        Set<String> known =
                switch (outcome) {
                    case BADGE, TAKE_BADGE -> catalogue.badges().keySet();
                    case COUPON -> catalogue.benefits().coupons().keySet();
                    case PRIVILEGE -> catalogue.benefits().privileges().keySet();
                    case GIFT -> catalogue.benefits().gifts().keySet();
                    case LEVEL ->
                        Set.copyOf(
                                catalogue.levelNames().stream().map(Named::id).toList());
                    case SEGMENT -> catalogue.segments().keySet();
                    case CASE -> catalogue.caseKinds().keySet();
                    case JOURNEY -> catalogue.journeys();
                    case MESSAGE -> catalogue.messages();
                    case POINTS, LOOK_AGAIN, ANSWER -> Set.of(word);
                };
        if (!known.contains(word)) {
            problems.error(
                    sentence.line(),
                    "There is no " + outcome.word() + " '" + word + "'. Allowed: "
                            + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    private void checkBadgeLevel(Sentence sentence, List<Object> badgeAndLevel) {
        var badge = String.valueOf(badgeAndLevel.get(0));
        var levels = catalogue.badgeLevels().getOrDefault(badge, List.of()).stream()
                .map(Named::id)
                .toList();
        if (!levels.contains(String.valueOf(badgeAndLevel.get(1)))) {
            problems.error(
                    sentence.line(),
                    "The badge '" + badge + "' has no level '" + badgeAndLevel.get(1) + "'. Its levels: "
                            + (levels.isEmpty() ? "none" : String.join(", ", levels)) + ".");
        }
    }

    private void checkFields(Sentence sentence, Reading reading, Set<String> eventTypes) {
        var spec = Readings.find(reading.fact(), reading.property()).orElseThrow();
        if (reading.property().equals("streakForgiving")
                && !(reading.arguments().get(1) instanceof Long missed && missed >= 1 && missed <= 6)) {
            problems.error(
                    sentence.line(),
                    "'" + SentenceFile.shown(sentence.text()) + "' forgives "
                            + reading.arguments().get(1) + " days a week. Allowed: 1 to 6.");
        }
        if (reading.property().equals("hasAt")) {
            checkBadgeLevel(sentence, reading.arguments());
        }
        for (int i = 0; i < spec.arguments().size(); i++) {
            var wanted = spec.arguments().get(i);
            if (wanted == Readings.Argument.EVENT) {
                checkEvent(sentence, String.valueOf(reading.arguments().get(i)));
            }
            if (wanted != Readings.Argument.NUMBER_FIELD
                    && wanted != Readings.Argument.TEXT_FIELD
                    && wanted != Readings.Argument.FIELD) {
                continue;
            }
            var field = String.valueOf(reading.arguments().get(i));
            Set<String> types = reading.fact().equals("activity")
                    ? Set.of((String) reading.arguments().get(0))
                    : eventTypes;
            if (types.isEmpty()) {
                problems.error(
                        sentence.line(),
                        "'" + SentenceFile.shown(sentence.text())
                                + "' looks into the event. Say first which event it is.");
            }
            types.forEach(type -> checkField(sentence, type, field, wanted));
        }
    }

    private void checkEvent(Sentence sentence, String type) {
        if (!type.equals(Aggregate.ANY) && !catalogue.eventTypes().containsKey(type)) {
            problems.unknownEvent(sentence.line(), "There is no event type '" + type + "' in " + Catalogue.FILE + ".");
        }
    }

    private void checkField(Sentence sentence, String type, String field, Readings.Argument wanted) {
        var known = catalogue.field(type, field);
        if (known.isEmpty()) {
            var event = catalogue.eventTypes().get(type);
            problems.error(
                    sentence.line(),
                    "The event " + type + " has no field '" + field + "'. Its fields: "
                            + (event == null || event.data().isEmpty()
                                    ? "none"
                                    : String.join(", ", event.data().keySet()))
                            + ".");
        } else if (wanted == Readings.Argument.NUMBER_FIELD && known.get().type() != Catalogue.DataType.NUMBER) {
            problems.error(sentence.line(), "The field '" + field + "' of " + type + " is not a number.");
        } else if (wanted == Readings.Argument.TEXT_FIELD && known.get().type() == Catalogue.DataType.NUMBER) {
            problems.error(sentence.line(), "The field '" + field + "' of " + type + " is not a text.");
        }
    }

    private static void readings(Check check, Consumer<Reading> to) {
        if (check instanceof Check.Test test) {
            to.accept(test.reading());
            test.reading().arguments().stream()
                    .filter(Reading.class::isInstance)
                    .map(Reading.class::cast)
                    .forEach(to);
        } else if (check instanceof Check.Not not) {
            readings(not.part(), to);
        } else if (check instanceof Check.AnyOf any) {
            any.parts().forEach(p -> readings(p, to));
        } else if (check instanceof Check.AllOf all) {
            all.parts().forEach(p -> readings(p, to));
        }
    }

    /** The types that one of the conditions asks for. */
    private static Set<String> eventTypes(List<Sentence> conditions) {
        var types = new TreeSet<String>();
        conditions.forEach(s -> eventTypes(Objects.requireNonNull(s.check()), types));
        return types;
    }

    static void eventTypes(Check check, Set<String> into) {
        if (check instanceof Check.Test test) {
            boolean type = test.reading().fact().equals("event")
                    && test.reading().property().equals("type");
            if (type && (test.operator() == Operator.EQUAL || test.operator() == Operator.ONE_OF)) {
                test.needed().forEach(v -> into.add((String) v));
            }
        } else if (check instanceof Check.AnyOf any) {
            any.parts().forEach(p -> eventTypes(p, into));
        } else if (check instanceof Check.AllOf all) {
            all.parts().forEach(p -> eventTypes(p, into));
        }
    }
}
