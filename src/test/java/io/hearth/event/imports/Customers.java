package io.hearth.event.imports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;

/** Customers by recency, frequency and monetary value in plain Java, without a rule. */
final class Customers {

    private static final BigDecimal MUCH = BigDecimal.valueOf(200);
    private static final BigDecimal SOME = BigDecimal.valueOf(100);

    private Customers() {}

    /** @param days on which the customer bought, as {@code 19970101} */
    static String segment(SortedSet<String> days, BigDecimal spent, LocalDate asOf) {
        long ago = ChronoUnit.DAYS.between(LocalDate.parse(days.last(), DateTimeFormatter.BASIC_ISO_DATE), asOf);
        int often = days.size();
        if (ago > 365) {
            return "rfm-lost";
        }
        if (ago > 180) {
            return often >= 3 || spent.compareTo(SOME) >= 0 ? "rfm-at-risk" : "rfm-hibernating";
        }
        if (often <= 2) {
            return "rfm-potential";
        }
        return ago <= 90 && often >= 5 && spent.compareTo(MUCH) >= 0 ? "rfm-champions" : "rfm-loyal";
    }
}
