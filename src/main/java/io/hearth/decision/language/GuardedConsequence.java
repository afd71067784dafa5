package io.hearth.decision.language;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import io.hearth.decision.Check.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.drl.ast.descr.RuleDescr;

/** Reads the right side of a rule: calls of the facade with literals and readings, and nothing else. */
final class GuardedConsequence {

    private static final int LONGEST = 8000;
    static final Map<String, List<Class<?>>> CALLS = Map.ofEntries(
            Map.entry("award", List.of(Long.class, String.class)),
            Map.entry("awardAfter", List.of(Long.class, Long.class, String.class)),
            Map.entry("awardFor", List.of(Long.class, Reading.class, String.class)),
            Map.entry("badge", List.of(String.class)),
            Map.entry("badgeAt", List.of(String.class, String.class)),
            Map.entry("takeBadge", List.of(String.class)),
            Map.entry("barBadge", List.of(String.class)),
            Map.entry("coupon", List.of(String.class)),
            Map.entry("privilege", List.of(String.class, Long.class)),
            Map.entry("gift", List.of(String.class)),
            Map.entry("level", List.of(String.class)),
            Map.entry("segment", List.of(String.class)),
            Map.entry("openCase", List.of(String.class, String.class, String.class)),
            Map.entry("startJourney", List.of(String.class)),
            Map.entry("send", List.of(String.class)),
            Map.entry("lookAgain", List.of(Long.class)),
            Map.entry("answer", List.of(String.class)));

    private final RuleDescr rule;
    private final Map<String, String> variables;
    private final Problems problems;
    private final List<Meaning.Call> calls = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    GuardedConsequence(RuleDescr rule, Map<String, String> variables, Problems problems) {
        this.rule = rule;
        this.variables = variables;
        this.problems = problems;
        read(String.valueOf(rule.getConsequence()));
    }

    List<Meaning.Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls written anew. */
    String text() {
        return text.toString();
    }

    private void read(String source) {
        int line = rule.getConsequenceLine();
        if (source.length() > LONGEST) {
            problems.error(
                    line, "The rule '" + rule.getName() + "' has more than " + LONGEST + " characters after 'then'.");
            return;
        }
        var parsed = new JavaParser(
                        new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_8))
                .parseBlock("{" + source + "}");
        var block = parsed.getResult();
        if (!parsed.isSuccessful() || block.isEmpty()) {
            problems.error(
                    line, "The rule '" + rule.getName() + "' has something after 'then' that is not understood.");
            return;
        }
        if (block.get().getStatements().isEmpty()) {
            problems.error(line, "The rule '" + rule.getName() + "' has no outcome.");
        }
        for (var statement : block.get().getStatements()) {
            int at = line + statement.getBegin().map(b -> b.line - 1).orElse(0);
            call(statement).ifPresentOrElse(call -> facade(call, at), () -> refuse(at, statement));
        }
    }

    private static Optional<MethodCallExpr> call(Statement statement) {
        return statement instanceof ExpressionStmt expression
                        && expression.getExpression() instanceof MethodCallExpr call
                        && call.getTypeArguments().isEmpty()
                        && call.getScope()
                                .filter(s -> s instanceof NameExpr n
                                        && n.getNameAsString().equals("outcomes"))
                                .isPresent()
                ? Optional.of(call)
                : Optional.empty();
    }

    private void facade(MethodCallExpr call, int line) {
        var method = call.getNameAsString();
        var wanted = CALLS.get(method);
        if (wanted == null || wanted.size() != call.getArguments().size()) {
            refuse(line, call);
            return;
        }
        var values = new ArrayList<Object>();
        var texts = new ArrayList<String>();
        for (int i = 0; i < wanted.size(); i++) {
            var argument = call.getArguments().get(i);
            var value = value(argument);
            if (value.isEmpty() || !wanted.get(i).isInstance(value.get().value())) {
                problems.error(
                        line,
                        "The rule '" + rule.getName() + "' gives outcomes." + method + " '"
                                + SentenceFile.shown(argument.toString())
                                + "'. Allowed: texts and whole numbers, and readings where an outcome counts.");
                return;
            }
            values.add(value.get().value());
            texts.add(value.get().text());
        }
        calls.add(new Meaning.Call(method, List.copyOf(values)));
        text.append("    outcomes.")
                .append(method)
                .append('(')
                .append(String.join(", ", texts))
                .append(");\n");
    }

    private record Value(Object value, String text) {}

    private Optional<Value> value(Expression argument) {
        if (argument instanceof StringLiteralExpr string) {
            var value = string.getValue();
            return value.indexOf('\\') >= 0 || value.indexOf('"') >= 0 || value.length() > 300
                    ? Optional.empty()
                    : Optional.of(new Value(value, '"' + value + '"'));
        }
        if (argument instanceof IntegerLiteralExpr number && number.getValue().matches("\\d{1,9}")) {
            return Optional.of(new Value(Long.valueOf(number.getValue()), number.getValue()));
        }
        if (argument instanceof BinaryExpr) {
            return Optional.empty();
        }
        return argument instanceof MethodCallExpr call ? reading(call) : Optional.empty();
    }

    /** {@code $event.number("km")} on a bound fact, or {@code $facts.event().number("km")}; text readings stand for texts too. */
    private Optional<Value> reading(MethodCallExpr call) {
        var scope = call.getScope().orElse(null);
        String fact = null;
        String prefix = "";
        if (scope instanceof NameExpr name) {
            fact = Readings.FACTS.get(variables.getOrDefault(name.getNameAsString(), ""));
            prefix = name.getNameAsString();
        } else if (scope instanceof MethodCallExpr component
                && component.getArguments().isEmpty()
                && component.getScope().orElse(null) instanceof NameExpr name
                && "Facts".equals(variables.get(name.getNameAsString()))
                && Readings.ALL.containsKey(component.getNameAsString())) {
            fact = component.getNameAsString();
            prefix = name.getNameAsString() + "." + fact + "()";
        }
        if (fact == null) {
            return Optional.empty();
        }
        var spec = Readings.find(fact, call.getNameAsString());
        var values = new ArrayList<Object>();
        var texts = new ArrayList<String>();
        for (var argument : call.getArguments()) {
            if (!(argument instanceof StringLiteralExpr string)
                    || string.getValue().indexOf('\\') >= 0) {
                return Optional.empty();
            }
            values.add(string.getValue());
            texts.add('"' + string.getValue() + '"');
        }
        if (spec.isEmpty()
                || spec.get().arguments().size() != values.size()
                || spec.get().kind() != Readings.Kind.NUMBER) {
            return Optional.empty();
        }
        return Optional.of(new Value(
                new Reading(fact, call.getNameAsString(), List.copyOf(values)),
                prefix + "." + call.getNameAsString() + "(" + String.join(", ", texts) + ")"));
    }

    private void refuse(int line, Object found) {
        problems.error(
                line,
                "The rule '" + rule.getName() + "' does '" + SentenceFile.shown(Guard.firstLine(found.toString()))
                        + "' after 'then'. Allowed: outcomes. followed by one of "
                        + String.join(", ", new java.util.TreeSet<>(CALLS.keySet())) + ".");
    }
}
