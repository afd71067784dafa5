package io.hearth.collaboration;

import io.hearth.platform.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a collaboration is meant to be.
 *
 * @param goal what it is for, in a sentence or two
 * @param page where its link leads, an https address; the code is added to it
 * @param windowDays for how long after somebody came by the code an order counts for it, 1 to 365
 * @param publishBy by when it is to be published
 * @param offer the fee that is offered first, in whole units of money
 */
@Schema(name = "CollaborationPlan")
record Plan(String title, String goal, String page, int windowDays, LocalDate publishBy, long offer) {

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_GOAL = 500;
    private static final int LONGEST_LINK = 500;
    private static final int LONGEST_WINDOW = 365;
    static final long DEAREST = 1_000_000_000;

    void check(LocalDate today) {
        text(title, "title", LONGEST_TITLE);
        text(goal, "goal", LONGEST_GOAL);
        link(page, "page");
        demand(windowDays >= 1 && windowDays <= LONGEST_WINDOW, "windowDays", "1 to " + LONGEST_WINDOW + " days");
        demand(
                publishBy != null && publishBy.isAfter(today) && publishBy.isBefore(today.plusYears(1)),
                "publishBy",
                "a day within the next year");
        demand(offer >= 0 && offer <= DEAREST, "offer", "an amount from 0 to " + DEAREST);
    }

    /** Refuses what is not an https address; it is shown and never fetched. */
    static void link(@Nullable String text, String field) {
        demand(
                text != null && text.length() <= LONGEST_LINK && isHttps(text),
                field,
                "an https address of up to " + LONGEST_LINK + " characters");
    }

    private static boolean isHttps(String text) {
        try {
            var uri = new URI(text);
            return "https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static void text(@Nullable String text, String field, int longest) {
        demand(
                text != null && !text.isBlank() && text.length() <= longest,
                field,
                "a text of up to " + longest + " characters");
    }

    static void demand(boolean so, String field, String expected) {
        if (!so) {
            throw Problem.caller("collaboration.plan", "Expected " + expected + ".")
                    .field(field);
        }
    }
}
