package io.hearth.referral;

import io.hearth.event.LoggedEvent;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an invited member does on the way: an event of a type, where asked for with a number of its data that is large enough.
 *
 * @param event the event's type
 * @param field the number of its data that must be at least {@code atLeast}; null for any such event
 */
record Step(String event, @Nullable String field, @Nullable BigDecimal atLeast) {

    boolean isTakenBy(LoggedEvent happened) {
        if (!happened.type().equals(event)) {
            return false;
        }
        if (field == null || atLeast == null) {
            return true;
        }
        var value = happened.data().get(field);
        return value instanceof Number number && new BigDecimal(number.toString()).compareTo(atLeast) >= 0;
    }
}
