package io.hearth.promotion;

import java.util.Locale;

/** What an audience is told, in this order. */
enum Stage {
    WARM_UP,
    OFFER,
    REMINDER;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Stage of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
