package io.hearth.automation;

import io.hearth.community.MembershipChange;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.reward.Award;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Levels go up at once; who falls keeps the level for the days of grace, is told, and falls when they are over, unless the
 * level is reached again by then.
 */
final class LevelDecision {

    static final String DUE = "level.due";
    private static final String RULEBOOK = "rewards";
    private static final String RULE = "levels";

    private final Recording recording;

    LevelDecision(Recording recording) {
        this.recording = recording;
    }

    /** A level that a rule states. Returns whether that changes anything. */
    boolean state(String level, String rule, Receipt receipt, int ordinal, Occasion now) {
        var state = now.state();
        if (level.equals(state.level)) {
            return endGrace(rule, receipt, ordinal, now);
        }
        var levels = now.brain().levels();
        if (!levels.below(level, state.level) || levels.graceDays() == 0) {
            become(level, rule, receipt, ordinal, now);
            return true;
        }
        if (level.equals(state.graceLevel)) {
            return false;
        }
        beginGrace(level, rule, receipt, ordinal, now);
        return true;
    }

    /** After points were given: the level that they reach, and grace that they end. */
    void earned(String rule, Receipt receipt, int ordinal, Occasion now) {
        var state = now.state();
        var levels = now.brain().levels();
        levels.reached(state.earned)
                .filter(level -> levels.below(state.level, level))
                .ifPresent(level -> become(level, rule, receipt, ordinal, now));
        if (state.graceUntil != null && levels.byPoints() && !levels.falls(state.earned, state.level)) {
            endGrace(rule, receipt, ordinal, now);
        }
    }

    /** Time has come to look: grace is over, or points have left their period. */
    void look(Occasion now) {
        var state = now.state();
        var levels = now.brain().levels();
        var at = now.event().time();
        var until = state.graceUntil;
        if (until != null) {
            if (at.isBefore(until)) {
                now.out().looks.put(state.key, until);
                return;
            }
            var to = levels.byPoints() && levels.hasPeriod()
                    ? levels.reached(state.earned).orElse(state.level)
                    : state.graceLevel;
            if (to != null && levels.below(to, state.level)) {
                fall(to, now);
            } else {
                endGrace(RULE, receipt(state.level == null ? "" : state.level, now), 0, now);
                again(now);
            }
        } else if (levels.byPoints() && levels.hasPeriod() && levels.falls(state.earned, state.level)) {
            var to = levels.reached(state.earned).orElseThrow();
            if (levels.graceDays() == 0) {
                fall(to, now);
            } else {
                var receipt = receipt(to, now);
                now.out().receipts.add(receipt);
                beginGrace(to, RULE, receipt, 0, now);
            }
        } else {
            again(now);
        }
    }

    private void fall(String to, Occasion now) {
        var receipt = receipt(to, now);
        now.out().receipts.add(receipt);
        become(to, RULE, receipt, 0, now);
    }

    private static Receipt receipt(String level, Occasion now) {
        return now.receipt(RULEBOOK, RULE, List.of(), List.of(new Outcome.SetLevel(level)));
    }

    private void become(String level, String rule, Receipt receipt, int ordinal, Occasion now) {
        var state = now.state();
        var before = state.level;
        endGrace(rule, receipt, ordinal + 1_000, now);
        state.level = level;
        Consequences.give(new Award.Level(level), rule, receipt, ordinal, now);
        recording.change(MembershipChange.Kind.LEVEL, level, now.event(), state, now.out());
        now.cause("level.changed", level, Map.of("level", level, "before", before == null ? "" : before));
        again(now);
    }

    /** Points that will leave their period may take the level with them. */
    private static void again(Occasion now) {
        var levels = now.brain().levels();
        if (levels.byPoints() && levels.hasPeriod()) {
            now.out().reached.put(now.state().key, now.days().zone());
        }
    }

    private static void beginGrace(String to, String rule, Receipt receipt, int ordinal, Occasion now) {
        var state = now.state();
        var until = state.graceUntil;
        if (until == null) {
            until = now.event().time().plus(Duration.ofDays(now.brain().levels().graceDays()));
        }
        state.graceLevel = to;
        state.graceUntil = until;
        Consequences.give(new Award.LevelGrace(to, until), rule, receipt, ordinal, now);
        now.cause(
                "level.at-risk",
                to,
                Map.of(
                        "level",
                        state.level == null ? "" : state.level,
                        "next",
                        to,
                        "until",
                        LocalDate.ofEpochDay(now.days().day(until)).toString()));
    }

    private static boolean endGrace(String rule, Receipt receipt, int ordinal, Occasion now) {
        var state = now.state();
        if (state.graceUntil == null) {
            return false;
        }
        state.graceLevel = null;
        state.graceUntil = null;
        Consequences.give(new Award.LevelGrace(null, null), rule, receipt, ordinal, now);
        return true;
    }

    /** The moment from which on points count, for one community's calendar. */
    static Instant since(io.hearth.decision.Period period, LocalDays days, Instant now) {
        int today = days.day(now);
        var date = LocalDate.ofEpochDay(today);
        int from =
                switch (period.kind()) {
                    case TODAY -> today;
                    case WEEK -> today - Math.floorMod(today + 3, 7);
                    case MONTH -> (int) date.withDayOfMonth(1).toEpochDay();
                    case YEAR -> (int) date.withDayOfYear(1).toEpochDay();
                    case DAYS -> today - period.days() + 1;
                    case EVER -> 0;
                };
        return Instant.ofEpochMilli(days.startOf(from));
    }

    /** When a period of the calendar is over. */
    static Instant end(io.hearth.decision.Period period, LocalDays days, Instant now) {
        int today = days.day(now);
        var date = LocalDate.ofEpochDay(today);
        int next =
                switch (period.kind()) {
                    case TODAY, DAYS, EVER -> today + 1;
                    case WEEK -> today - Math.floorMod(today + 3, 7) + 7;
                    case MONTH -> (int) date.withDayOfMonth(1).plusMonths(1).toEpochDay();
                    case YEAR -> (int) date.withDayOfYear(1).plusYears(1).toEpochDay();
                };
        return Instant.ofEpochMilli(days.startOf(next));
    }
}
