package io.hearth.decision.analysis;

import static io.hearth.decision.analysis.RuleFinding.Kind.LOOP;
import static io.hearth.decision.analysis.RuleFinding.Weight.MUST_FIX;
import static io.hearth.decision.analysis.RuleFinding.Weight.WORTH_A_LOOK;

import io.hearth.decision.language.Ask;
import io.hearth.decision.language.Catalogue;
import io.hearth.decision.language.OutcomeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds rules that set each other off through what they give: points make a level, the level gives points. */
final class LoopCheck {

    private final List<Known> rules;
    private final Catalogue catalogue;
    private final Translation translation;
    private final Solver solver;
    private final boolean levelsByPoints;
    private final Set<String> asked;
    private final Map<Known, List<Known>> next = new IdentityHashMap<>();
    private final Map<Known, Set<Slot>> slots = new IdentityHashMap<>();

    private LoopCheck(List<Known> rules, Catalogue catalogue, Translation translation, Solver solver) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.translation = translation;
        this.solver = solver;
        this.levelsByPoints = catalogue.levels().stream().anyMatch(level -> level.fromPoints() != null);
        this.asked = rules.stream()
                .flatMap(known -> known.rule().eventTypes().stream())
                .collect(Collectors.toSet());
    }

    static List<RuleFinding> of(List<Known> rules, Catalogue catalogue, Translation translation, Solver solver) {
        return new LoopCheck(rules, catalogue, translation, solver).find();
    }

    private List<RuleFinding> find() {
        for (var known : rules) {
            next.put(
                    known, rules.stream().filter(other -> setsOff(known, other)).toList());
        }
        var found = new ArrayList<RuleFinding>();
        Set<Known> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var known : rules) {
            if (undoesItself(known)) {
                told.add(known);
                found.add(paradox(known));
            }
        }
        // What has no end comes first; a rule that was told of once is enough to mend.
        for (boolean endless : new boolean[] {true, false}) {
            for (var known : rules) {
                var loop = told.contains(known) ? List.<Known>of() : way(known, endless);
                if (!loop.isEmpty() && loop.stream().noneMatch(told::contains)) {
                    told.addAll(loop);
                    found.add(loop(loop));
                }
            }
        }
        return found;
    }

    /** The shortest way from a rule back to itself; empty if there is none. */
    private List<Known> way(Known from, boolean endless) {
        if (endless && ends(from)) {
            return List.of();
        }
        var before = new IdentityHashMap<Known, Known>();
        var queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            var at = queue.remove();
            for (var other : next.getOrDefault(at, List.of())) {
                if (endless && ends(other)) {
                    continue;
                }
                if (other == from) {
                    var way = new ArrayList<Known>();
                    for (Known back = at; back != null && back != from; back = before.get(back)) {
                        way.add(0, back);
                    }
                    way.add(0, from);
                    return way;
                }
                if (before.putIfAbsent(other, at) == null) {
                    queue.add(other);
                }
            }
        }
        return List.of();
    }

    private boolean setsOff(Known one, Known other) {
        if (!other.complete()) {
            return false;
        }
        for (var ask : one.asks()) {
            var events = events(ask);
            if (!other.rule().eventTypes().isEmpty()) {
                var heard = new HashSet<>(other.rule().eventTypes());
                heard.retainAll(events);
                for (var type : heard) {
                    if (solver.canBe(other.formula(), is(translation.eventType(), type), after(ask))) {
                        return true;
                    }
                }
            } else if (feeds(ask, other) || isHeard(events) && repeatable(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeard(Set<String> events) {
        return events.stream().anyMatch(asked::contains);
    }

    /** A rule that fires at whatever happens, and does something each time. */
    private static boolean repeatable(Known known) {
        return known.asks().stream()
                .map(Ask::kind)
                .anyMatch(kind ->
                        kind == OutcomeKind.POINTS || kind == OutcomeKind.JOURNEY || kind == OutcomeKind.MESSAGE);
    }

    /** Whether what is given is something that the other looks at, and may make it fire. */
    private boolean feeds(Ask ask, Known other) {
        var looksAt =
                slots.computeIfAbsent(other, known -> known.formula().slots().collect(Collectors.toSet()));
        return !Collections.disjoint(looksAt, touched(ask))
                && !solver.implies(other.formula(), after(ask).not());
    }

    private Set<Slot> touched(Ask ask) {
        var slots = new HashSet<Slot>();
        switch (ask.kind()) {
            case POINTS -> {
                slots.add(Translation.points());
                if (levelsByPoints) {
                    slots.add(translation.level());
                }
            }
            case LEVEL -> slots.add(translation.level());
            case BADGE, TAKE_BADGE -> {
                slots.add(Translation.badge(ask.what()));
                catalogue
                        .badgeLevels()
                        .getOrDefault(ask.what(), List.of())
                        .forEach(level -> slots.add(Translation.badgeAt(ask.what(), level.id())));
            }
            case SEGMENT -> slots.add(Translation.segment(ask.what()));
            case COUPON, PRIVILEGE, GIFT, CASE, JOURNEY, MESSAGE, LOOK_AGAIN, ANSWER -> {}
        }
        return slots;
    }

    /** The events that follow from an outcome. */
    private Set<String> events(Ask ask) {
        return switch (ask.kind()) {
            case POINTS -> levelsByPoints ? Set.of("points.awarded", "level.changed") : Set.of("points.awarded");
            case BADGE -> Set.of("badge.given");
            case TAKE_BADGE -> Set.of("badge.revoked");
            case LEVEL -> Set.of("level.changed");
            case SEGMENT -> Set.of("segment.entered", "segment.left");
            case CASE -> Set.of("case.opened");
            case JOURNEY -> Set.of("journey.ended");
            case MESSAGE -> Set.of("message.sent");
            case COUPON, PRIVILEGE, GIFT, LOOK_AGAIN, ANSWER -> Set.of();
        };
    }

    /** How things stand once it was given. */
    private Formula after(Ask ask) {
        return switch (ask.kind()) {
            case POINTS ->
                Translation.number(
                        Translation.points(),
                        Interval.atLeast(!ask.varies() && ask.arguments().get(0) instanceof Long points ? points : 1));
            case BADGE -> Translation.yes(Translation.badge(ask.what()));
            case TAKE_BADGE -> Translation.yes(Translation.badge(ask.what())).not();
            case LEVEL -> is(translation.level(), ask.what());
            case COUPON, PRIVILEGE, GIFT, SEGMENT, CASE, JOURNEY, MESSAGE, LOOK_AGAIN, ANSWER -> Formula.TRUE;
        };
    }

    private static Formula is(Slot slot, String word) {
        return new Formula.In(slot, Words.of(word));
    }

    /** Being in the segment takes the reason away for being there. */
    private boolean undoesItself(Known known) {
        return known.complete()
                && known.asks(OutcomeKind.SEGMENT).stream()
                        .anyMatch(ask -> solver.canBe(known.formula())
                                && solver.implies(
                                        known.formula(),
                                        Translation.yes(Translation.segment(ask.what()))
                                                .not()));
    }

    private static RuleFinding paradox(Known known) {
        return known.finding(
                LOOP,
                MUST_FIX,
                "规则“%s”让成员进入分群，条件却要求不在其中：成员会不停进出。".formatted(known.name()),
                "The rule '%s' puts members into a segment on the condition that they are not in it: they would go in and out without end."
                        .formatted(known.name()));
    }

    private static RuleFinding loop(List<Known> way) {
        var names = new ArrayList<>(way.stream().map(Known::name).toList());
        names.add(names.get(0));
        boolean limited = way.stream().anyMatch(LoopCheck::ends);
        var first = way.get(0);
        var files = new TreeSet<>(way.stream().map(known -> known.rule().file()).toList());
        return first.finding(
                LOOP,
                limited ? WORTH_A_LOOK : MUST_FIX,
                "规则互相触发：%s（%s）。%s"
                        .formatted(
                                String.join(" → ", names),
                                String.join("、", files),
                                limited ? "“频率”使它会停下。" : "没有“频率”限制，它不会自己停下。"),
                "Rules set each other off: %s (%s). %s"
                        .formatted(
                                String.join(" → ", names),
                                String.join(", ", files),
                                limited ? "It ends because of 'how often'." : "Nothing of 'how often' ends it."));
    }

    /** Whether the rule can't go on for ever: it is had once in a while, or being so already changes nothing. */
    private static boolean ends(Known known) {
        return known.isLimited()
                || known.asks().stream()
                        .map(Ask::kind)
                        .allMatch(kind -> kind == OutcomeKind.SEGMENT || kind == OutcomeKind.CASE);
    }
}
