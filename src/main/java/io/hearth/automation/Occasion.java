package io.hearth.automation;

import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Rule;
import io.hearth.decision.Seen;
import io.hearth.decision.fact.Event;
import io.hearth.event.LoggedEvent;
import io.hearth.platform.Ids;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event being decided: what it is decided on, and where goes what follows.
 *
 * @param fact the event as rules see it
 * @param days the calendar of the event's community
 */
record Occasion(LoggedEvent event, Event fact, MemberState state, LocalDays days, Brain brain, Gathered out) {

    /** The position of what is in no log. */
    static final long NOWHERE = 0;

    /** The day of the event in its community's calendar. */
    int day() {
        return days.day(event.time());
    }

    /** Names an effect after the event, the rule and which of its outcomes it is: the same whenever it is decided. */
    String key(String rule, int ordinal) {
        return event.ref() + "/" + Long.toHexString(HowOften.key(rule)) + "/" + ordinal;
    }

    /** The event's place in the log; null where none asked, as when all members are decided anew. */
    private @Nullable String because() {
        return event.position() == NOWHERE ? null : event.ref().toString();
    }

    Receipt receipt(Rule rule, List<Seen> seen, List<Outcome> outcomes) {
        return receipt(rule.rulebook(), rule.id(), seen, outcomes);
    }

    Receipt receipt(String rulebook, String rule, List<Seen> seen, List<Outcome> outcomes) {
        return new Receipt(
                Ids.next(),
                brain.release(),
                event.member().value(),
                event.community(),
                because(),
                rulebook,
                rule,
                seen,
                outcomes,
                out.decidedAt);
    }

    /** What follows is an event itself, if anything asks for it. */
    void cause(String type, String name, Map<String, Object> data) {
        brain.caused(event, type, name, data).ifPresent(out.caused::add);
    }
}
