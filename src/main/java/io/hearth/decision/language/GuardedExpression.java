package io.hearth.decision.language;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import io.hearth.decision.Check;
import io.hearth.decision.Check.Operator;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.jspecify.annotations.Nullable;

/** Reads one constraint of a pattern: comparisons of readings with literals and variables, combined by {@code && || !}; nothing else. */
final class GuardedExpression {

    private static final int LONGEST = 20_000;
    private static final Map<BinaryExpr.Operator, Operator> COMPARISONS = Map.of(
            BinaryExpr.Operator.EQUALS, Operator.EQUAL,
            BinaryExpr.Operator.NOT_EQUALS, Operator.UNEQUAL,
            BinaryExpr.Operator.GREATER_EQUALS, Operator.AT_LEAST,
            BinaryExpr.Operator.GREATER, Operator.MORE,
            BinaryExpr.Operator.LESS_EQUALS, Operator.AT_MOST,
            BinaryExpr.Operator.LESS, Operator.LESS);

    /** @param text written anew @param check what it means, where it can be explained by one fact alone */
    record Guarded(
            String text, List<Reading> readings, @Nullable Check check) {}

    /** A part with its text, its kind (null: not known) and what it is. */
    private record Part(
            String text,
            Readings.@Nullable Kind kind,
            @Nullable Object value,
            @Nullable Check check) {}

    private final String rule;
    private final int line;
    private final String fact;
    private final Map<String, String> variables;
    private final Problems problems;
    private final List<Reading> readings = new ArrayList<>();

    GuardedExpression(String rule, int line, String fact, Map<String, String> variables, Problems problems) {
        this.rule = rule;
        this.line = line;
        this.fact = fact;
        this.variables = variables;
        this.problems = problems;
    }

    Guarded read(String text) {
        if (text.length() > LONGEST) {
            refuse("a condition of more than " + LONGEST + " characters");
            return new Guarded("", List.of(), null);
        }
        Expression expression;
        try {
            expression = DrlxParser.parseExpression(DrlxParser.buildDrlxParserWithArguments(List.of()), text.strip());
        } catch (RuntimeException e) {
            problems.error(
                    line,
                    "The rule '" + rule + "' has a condition that is not understood: '"
                            + SentenceFile.shown(text.strip()) + "'.");
            return new Guarded("", List.of(), null);
        }
        var bound = "";
        if (expression instanceof DrlxExpression drlx) {
            expression = drlx.getExpr();
            if (drlx.getBind() != null) {
                bound = drlx.getBind().asString();
            }
        }
        var part = part(expression);
        if (!bound.isEmpty()) {
            if (!bound.matches("\\$[a-zA-Z]\\w{0,30}")) {
                refuse("the variable '" + bound + "'");
            }
            variables.put(bound, "");
            return new Guarded(bound + " : " + part.text(), readings, null);
        }
        return new Guarded(part.text(), readings, part.check());
    }

    private Part part(Node node) {
        if (node instanceof DrlxExpression drlx && drlx.getBind() == null) {
            return part(drlx.getExpr());
        }
        if (node instanceof EnclosedExpr enclosed) {
            var inner = part(enclosed.getInner());
            return new Part("(" + inner.text() + ")", inner.kind(), inner.value(), inner.check());
        }
        if (node instanceof LiteralExpr literal) {
            return literal(literal);
        }
        if (node instanceof UnaryExpr unary) {
            return unary(unary);
        }
        if (node instanceof BinaryExpr binary) {
            return binary(binary);
        }
        if (node instanceof NameExpr name) {
            return name(name.getNameAsString());
        }
        if (node instanceof FieldAccessExpr field) {
            return reading(field.getScope(), field.getNameAsString(), List.of(), false);
        }
        if (node instanceof MethodCallExpr call && call.getTypeArguments().isEmpty()) {
            return reading(call.getScope().orElse(null), call.getNameAsString(), call.getArguments(), true);
        }
        return refused("'" + node.getClass().getSimpleName().replace("Expr", "") + "'");
    }

    private Part literal(LiteralExpr literal) {
        if (literal instanceof StringLiteralExpr text) {
            var value = text.getValue();
            if (value.indexOf('\\') >= 0 || value.indexOf('"') >= 0) {
                return refused("a text with \\ or quotes");
            }
            return new Part('"' + value + '"', Readings.Kind.TEXT, value, null);
        }
        var source = literal.toString();
        if (literal instanceof IntegerLiteralExpr && source.matches("\\d{1,9}")) {
            return new Part(source, Readings.Kind.NUMBER, Long.valueOf(source), null);
        }
        if (literal instanceof DoubleLiteralExpr && source.matches("\\d{1,9}\\.\\d{1,6}")) {
            return new Part(source, Readings.Kind.NUMBER, Double.valueOf(source), null);
        }
        if (literal instanceof BooleanLiteralExpr truth) {
            return new Part(source, Readings.Kind.TRUTH, truth.getValue(), null);
        }
        return literal instanceof NullLiteralExpr
                ? new Part("null", null, null, null)
                : refused("the literal " + SentenceFile.shown(source));
    }

    private Part unary(UnaryExpr unary) {
        var inner = part(unary.getExpression());
        if (unary.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
            return new Part(
                    "!" + inner.text(),
                    Readings.Kind.TRUTH,
                    null,
                    inner.check() == null ? null : new Check.Not(inner.check()));
        }
        if (unary.getOperator() == UnaryExpr.Operator.MINUS && inner.value() instanceof Long number) {
            return new Part("-" + inner.text(), Readings.Kind.NUMBER, -number, null);
        }
        return refused("the operator " + unary.getOperator().asString());
    }

    private Part binary(BinaryExpr binary) {
        var left = part(binary.getLeft());
        var right = part(binary.getRight());
        var text = left.text() + " " + binary.getOperator().asString() + " " + right.text();
        if (binary.getOperator() == BinaryExpr.Operator.AND || binary.getOperator() == BinaryExpr.Operator.OR) {
            return new Part(text, Readings.Kind.TRUTH, null, combined(binary.getOperator(), left, right));
        }
        var operator = COMPARISONS.get(binary.getOperator());
        if (operator == null) {
            return refused("the operator " + binary.getOperator().asString());
        }
        if (left.kind() != null && right.kind() != null && left.kind() != right.kind()) {
            problems.error(
                    line,
                    "The rule '" + rule + "' compares a " + word(left.kind()) + " with a " + word(right.kind()) + ": "
                            + SentenceFile.shown(text) + ".");
        }
        var needed = right.value();
        @Nullable
        Check check = left.value() instanceof Reading reading && needed != null && !(needed instanceof Reading)
                ? new Check.Test(reading, operator, List.of(needed))
                : null;
        return new Part(text, Readings.Kind.TRUTH, null, check);
    }

    private static @Nullable Check combined(BinaryExpr.Operator operator, Part left, Part right) {
        if (left.check() == null || right.check() == null) {
            return null;
        }
        var parts = List.of(left.check(), right.check());
        return operator == BinaryExpr.Operator.AND ? new Check.AllOf(parts) : new Check.AnyOf(parts);
    }

    private static String word(Readings.Kind kind) {
        return switch (kind) {
            case NUMBER -> "number";
            case TEXT -> "text";
            case TRUTH -> "truth value";
        };
    }

    private Part name(String name) {
        if (variables.containsKey(name)) {
            return new Part(name, null, null, null);
        }
        var owner = Readings.FACTS.get(fact);
        return owner == null ? refused("the name '" + name + "'") : property(owner, "", name, List.of(), false);
    }

    private Part reading(@Nullable Expression scope, String property, List<Expression> arguments, boolean call) {
        if (scope == null) {
            var owner = Readings.FACTS.get(fact);
            return owner == null ? refused("'" + property + "'") : property(owner, "", property, arguments, call);
        }
        if (scope instanceof NameExpr name) {
            var variable = variables.get(name.getNameAsString());
            if (variable != null && Readings.FACTS.containsKey(variable)) {
                return property(Readings.FACTS.get(variable), name.getNameAsString() + ".", property, arguments, call);
            }
            if (fact.equals("Facts") && Readings.ALL.containsKey(name.getNameAsString())) {
                return property(name.getNameAsString(), name.getNameAsString() + ".", property, arguments, call);
            }
        }
        return refused("'" + SentenceFile.shown(property) + "' of something that is no fact");
    }

    private Part property(String owner, String prefix, String property, List<Expression> arguments, boolean call) {
        var spec = Readings.find(owner, property);
        if (spec.isEmpty() || spec.get().arguments().size() != arguments.size()) {
            problems.error(
                    line,
                    "The rule '" + rule + "' reads '" + property + "', which " + owner + " does not have so. Allowed: "
                            + String.join(", ", Readings.propertiesOf(owner)) + ".");
            return new Part("", null, null, null);
        }
        var values = new ArrayList<Object>();
        var texts = new ArrayList<String>();
        for (var argument : arguments) {
            var part = part(argument);
            var wanted = spec.get().arguments().get(values.size());
            boolean text = part.value() instanceof Reading
                    && part.kind() == Readings.Kind.TEXT
                    && wanted == Readings.Argument.ANY;
            if (part.value() == null || part.value() instanceof Reading && !text) {
                refuse("an argument of '" + property + "' that is no literal");
                return new Part("", null, null, null);
            }
            values.add(part.value());
            texts.add(part.text());
        }
        for (int i = 0; i < values.size(); i++) {
            checkArgument(spec.get().arguments().get(i), values.get(i));
        }
        var reading = new Reading(owner, property, List.copyOf(values));
        readings.add(reading);
        return new Part(
                prefix + property + (call || !spec.get().record() ? "(" + String.join(", ", texts) + ")" : ""),
                spec.get().kind(),
                reading,
                spec.get().kind() == Readings.Kind.TRUTH ? new Check.Test(reading, Operator.HOLDS, List.of()) : null);
    }

    private void checkArgument(Readings.Argument wanted, Object value) {
        if (wanted == Readings.Argument.NUMBER != value instanceof Number) {
            problems.error(
                    line,
                    "The rule '" + rule + "' gives '" + value + "' where a "
                            + (wanted == Readings.Argument.NUMBER ? "number" : "text") + " is needed.");
        } else if (wanted == Readings.Argument.PERIOD) {
            try {
                Period.parse((String) value);
            } catch (IllegalArgumentException e) {
                problems.error(line, "The rule '" + rule + "': " + e.getMessage() + ".");
            }
        }
    }

    private Part refused(String what) {
        refuse(what);
        return new Part("", null, null, null);
    }

    private void refuse(String what) {
        problems.error(
                line,
                "The rule '" + rule + "' uses " + what
                        + ", which is not allowed. Allowed: facts with their properties, literals, variables, == != < <= > >= && || ! and brackets.");
    }
}
