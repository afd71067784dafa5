package io.hearth.decision.language;

import io.hearth.decision.Budget;
import io.hearth.decision.Frequency;
import io.hearth.decision.Period;
import io.hearth.decision.Validity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code key: value} lines above a rule, in Chinese or English. They are read here and never become code. */
final class Header {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("why", "why"),
            Map.entry("为什么", "why"),
            Map.entry("原因", "why"),
            Map.entry("owner", "owner"),
            Map.entry("负责人", "owner"),
            Map.entry("valid from", "valid from"),
            Map.entry("生效", "valid from"),
            Map.entry("开始", "valid from"),
            Map.entry("valid to", "valid to"),
            Map.entry("失效", "valid to"),
            Map.entry("结束于", "valid to"),
            Map.entry("how often", "how often"),
            Map.entry("频率", "how often"),
            Map.entry("次数", "how often"),
            Map.entry("priority", "priority"),
            Map.entry("优先级", "priority"),
            Map.entry("stack", "stack"),
            Map.entry("叠加组", "stack"),
            Map.entry("budget", "budget"),
            Map.entry("预算", "budget"),
            Map.entry("enabled", "enabled"),
            Map.entry("启用", "enabled"));
    static final String ALLOWED = "why, owner, how often, valid from, valid to, priority, stack, budget, enabled";

    private static final Map<String, Frequency> FREQUENCIES = Map.ofEntries(
            Map.entry("once", Frequency.ONCE),
            Map.entry("一次", Frequency.ONCE),
            Map.entry("仅一次", Frequency.ONCE),
            Map.entry("once a day", Frequency.ONCE_A_DAY),
            Map.entry("每天一次", Frequency.ONCE_A_DAY),
            Map.entry("once a week", Frequency.ONCE_A_WEEK),
            Map.entry("每周一次", Frequency.ONCE_A_WEEK),
            Map.entry("once a month", Frequency.ONCE_A_MONTH),
            Map.entry("每月一次", Frequency.ONCE_A_MONTH),
            Map.entry("once a year", Frequency.ONCE_A_YEAR),
            Map.entry("每年一次", Frequency.ONCE_A_YEAR),
            Map.entry("once per object", Frequency.ONCE_PER_OBJECT),
            Map.entry("每个对象一次", Frequency.ONCE_PER_OBJECT),
            Map.entry("each time", Frequency.EACH_TIME),
            Map.entry("每次", Frequency.EACH_TIME));
    private static final Pattern BUDGET = Pattern.compile(
            "(\\d{1,12}) (?:points|(pieces)) (today|a day|a week|a month|a year|ever)|(每天|每周|每月|每年|总共) ?(\\d{1,12}) ?(?:积分|(份))");
    private static final Map<String, String> BUDGET_PERIODS = Map.of(
            "a day", "today", "a week", "week", "a month", "month", "a year", "year", "每天", "today", "每周", "week", "每月",
            "month", "每年", "year", "总共", "ever");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");

    private final Problems problems;
    private final Set<String> seen = new HashSet<>();

    private String why = "";
    private String owner = "";
    private @Nullable Frequency frequency;
    private int priority;
    private @Nullable String stack;
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;
    private @Nullable Budget budget;
    private boolean enabled = true;

    Header(Problems problems) {
        this.problems = problems;
    }

    /** Reads one line; false if it is no header line at all. */
    boolean read(int line, String text) {
        int colon = Math.max(text.indexOf(':'), -1);
        int wide = text.indexOf('：');
        int at = colon < 0 ? wide : wide < 0 ? colon : Math.min(colon, wide);
        var key = at < 0 ? null : KEYS.get(text.substring(0, at).strip().toLowerCase(Locale.ROOT));
        if (key == null) {
            return false;
        }
        if (!seen.add(key)) {
            problems.error(line, "'" + key + "' is said twice.");
        }
        set(line, key, text.substring(at + 1).strip());
        return true;
    }

    private void set(int line, String key, String value) {
        switch (key) {
            case "why" -> why = text(line, key, value);
            case "owner" -> owner = text(line, key, value);
            case "how often" ->
                frequency = choice(line, key, value, FREQUENCIES).orElse(Frequency.EACH_TIME);
            case "priority" -> priority = priority(line, value);
            case "stack" -> stack = name(line, value);
            case "valid from" -> from = date(line, key, value);
            case "valid to" -> to = date(line, key, value);
            case "budget" -> budget = budget(line, value);
            default ->
                enabled = choice(
                                line,
                                key,
                                value,
                                Map.of("yes", true, "true", true, "是", true, "no", false, "false", false, "否", false))
                        .orElse(true);
        }
    }

    private String text(int line, String key, String value) {
        if (value.isEmpty() || value.length() > 300) {
            problems.error(line, "'" + key + "' takes 1 to 300 characters.");
        }
        return value;
    }

    private <T> Optional<T> choice(int line, String key, String value, Map<String, T> choices) {
        var found = choices.get(value.toLowerCase(Locale.ROOT));
        if (found == null) {
            problems.error(
                    line,
                    "'" + value + "' is nothing that '" + key + "' can be. Allowed: "
                            + String.join(
                                    ", ", choices.keySet().stream().sorted().toList()) + ".");
        }
        return Optional.ofNullable(found);
    }

    private int priority(int line, String value) {
        if (value.matches("[+-]?\\d{1,4}") && Math.abs(Integer.parseInt(value)) <= 1000) {
            return Integer.parseInt(value);
        }
        problems.error(line, "'" + value + "' is no priority. Allowed: a whole number from -1000 to 1000.");
        return 0;
    }

    private @Nullable String name(int line, String value) {
        if (!NAME.matcher(value).matches()) {
            problems.error(
                    line,
                    "'" + value + "' can't name a stack. Allowed: letters, digits, spaces, '.', '-', '_', at most 60.");
            return null;
        }
        return value;
    }

    private @Nullable LocalDate date(int line, String key, String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            problems.error(line, "'" + value + "' is no date for '" + key + "'. Allowed: a day such as 2026-03-14.");
            return null;
        }
    }

    private @Nullable Budget budget(int line, String value) {
        var matcher = BUDGET.matcher(value);
        if (!matcher.matches()) {
            problems.error(
                    line,
                    "'" + value
                            + "' is no budget. Allowed: '10000 points a day', 'a week', 'a month', 'a year' or 'ever'; 每月 10000 积分;"
                            + " for coupons, gifts and privileges '100 pieces a month', 每月 100 份.");
            return null;
        }
        boolean english = matcher.group(1) != null;
        var period = english ? matcher.group(3) : matcher.group(4);
        return new Budget(
                Long.parseLong(english ? matcher.group(1) : matcher.group(5)),
                Period.parse(BUDGET_PERIODS.getOrDefault(period, period)),
                (english ? matcher.group(2) : matcher.group(6)) != null);
    }

    Validity validity(int line) {
        if (from != null && to != null && to.isBefore(from)) {
            problems.error(line, "'valid to' lies before 'valid from'.");
            return Validity.ALWAYS;
        }
        return new Validity(from, to);
    }

    /** The header lines that every rule must have and this one lacks. */
    List<String> missing(boolean mustSayHowOften) {
        return java.util.stream.Stream.of("why", "owner", "how often")
                .filter(key -> !seen.contains(key) && (mustSayHowOften || !key.equals("how often")))
                .toList();
    }

    String why() {
        return why;
    }

    String owner() {
        return owner;
    }

    Frequency frequency() {
        return frequency == null ? Frequency.EACH_TIME : frequency;
    }

    int priority() {
        return priority;
    }

    @Nullable
    String stack() {
        return stack;
    }

    @Nullable
    Budget budget() {
        return budget;
    }

    boolean enabled() {
        return enabled;
    }
}
