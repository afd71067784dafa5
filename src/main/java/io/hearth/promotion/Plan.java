package io.hearth.promotion;

import io.hearth.platform.Json;
import io.hearth.platform.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion is meant to be. People agree to exactly this: its hash changes with anything in it.
 *
 * @param offer what members are offered, shown by templates as {@code offer}
 * @param segments members of any of these are the audience
 * @param without but of none of these
 * @param holdOut percent of the audience that are told nothing, to be compared with; 0 to 50
 * @param warmUp template of what is said before, at {@code warmUpAt}; both or neither
 * @param message template of the offer, sent from {@code startsAt} on
 * @param reminder template for those who have not reacted at {@code remindAt}; both or neither
 * @param waveSize how many members are told at a time
 * @param waveMinutes how many minutes lie between the end of one wave and the next
 * @param reaction the type of event by which a member reacts
 * @param amountField a number in that event's data that is added up, such as what was paid
 * @param budget what all of it may cost
 * @param costPerReaction what one reaction costs, such as a discount
 */
@Schema(name = "PromotionPlan")
record Plan(
        String title,
        String offer,
        List<String> segments,
        @Nullable List<String> without,
        int holdOut,
        @Nullable String warmUp,
        @Nullable Instant warmUpAt,
        String message,
        Instant startsAt,
        @Nullable String reminder,
        @Nullable Instant remindAt,
        Instant endsAt,
        int waveSize,
        int waveMinutes,
        String reaction,
        @Nullable String amountField,
        BigDecimal budget,
        BigDecimal costPerReaction) {

    private static final int MOST_SEGMENTS = 20;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_OFFER = 500;
    private static final int MOST_HELD_OUT = 50;
    private static final int LARGEST_WAVE = 1_000_000;
    private static final int LONGEST_PAUSE = 7 * 24 * 60;
    private static final Duration FARTHEST = Duration.ofDays(180);
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000_000);

    List<String> excluded() {
        return without == null ? List.of() : without;
    }

    Optional<String> template(Stage stage) {
        return Optional.ofNullable(
                switch (stage) {
                    case WARM_UP -> warmUp;
                    case OFFER -> message;
                    case REMINDER -> reminder;
                });
    }

    String hash() {
        try {
            var bytes = Json.mapper().writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Expected this Java to know SHA-256, but it does not", missing);
        }
    }

    /** Whether what is written can be done at all; with the field that can't. */
    void check(Instant now, Predicate<String> templates) {
        text(title, "title", LONGEST_TITLE);
        text(offer, "offer", LONGEST_OFFER);
        demand(areNamed(segments) && !segments.isEmpty(), "segments", "one to " + MOST_SEGMENTS + " segments");
        demand(areNamed(excluded()), "without", "at most " + MOST_SEGMENTS + " segments");
        demand(holdOut >= 0 && holdOut <= MOST_HELD_OUT, "holdOut", "a percentage from 0 to " + MOST_HELD_OUT);
        template(message, "message", templates);
        demand((warmUp == null) == (warmUpAt == null), "warmUpAt", "a warm-up with its time, or neither");
        demand((reminder == null) == (remindAt == null), "remindAt", "a reminder with its time, or neither");
        if (warmUp != null) {
            template(warmUp, "warmUp", templates);
        }
        if (reminder != null) {
            template(reminder, "reminder", templates);
        }
        demand(startsAt != null && startsAt.isAfter(now), "startsAt", "a start that is still to come");
        demand(warmUpAt == null || warmUpAt.isBefore(startsAt), "warmUpAt", "a warm-up before the start");
        demand(
                endsAt != null && endsAt.isAfter(startsAt) && endsAt.isBefore(now.plus(FARTHEST)),
                "endsAt",
                "an end after the start, within " + FARTHEST.toDays() + " days");
        demand(
                remindAt == null || (remindAt.isAfter(startsAt) && remindAt.isBefore(endsAt)),
                "remindAt",
                "a reminder between start and end");
        demand(waveSize >= 1 && waveSize <= LARGEST_WAVE, "waveSize", "waves of 1 to " + LARGEST_WAVE + " members");
        demand(waveMinutes >= 0 && waveMinutes <= LONGEST_PAUSE, "waveMinutes", "0 to " + LONGEST_PAUSE + " minutes");
        demand(
                reaction != null && reaction.matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+){1,5}"),
                "reaction",
                "a type of event such as order.placed");
        demand(
                amountField == null || amountField.matches("[A-Za-z][A-Za-z0-9_]{0,63}"),
                "amountField",
                "the name of a field of the event's data");
        money(budget, "budget");
        money(costPerReaction, "costPerReaction");
    }

    private static boolean areNamed(@Nullable List<String> segments) {
        return segments != null
                && segments.size() <= MOST_SEGMENTS
                && segments.stream().allMatch(name -> name != null && !name.isBlank());
    }

    private static void money(@Nullable BigDecimal amount, String field) {
        demand(
                amount != null && amount.signum() >= 0 && amount.compareTo(DEAREST) <= 0 && amount.scale() <= 4,
                field,
                "an amount of zero or more with up to 4 decimals");
    }

    private static void text(@Nullable String text, String field, int longest) {
        demand(
                text != null && !text.isBlank() && text.length() <= longest,
                field,
                "a text of up to " + longest + " characters");
    }

    private static void template(@Nullable String name, String field, Predicate<String> templates) {
        demand(name != null && templates.test(name), field, "a template that exists, but there is no '" + name + "'");
    }

    private static void demand(boolean so, String field, String expected) {
        if (!so) {
            throw Problem.caller("promotion.plan", "Expected " + expected + ".").field(field);
        }
    }
}
