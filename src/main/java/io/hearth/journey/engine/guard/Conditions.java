package io.hearth.journey.engine.guard;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstBoolean;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstNull;
import org.camunda.bpm.impl.juel.AstNumber;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * Checks a condition by the very parser that the engine will use, so that what is accepted here is what runs there.
 * Comparisons of declared variables with literals are all it may hold.
 */
final class Conditions {

    private static final int LONGEST = 500;
    private static final int DEEPEST = 30;
    private static final Set<Class<?>> ALLOWED = Set.of(
            AstEval.class,
            AstBinary.class,
            AstUnary.class,
            AstNested.class,
            AstIdentifier.class,
            AstString.class,
            AstNumber.class,
            AstBoolean.class,
            AstNull.class);

    private static final Set<AstBinary.Operator> ARITHMETIC =
            Set.of(AstBinary.ADD, AstBinary.SUB, AstBinary.MUL, AstBinary.DIV, AstBinary.MOD);

    /** What is wrong with the condition, if anything is. */
    static Optional<String> check(String text, Map<String, String> variables) {
        if (text.length() > LONGEST) {
            return Optional.of("the condition is longer than " + LONGEST + " characters");
        }
        if (!text.startsWith("${") || !text.endsWith("}")) {
            return Optional.of("a condition is one ${…} expression");
        }
        if (nesting(text) > DEEPEST) {
            return Optional.of("the condition is nested too deeply");
        }
        try {
            var root = new Builder().build(text).getRoot();
            return check(root, variables, 0).or(() -> yesOrNo(root, variables));
        } catch (TreeBuilderException notUnderstood) {
            return Optional.of("the condition is not understood at position " + notUnderstood.getPosition());
        }
    }

    private static Optional<String> check(Node node, Map<String, String> variables, int depth) {
        if (depth > DEEPEST) {
            return Optional.of("the condition is nested too deeply");
        }
        if (!ALLOWED.contains(node.getClass())) {
            return Optional.of(
                    "a condition may only compare declared variables with text, numbers, true and false, but this one uses "
                            + node.getClass().getSimpleName().replace("Ast", "").toLowerCase(java.util.Locale.ROOT));
        }
        if (node instanceof AstEval eval && eval.isDeferred()) {
            return Optional.of("a condition is one ${…} expression");
        }
        if (node instanceof AstIdentifier identifier && !variables.containsKey(identifier.getName())) {
            return Optional.of("variable '%s' is not declared".formatted(identifier.getName()));
        }
        for (int i = 0; i < node.getCardinality(); i++) {
            var fault = check(node.getChild(i), variables, depth + 1);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> yesOrNo(Node node, Map<String, String> variables) {
        var answers = node instanceof AstEval || node instanceof AstNested
                ? yesOrNo(node.getChild(0), variables).isEmpty()
                : node instanceof AstBoolean
                        || node instanceof AstUnary unary && unary.getOperator() != AstUnary.NEG
                        || node instanceof AstBinary binary && !ARITHMETIC.contains(binary.getOperator())
                        || node instanceof AstIdentifier variable
                                && "boolean".equals(variables.get(variable.getName()));
        return answers ? Optional.empty() : Optional.of("a condition must be true or false, but this one is a value");
    }

    private static int nesting(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth--;
                default -> {}
            }
        }
        return deepest;
    }

    private Conditions() {}
}
