package io.hearth.decision.receipt;

import io.hearth.decision.Check.Reading;
import io.hearth.decision.Sentence;
import io.hearth.decision.Words;
import io.hearth.decision.fact.Event;
import java.util.List;

/** How a language tells a member what a rule saw. */
enum Tongue {
    ZH {
        @Override
        String addressed(Sentence sentence) {
            return sentence.zh().contains("成员资格")
                    ? sentence.zh().replaceFirst("成员资格", "您的成员资格")
                    : sentence.zh().replaceFirst("成员", "您");
        }

        @Override
        String leaf(String sentence, String value, boolean held, boolean past) {
            return held
                    ? sentence + seen(value, past) + "。"
                    : "还需要：" + sentence + (value.isEmpty() ? "。" : "；" + time(past) + "：" + value + "。");
        }

        @Override
        String clause(String sentence, String value, boolean negated, boolean past) {
            return (negated ? "并非" + sentence : sentence) + seen(value, past);
        }

        @Override
        String not(String clause, boolean held) {
            return held ? "没有这种情况：" + clause + "。" : "不应有这种情况：" + clause + "。";
        }

        @Override
        String anyOf(List<String> clauses, boolean held) {
            return (held ? "至少符合一项：" : "还需要至少符合一项：") + String.join("；", clauses) + "。";
        }

        @Override
        String noneOf(List<String> clauses, boolean held) {
            return (held ? "这些情况都没有：" : "不应有这些情况：") + String.join("；", clauses) + "。";
        }

        @Override
        String named(Words.Name name) {
            return name.zh();
        }

        @Override
        String counted(String number, Unit unit) {
            return number + unit.zh;
        }

        @Override
        String nothing() {
            return "没有";
        }

        @Override
        String other() {
            return "其他内容";
        }

        private String seen(String value, boolean past) {
            return value.isEmpty() ? "" : "（" + time(past) + "：" + value + "）";
        }

        private String time(boolean past) {
            return past ? "当时" : "目前";
        }
    },
    EN {
        @Override
        String addressed(Sentence sentence) {
            var said = sentence.en();
            for (var change : YOU) {
                if (said.contains(change[0])) {
                    return said.replaceFirst(change[0], change[1]);
                }
            }
            return said;
        }

        @Override
        String leaf(String sentence, String value, boolean held, boolean past) {
            return held
                    ? capital(sentence) + seen(value, past) + "."
                    : "Still needed: " + sentence + "."
                            + (value.isEmpty() ? "" : " " + time(past) + ": " + value + ".");
        }

        @Override
        String clause(String sentence, String value, boolean negated, boolean past) {
            return (negated ? "it is not so that " + sentence : sentence) + seen(value, past);
        }

        @Override
        String not(String clause, boolean held) {
            return (held ? "It is not so that " : "It must not be so that ") + clause + ".";
        }

        @Override
        String anyOf(List<String> clauses, boolean held) {
            return (held ? "At least one of these is so: " : "Still needed is one of these: ")
                    + String.join("; ", clauses) + ".";
        }

        @Override
        String noneOf(List<String> clauses, boolean held) {
            return (held ? "None of these is so: " : "None of these may be so: ") + String.join("; ", clauses) + ".";
        }

        @Override
        String named(Words.Name name) {
            return name.en();
        }

        @Override
        String counted(String number, Unit unit) {
            return number + (number.equals("1") ? unit.one : unit.many);
        }

        @Override
        String nothing() {
            return "nothing";
        }

        @Override
        String other() {
            return "something else";
        }

        private String seen(String value, boolean past) {
            return value.isEmpty() ? "" : " (" + (past ? "then" : "now") + ": " + value + ")";
        }

        private String time(boolean past) {
            return past ? "Then" : "Now";
        }

        private String capital(String text) {
            return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        }
    };

    /** Only one of these stands in a sentence of the vocabulary. */
    private static final String[][] YOU = {
        {"the membership ", "your membership "},
        {"the member's ", "your "},
        {"the member just was ", "you were just "},
        {"the member just had ", "you just had "},
        {"the member is ", "you are "},
        {"the member was ", "you were "},
        {"the member has ", "you have "},
        {"the member ", "you "},
    };

    /** The sentence as one says it to the member. */
    abstract String addressed(Sentence sentence);

    abstract String leaf(String sentence, String value, boolean held, boolean past);

    abstract String clause(String sentence, String value, boolean negated, boolean past);

    abstract String not(String clause, boolean held);

    abstract String anyOf(List<String> clauses, boolean held);

    abstract String noneOf(List<String> clauses, boolean held);

    abstract String named(Words.Name name);

    abstract String counted(String number, Unit unit);

    abstract String nothing();

    abstract String other();

    enum Unit {
        TIMES(" 次", " time", " times"),
        DAYS(" 天", " day", " days"),
        POINTS(" 积分", " point", " points");

        private final String zh;
        private final String one;
        private final String many;

        Unit(String zh, String one, String many) {
            this.zh = zh;
            this.one = one;
            this.many = many;
        }
    }

    /** What was read, as people say it; empty where the sentence itself says it already. */
    String value(Reading reading, String raw, Words words) {
        if (raw.isEmpty() || raw.equals("true") || raw.equals("false")) {
            return "";
        }
        if (raw.equals("–")) {
            return nothing();
        }
        if (raw.equals("…")) {
            return other();
        }
        return switch (reading.fact() + "." + reading.property()) {
            case "activity.count" -> counted(raw, Unit.TIMES);
            case "activity.days",
                    "activity.streak",
                    "activity.streakForgiving",
                    "activity.daysSinceFirst",
                    "activity.daysSinceLast",
                    "activity.lastWithin",
                    "activity.awayFor",
                    "activity.firstWithin",
                    "activity.firstAgo",
                    "membership.daysSinceJoining",
                    "membership.joinedWithin",
                    "membership.joinedAgo" -> counted(raw, Unit.DAYS);
            case "rewards.points" -> counted(raw, Unit.POINTS);
            case "membership.level" -> named(words.of("level", raw));
            case "membership.status" -> named(words.of("status", raw));
            case "member.language" -> named(words.of("language", raw));
            case "event.type" -> raw.equals(Event.NONE) ? nothing() : named(words.of("event", raw));
            case "now.dayOfWeek", "now.weekend" -> named(words.of("weekday", raw));
            default -> raw;
        };
    }
}
