package io.hearth.decision.language;

import io.hearth.decision.Check;
import io.hearth.decision.Check.Operator;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Writes a rule as DRL: one pattern over all facts, the event's type first, and one call of the facade for each outcome. */
final class DrlWriter {

    private DrlWriter() {}

    static String rule(Rule rule, List<Meaning.Call> calls) {
        var constraints = new ArrayList<Check>();
        rule.conditions().forEach(s -> flatten(Objects.requireNonNull(s.check()), constraints));
        constraints.sort(Comparator.comparingInt(c -> isEventType(c) ? 0 : 1));
        boolean readsInOutcome =
                calls.stream().anyMatch(c -> c.arguments().stream().anyMatch(Reading.class::isInstance));
        var drl = start(rule);
        drl.append("\nwhen\n    ").append(readsInOutcome ? "$facts : " : "").append("Facts(");
        drl.append(String.join(
                ",\n        ", constraints.stream().map(DrlWriter::expression).toList()));
        drl.append(")\nthen\n");
        for (var call : calls) {
            var arguments = call.arguments().stream().map(DrlWriter::argument).toList();
            drl.append("    outcomes.")
                    .append(call.method())
                    .append('(')
                    .append(String.join(", ", arguments))
                    .append(");\n");
        }
        return drl.append("end\n").toString();
    }

    /** The same for a rule that an engineer wrote, from what the guard let through. */
    static String rule(Rule rule, GuardedRule written) {
        return start(rule) + "\nwhen\n    " + written.condition() + "\nthen\n" + written.consequence() + "end\n";
    }

    private static StringBuilder start(Rule rule) {
        var drl = new StringBuilder("rule " + literal(rule.id()));
        if (rule.priority() != 0) {
            drl.append(" salience ").append(rule.priority());
        }
        return drl;
    }

    private static void flatten(Check check, List<Check> into) {
        if (check instanceof Check.AllOf all) {
            all.parts().forEach(p -> flatten(p, into));
        } else if (!into.contains(check)) {
            into.add(check);
        }
    }

    private static boolean isEventType(Check check) {
        return check instanceof Check.Test test
                && test.operator() == Operator.EQUAL
                && test.reading().fact().equals("event")
                && test.reading().property().equals("type");
    }

    private static String expression(Check check) {
        if (check instanceof Check.Test test) {
            return test(test);
        }
        if (check instanceof Check.Not not) {
            return not.part() instanceof Check.Test test && test.operator() == Operator.HOLDS
                    ? "!" + expression(not.part())
                    : "!(" + unbracketed(expression(not.part())) + ")";
        }
        if (check instanceof Check.AnyOf any) {
            return combined(any.parts(), " || ");
        }
        return combined(((Check.AllOf) check).parts(), " && ");
    }

    private static String combined(List<Check> parts, String operator) {
        return parts.size() == 1
                ? expression(parts.get(0))
                : "("
                        + String.join(
                                operator,
                                parts.stream().map(DrlWriter::expression).toList()) + ")";
    }

    private static String unbracketed(String expression) {
        return expression.startsWith("(") && expression.endsWith(")")
                ? expression.substring(1, expression.length() - 1)
                : expression;
    }

    private static String test(Check.Test test) {
        var threshold = Thresholds.of(test);
        if (threshold.isPresent()) {
            return threshold.get();
        }
        var reading = reading(test.reading(), "");
        if (test.operator() == Operator.HOLDS) {
            return reading;
        }
        if (test.operator() == Operator.ONE_OF) {
            var each = test.needed().stream()
                    .map(v -> reading + " == " + literal(v))
                    .toList();
            return each.size() == 1 ? each.get(0) : "(" + String.join(" || ", each) + ")";
        }
        return reading + " " + sign(test.operator()) + " "
                + literal(test.needed().get(0));
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQUAL -> "==";
            case UNEQUAL -> "!=";
            case AT_LEAST -> ">=";
            case MORE -> ">";
            case AT_MOST -> "<=";
            case LESS -> "<";
            case ONE_OF, HOLDS -> throw new IllegalArgumentException("No sign for " + operator);
        };
    }

    private static String reading(Reading reading, String prefix) {
        boolean component =
                Readings.find(reading.fact(), reading.property()).orElseThrow().record();
        var arguments = reading.arguments().stream()
                .map(a -> a instanceof Reading inner ? reading(inner, prefix) : literal(a))
                .toList();
        boolean java = !prefix.isEmpty();
        return prefix
                + reading.fact()
                + (java ? "()." : ".")
                + reading.property()
                + (component && !java ? "" : "(" + String.join(", ", arguments) + ")");
    }

    private static String argument(Object argument) {
        return argument instanceof Reading reading ? reading(reading, "$facts.") : literal(argument);
    }

    /** A value as DRL and Java write it; what needs an escape was refused long before. */
    static String literal(Object value) {
        if (value instanceof String text) {
            if (text.codePoints().anyMatch(c -> c == '"' || c == '\\' || c < ' ')) {
                throw new IllegalArgumentException("Expected a text without quotes and backslashes, but got " + text);
            }
            return '"' + text + '"';
        }
        return value instanceof Double number
                ? java.math.BigDecimal.valueOf(number).toPlainString()
                : String.valueOf(value);
    }
}
