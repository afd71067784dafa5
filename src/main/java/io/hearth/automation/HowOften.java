package io.hearth.automation;

import com.dynatrace.hash4j.hashing.Hashing;
import io.hearth.automation.Gathered.Effect;
import io.hearth.decision.Frequency;
import io.hearth.decision.Rule;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How often a rule may have its outcomes for one member: what the member's memory of it is kept under. */
final class HowOften {

    private static final Map<String, Long> KEYS = new ConcurrentHashMap<>();

    private HowOften() {}

    static boolean mayFire(Rule rule, Occasion now) {
        return mayFire(rule, now.state(), now.fact().object(), now.day());
    }

    /** @param day of the event, in its community's calendar */
    static boolean mayFire(Rule rule, MemberState state, @Nullable String object, int day) {
        return switch (rule.frequency()) {
            case EACH_TIME -> true;
            case ONCE_PER_OBJECT -> !state.effects.contains(effect(rule, object));
            case ONCE, ONCE_A_DAY, ONCE_A_WEEK, ONCE_A_MONTH, ONCE_A_YEAR ->
                state.activity.fired(key(rule), period(rule.frequency(), day)) == 0;
        };
    }

    static void remember(Rule rule, Occasion now) {
        if (rule.frequency() == Frequency.ONCE_PER_OBJECT) {
            var object = Objects.requireNonNullElse(now.fact().object(), "");
            if (now.state().effects.add(effect(rule, object))) {
                now.out()
                        .effects
                        .add(new Effect(
                                now.state().key, key(rule), object, now.event().time()));
            }
        } else if (rule.frequency() != Frequency.EACH_TIME) {
            now.state().activity.remember(key(rule), period(rule.frequency(), now.day()));
        }
    }

    private static String effect(Rule rule, @Nullable String object) {
        return MemberState.effect(key(rule), Objects.requireNonNullElse(object, ""));
    }

    /** The rule's name in memory: the same in every release. */
    static long key(Rule rule) {
        return key(rule.id());
    }

    static long key(String rule) {
        return KEYS.computeIfAbsent(rule, id -> Hashing.xxh3_64().hashCharsToLong(id));
    }

    /** The stretch of time within which the rule fires once; growing with time. */
    static int period(Frequency frequency, int today) {
        return switch (frequency) {
            case ONCE, ONCE_PER_OBJECT, EACH_TIME -> 0;
            case ONCE_A_DAY -> today;
            case ONCE_A_WEEK -> Math.floorDiv(today + 3, 7);
            case ONCE_A_MONTH -> {
                var date = LocalDate.ofEpochDay(today);
                yield date.getYear() * 12 + date.getMonthValue();
            }
            case ONCE_A_YEAR -> LocalDate.ofEpochDay(today).getYear();
        };
    }
}
