package io.hearth.collaboration;

import static io.hearth.collaboration.Plan.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a joint event is meant to be.
 *
 * @param page where its links lead, an https address; a code is added to it
 * @param windowDays for how long after somebody came by one of its codes an order counts for it, 1 to 365
 * @param partners with whom we hold it, one to twenty
 * @param duties what each side does for it, up to a hundred
 */
record JointPlan(
        String title,
        String about,
        String page,
        int windowDays,
        Instant startsAt,
        Instant endsAt,
        List<Share> partners,
        List<Duty> duties) {

    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST = 500;
    private static final int LONGEST_WINDOW = 365;
    private static final int MOST_PARTNERS = 20;
    private static final int MOST_DUTIES = 100;
    private static final int ALL = 100;
    private static final Duration FARTHEST = Duration.ofDays(366);

    /** @param share of what comes by the event as a whole, in percent; what is left of a hundred is ours */
    record Share(String partner, int share) {}

    /** @param partner who owes it; ours if absent */
    record Duty(@Nullable String partner, String what, Instant due) {}

    void check(Instant now) {
        text(title, "title", LONGEST_TITLE);
        text(about, "about", LONGEST);
        Plan.link(page, "page");
        demand(windowDays >= 1 && windowDays <= LONGEST_WINDOW, "windowDays", "1 to " + LONGEST_WINDOW + " days");
        demand(startsAt != null && startsAt.isAfter(now), "startsAt", "a start that is still to come");
        demand(
                endsAt != null && endsAt.isAfter(startsAt) && endsAt.isBefore(now.plus(FARTHEST)),
                "endsAt",
                "an end after the start, within " + FARTHEST.toDays() + " days");
        demand(
                partners != null && !partners.isEmpty() && partners.size() <= MOST_PARTNERS,
                "partners",
                "1 to " + MOST_PARTNERS + " partners");
        var names = new HashSet<String>();
        int sum = 0;
        for (var one : partners) {
            demand(
                    one.partner() != null && one.partner().matches("[1-9]\\d{0,17}") && names.add(one.partner()),
                    "partners",
                    "each partner once, by its number");
            demand(one.share() >= 1 && one.share() <= ALL, "partners", "shares from 1 to 100 percent");
            sum += one.share();
        }
        demand(sum <= ALL, "partners", "shares of at most 100 percent together, but got " + sum);
        checkDuties(now, names);
    }

    private void checkDuties(Instant now, HashSet<String> names) {
        demand(duties != null && duties.size() <= MOST_DUTIES, "duties", "up to " + MOST_DUTIES + " duties");
        for (var duty : duties) {
            text(duty.what(), "duties", LONGEST);
            demand(
                    duty.due() != null && duty.due().isAfter(now) && duty.due().isBefore(now.plus(FARTHEST)),
                    "duties",
                    "a due time that is still to come, within " + FARTHEST.toDays() + " days");
            demand(
                    duty.partner() == null || names.contains(duty.partner()),
                    "duties",
                    "one of the event's partners, or nobody for ours");
        }
    }

    private static void text(@Nullable String text, String field, int longest) {
        demand(
                text != null && !text.isBlank() && text.length() <= longest,
                field,
                "a text of up to " + longest + " characters");
    }
}
