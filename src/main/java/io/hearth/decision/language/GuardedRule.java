package io.hearth.decision.language;

import io.hearth.decision.Check.Reading;
import io.hearth.decision.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/**
 * A DRL rule of which every part was found on a list.
 *
 * @param condition the left side, written anew from its tree
 * @param sentences what can be explained of it
 * @param readings all that it reads
 */
record GuardedRule(
        String name,
        int line,
        int salience,
        boolean enabled,
        String condition,
        List<Sentence> sentences,
        List<Reading> readings,
        Set<String> eventTypes,
        List<Meaning.Call> calls,
        String consequence) {

    private static final Set<String> FUNCTIONS = Set.of("sum", "count", "min", "max", "average");
    private static final int MOST_PATTERNS = 6;

    static GuardedRule of(RuleDescr rule, Problems problems) {
        var walk = new Walk(rule, problems);
        var condition = walk.element(rule.getLhs());
        if (walk.positives == 0) {
            problems.error(rule.getLine(), "The rule '" + rule.getName() + "' needs a pattern that is not negated.");
        }
        if (walk.patterns > MOST_PATTERNS) {
            problems.error(
                    rule.getLine(), "The rule '" + rule.getName() + "' has more than " + MOST_PATTERNS + " patterns.");
        }
        var consequence = new GuardedConsequence(rule, walk.variables, problems);
        var salience = rule.getAttributes().get("salience");
        var enabled = rule.getAttributes().get("enabled");
        return new GuardedRule(
                rule.getName(),
                rule.getLine(),
                salience != null && String.valueOf(salience.getValue()).matches("-?\\d{1,4}")
                        ? Integer.parseInt(salience.getValue())
                        : 0,
                enabled == null || !String.valueOf(enabled.getValue()).equals("false"),
                condition,
                List.copyOf(walk.sentences),
                List.copyOf(walk.readings),
                Set.copyOf(walk.eventTypes),
                consequence.calls(),
                consequence.text());
    }

    /** Walks the left side once: refuses, collects, and writes it anew. */
    private static final class Walk {
        final RuleDescr rule;
        final Problems problems;
        final Map<String, String> variables = new HashMap<>();
        final List<Sentence> sentences = new ArrayList<>();
        final List<Reading> readings = new ArrayList<>();
        int patterns;
        int positives;
        int negations;
        int inside;
        final Set<String> eventTypes = new TreeSet<>();

        Walk(RuleDescr rule, Problems problems) {
            this.rule = rule;
            this.problems = problems;
        }

        String element(BaseDescr descr) {
            if (descr instanceof AndDescr || descr instanceof OrDescr) {
                var parts = children(descr);
                return parts.size() == 1
                        ? parts.get(0)
                        : descr == rule.getLhs()
                                ? String.join("\n    ", parts)
                                : "(" + String.join(descr instanceof AndDescr ? " and " : " or ", parts) + ")";
            }
            if (descr instanceof NotDescr || descr instanceof ExistsDescr) {
                negations += descr instanceof NotDescr ? 1 : 0;
                inside++;
                var text =
                        (descr instanceof NotDescr ? "not(" : "exists(") + String.join(" and ", children(descr)) + ")";
                inside--;
                negations -= descr instanceof NotDescr ? 1 : 0;
                return text;
            }
            if (descr instanceof AccumulateDescr accumulate) {
                return accumulate(accumulate, null);
            }
            if (descr instanceof PatternDescr pattern) {
                return pattern(pattern);
            }
            refuse(descr, descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(java.util.Locale.ROOT));
            return "";
        }

        private List<String> children(BaseDescr descr) {
            var parts = new ArrayList<String>();
            for (var child : ((ConditionalElementDescr) descr).getDescrs()) {
                parts.add(element((BaseDescr) child));
            }
            return parts;
        }

        private String pattern(PatternDescr pattern) {
            patterns++;
            positives += inside == 0 ? 1 : 0;
            var type = pattern.getObjectType();
            if (pattern.getSource() instanceof AccumulateDescr accumulate
                    && (type.equals("Object") || type.equals("Number"))) {
                return accumulate(accumulate, pattern);
            }
            var simple = type.startsWith("io.hearth.decision.") ? type.substring(type.lastIndexOf('.') + 1) : type;
            boolean known = simple.equals("Facts") || Readings.FACTS.containsKey(simple);
            if (!known || type.contains(".") && !Guard.IMPORTS.contains(type)) {
                problems.error(
                        line(pattern),
                        "'" + type + "' is no fact. Allowed: Facts, "
                                + String.join(", ", new java.util.TreeSet<>(Readings.FACTS.keySet())) + ".");
                return "";
            }
            if (pattern.isQuery() || !pattern.getPositionalConstraints().isEmpty()) {
                refuse(pattern, "a query or positional argument");
            }
            if (!pattern.getBehaviors().isEmpty()) {
                refuse(pattern, "a window");
            }
            if (pattern.getSource() != null) {
                refuse(pattern, "from");
            }
            if (!pattern.getAnnotationNames().isEmpty()) {
                refuse(pattern, "an annotation");
            }
            var bound = "";
            if (pattern.getIdentifier() != null) {
                bound = name(pattern.getIdentifier(), line(pattern)) + " : ";
                variables.put(pattern.getIdentifier(), simple);
            }
            return bound + simple + "(" + String.join(", ", constraints(pattern, simple)) + ")";
        }

        private List<String> constraints(PatternDescr pattern, String fact) {
            var texts = new ArrayList<String>();
            for (var constraint : pattern.getConstraint().getDescrs()) {
                if (constraint instanceof ExprConstraintDescr expression) {
                    texts.add(expression(expression.getExpression(), fact, line(constraint)));
                } else {
                    refuse(constraint, constraint.getClass().getSimpleName());
                }
            }
            return texts;
        }

        private String expression(String text, String fact, int line) {
            var guarded = new GuardedExpression(rule.getName(), line, fact, variables, problems).read(text);
            readings.addAll(guarded.readings());
            var check = guarded.check();
            if (check != null && negations == 0) {
                RuleMaker.eventTypes(check, eventTypes);
            }
            if (check != null && inside == 0) {
                sentences.add(new Sentence(text.strip(), line, text.strip(), text.strip(), check));
            }
            return guarded.text();
        }

        private String accumulate(AccumulateDescr accumulate, @Nullable PatternDescr result) {
            if (!accumulate.isExternalFunction()) {
                refuse(accumulate, "code inside accumulate");
                return "";
            }
            inside++;
            var source = element(accumulate.getInput());
            inside--;
            var functions = new ArrayList<String>();
            for (var call : accumulate.getFunctions()) {
                if (!FUNCTIONS.contains(call.getFunction())) {
                    problems.error(
                            line(accumulate),
                            "'" + call.getFunction() + "' can't accumulate. Allowed: average, count, max, min, sum.");
                }
                var arguments = new ArrayList<String>();
                for (var argument : call.getParams()) {
                    arguments.add(expression(argument, "", line(accumulate)));
                }
                var bind = "";
                if (call.getBind() != null) {
                    bind = name(call.getBind(), line(accumulate)) + " : ";
                    variables.put(call.getBind(), "");
                }
                functions.add(bind + call.getFunction() + "(" + String.join(", ", arguments) + ")");
            }
            // Only now, since they speak of what the functions are bound to.
            var constraints = result == null ? List.<String>of() : constraints(result, "");
            return "accumulate(" + source + "; " + String.join(", ", functions)
                    + (constraints.isEmpty() ? "" : "; " + String.join(", ", constraints)) + ")";
        }

        private String name(String variable, int line) {
            if (!variable.matches("\\$[a-zA-Z]\\w{0,30}")) {
                problems.error(line, "'" + variable + "' can't name a variable. Allowed: $ and letters.");
            }
            return variable;
        }

        private int line(BaseDescr descr) {
            return descr.getLine() > 0 ? descr.getLine() : rule.getLine();
        }

        private void refuse(BaseDescr descr, String what) {
            problems.error(
                    line(descr),
                    "The rule '" + rule.getName() + "' uses '" + what
                            + "', which is not allowed. Allowed: patterns on facts, and, or, not, exists, accumulate.");
        }
    }
}
