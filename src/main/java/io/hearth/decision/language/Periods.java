package io.hearth.decision.language;

import io.hearth.decision.Period;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads periods and durations in both languages. */
final class Periods {

    static final String DAYS_SHAPE = "\\d{1,4} ?(?:days?|weeks?|months?|years?|天|日|周|个?月|年)";
    static final String PERIOD_SHAPE = "today|this week|this month|this year|ever|(?:in )?the last " + DAYS_SHAPE
            + "|今天|今日|本周|本月|今年|总共|一直以来|最近" + DAYS_SHAPE + "内?";

    private static final Map<String, Period> CALENDAR = Map.ofEntries(
            Map.entry("today", Period.parse("today")),
            Map.entry("今天", Period.parse("today")),
            Map.entry("今日", Period.parse("today")),
            Map.entry("this week", Period.parse("week")),
            Map.entry("本周", Period.parse("week")),
            Map.entry("this month", Period.parse("month")),
            Map.entry("本月", Period.parse("month")),
            Map.entry("this year", Period.parse("year")),
            Map.entry("今年", Period.parse("year")),
            Map.entry("ever", Period.parse("ever")),
            Map.entry("一直以来", Period.parse("ever")),
            Map.entry("总共", Period.parse("ever")));
    private static final Pattern ROLLING = Pattern.compile("(?:in )?the last (.+)|最近(.+?)内?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,4}) ?(days?|weeks?|months?|years?|天|日|周|个?月|年)");

    private Periods() {}

    static Optional<SlotValue> period(String text) {
        var known = CALENDAR.get(text.toLowerCase(Locale.ROOT));
        if (known != null) {
            return Optional.of(new SlotValue(known.toString(), say(known, true), say(known, false)));
        }
        var rolling = ROLLING.matcher(text);
        if (!rolling.matches()) {
            return Optional.empty();
        }
        var length =
                Stream.of(1, 2).map(rolling::group).filter(Objects::nonNull).findFirst();
        return length.flatMap(Periods::days).flatMap(days -> {
            try {
                var period = Period.parse(days.value() + "d").toString();
                return Optional.of(new SlotValue(period, "最近 " + days.zh() + "内", "in the last " + days.en()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    static Optional<SlotValue> days(String text) {
        var duration = DURATION.matcher(text.toLowerCase(Locale.ROOT).strip());
        if (!duration.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(duration.group(1));
        var unit = duration.group(2);
        return switch (unit.charAt(unit.length() - 1) == 's' ? unit.substring(0, unit.length() - 1) : unit) {
            case "day", "天", "日" -> value(amount, 1, "天", "day");
            case "week", "周" -> value(amount, 7, "周", "week");
            case "month", "月", "个月" -> value(amount, 30, "个月", "month");
            default -> value(amount, 365, "年", "year");
        };
    }

    private static Optional<SlotValue> value(int amount, int days, String zh, String en) {
        long all = (long) amount * days;
        return all < 1 || all > 3650
                ? Optional.empty()
                : Optional.of(new SlotValue(all, amount + " " + zh, amount + " " + en + (amount == 1 ? "" : "s")));
    }

    private static String say(Period period, boolean zh) {
        return switch (period.toString()) {
            case "today" -> zh ? "今天" : "today";
            case "week" -> zh ? "本周" : "this week";
            case "month" -> zh ? "本月" : "this month";
            case "year" -> zh ? "今年" : "this year";
            default -> zh ? "总共" : "ever";
        };
    }
}
