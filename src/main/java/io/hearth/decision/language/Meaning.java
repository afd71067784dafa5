package io.hearth.decision.language;

import io.hearth.decision.Check;
import io.hearth.decision.Check.Operator;
import io.hearth.decision.Check.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a sentence of the vocabulary means, with its slots filled. Conditions combine readings by {@code and or not ( )} and
 * {@code = != >= > <= < in}; outcomes are calls of the facade.
 */
final class Meaning {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\{[\\p{Alnum}-]+\\+?})|([a-zA-Z]\\w*)|(\\d+(?:\\.\\d+)?)|'([^']*)'|(>=|<=|!=|[=<>().,*;]))");
    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "!=", Operator.UNEQUAL,
            ">=", Operator.AT_LEAST,
            ">", Operator.MORE,
            "<=", Operator.AT_MOST,
            "<", Operator.LESS);

    private record Token(char kind, String text) {}

    /** An outcome as a call of the facade; an argument may be a {@link Reading}. */
    record Call(String method, List<Object> arguments) {}

    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, SlotValue> slots;
    private final Catalogue catalogue;
    private int at;

    private Meaning(String text, Map<String, SlotValue> slots, Catalogue catalogue) {
        this.slots = slots;
        this.catalogue = catalogue;
        var matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            for (int group = 1; group <= 5; group++) {
                if (matcher.group(group) != null) {
                    tokens.add(new Token("swnt.".charAt(group - 1), matcher.group(group)));
                }
            }
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("'" + text.substring(end).strip() + "' is not understood");
        }
    }

    static Check condition(String text, Map<String, SlotValue> slots, Catalogue catalogue) {
        var meaning = new Meaning(text, slots, catalogue);
        var check = meaning.any();
        meaning.end();
        return check;
    }

    static List<Call> outcomes(String text, Map<String, SlotValue> slots, Catalogue catalogue) {
        var meaning = new Meaning(text, slots, catalogue);
        var calls = new ArrayList<Call>();
        do {
            calls.add(new Call(meaning.word(), meaning.arguments()));
        } while (meaning.skip(";"));
        meaning.end();
        return calls;
    }

    private Check any() {
        var parts = new ArrayList<Check>(List.of(all()));
        while (skip("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Check.AnyOf(List.copyOf(parts));
    }

    private Check all() {
        var parts = new ArrayList<Check>(List.of(single()));
        while (skip("and")) {
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Check.AllOf(List.copyOf(parts));
    }

    private Check single() {
        if (skip("not")) {
            return new Check.Not(single());
        }
        if (skip("(")) {
            var inner = any();
            expect(")");
            return inner;
        }
        var reading = reading();
        var spec = spec(reading);
        if (spec.kind() == Readings.Kind.TRUTH) {
            return new Check.Test(reading, Operator.HOLDS, List.of());
        }
        if (skip("in")) {
            return new Check.Test(reading, Operator.ONE_OF, several());
        }
        var operator = OPERATORS.get(peek());
        if (operator == null) {
            throw new IllegalArgumentException(
                    "Expected a comparison after " + reading.property() + ", but found '" + peek() + "'");
        }
        at++;
        var needed = value();
        if (spec.kind() == Readings.Kind.NUMBER != needed instanceof Number) {
            throw new IllegalArgumentException("Expected to compare " + reading.property() + " with a "
                    + (spec.kind() == Readings.Kind.NUMBER ? "number" : "text") + ", but got '" + needed + "'");
        }
        return new Check.Test(reading, operator, List.of(needed));
    }

    private Reading reading() {
        var fact = word();
        expect(".");
        var property = word();
        var reading = new Reading(fact, property, peek().equals("(") ? arguments() : List.of());
        spec(reading);
        return reading;
    }

    private static Readings.Spec spec(Reading reading) {
        var spec = Readings.find(reading.fact(), reading.property())
                .orElseThrow(() -> new IllegalArgumentException("There is nothing to read at " + reading.fact() + "."
                        + reading.property() + ". Allowed: " + Readings.propertiesOf(reading.fact())));
        if (spec.arguments().size() != reading.arguments().size()) {
            throw new IllegalArgumentException(reading.fact() + "." + reading.property() + " takes "
                    + spec.arguments().size() + " values");
        }
        return spec;
    }

    private List<Object> arguments() {
        expect("(");
        var arguments = new ArrayList<>();
        while (!skip(")")) {
            arguments.add(argument());
            skip(",");
        }
        return List.copyOf(arguments);
    }

    private Object argument() {
        if (tokens.size() > at + 1
                && tokens.get(at).kind() == 'w'
                && tokens.get(at + 1).text().equals(".")) {
            return reading();
        }
        var value = value();
        while (skip("*")) {
            value = Math.multiplyExact((Long) value, (Long) value());
        }
        return value;
    }

    private List<Object> several() {
        if (skip("(")) {
            var values = new ArrayList<>(List.of(value()));
            while (skip(",")) {
                values.add(value());
            }
            expect(")");
            return List.copyOf(values);
        }
        var token = next();
        if (token.kind() == 's' && token.text().endsWith("+}")) {
            var slot = token.text().substring(1, token.text().length() - 2);
            return List.copyOf(catalogue.levelsFrom((String) slot(slot)));
        }
        throw new IllegalArgumentException("Expected a list after 'in'");
    }

    private Object value() {
        var token = next();
        return switch (token.kind()) {
            case 's' -> slot(token.text().substring(1, token.text().length() - 1));
            case 't' -> token.text();
            case 'n' ->
                token.text().contains(".")
                        ? (Object) Double.valueOf(token.text())
                        : (Object) Long.valueOf(token.text());
            default -> throw new IllegalArgumentException("Expected a value, but found '" + token.text() + "'");
        };
    }

    private Object slot(String name) {
        var value = slots.get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no slot {" + name + "}");
        }
        return value.value();
    }

    private String word() {
        var token = next();
        if (token.kind() != 'w') {
            throw new IllegalArgumentException("Expected a word, but found '" + token.text() + "'");
        }
        return token.text();
    }

    private String peek() {
        return at < tokens.size() && tokens.get(at).kind() != 't'
                ? tokens.get(at).text()
                : "";
    }

    private Token next() {
        if (at >= tokens.size()) {
            throw new IllegalArgumentException("Something is missing at the end");
        }
        return tokens.get(at++);
    }

    private boolean skip(String text) {
        boolean found = peek().equals(text);
        at += found ? 1 : 0;
        return found;
    }

    private void expect(String text) {
        if (!skip(text)) {
            throw new IllegalArgumentException("Expected '" + text + "', but found '" + peek() + "'");
        }
    }

    private void end() {
        if (at < tokens.size()) {
            throw new IllegalArgumentException("'" + tokens.get(at).text() + "' is too much");
        }
    }
}
