package io.hearth.decision;

import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** How often a rule's outcomes are carried out for one membership; further firings count as nothing. */
public enum Frequency {
    ONCE,
    ONCE_A_DAY,
    ONCE_A_WEEK,
    ONCE_A_MONTH,
    ONCE_A_YEAR,
    ONCE_PER_OBJECT,
    EACH_TIME;

    /** Names the stretch or thing within which a rule is had once: two firings are one when this is equal. */
    public String window(ZonedDateTime local, @Nullable String object) {
        return switch (this) {
            case ONCE -> "ever";
            case ONCE_A_DAY -> local.toLocalDate().toString();
            case ONCE_A_WEEK ->
                local.get(IsoFields.WEEK_BASED_YEAR) + "-W" + local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case ONCE_A_MONTH -> local.toLocalDate().toString().substring(0, 7);
            case ONCE_A_YEAR -> Integer.toString(local.getYear());
            case ONCE_PER_OBJECT -> "object " + (object == null ? "" : object);
            case EACH_TIME -> "";
        };
    }
}
