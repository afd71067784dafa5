package io.hearth.message.template;

import freemarker.core.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Accepts a template only if every node of its tree is in a list. Run-time settings stop code execution but neither
 * endless loops nor switched-off escaping, so this list is the main lock.
 */
final class TreeGuard {

    private static final int DEEPEST = 60;
    private static final int MOST_FAULTS = 10;
    private static final int LONGEST_ARGUMENT = 64;

    private static final Set<String> ELEMENTS = Set.of(
            "MixedContent",
            "TextBlock",
            "DollarVariable",
            "IfBlock",
            "ConditionalBlock",
            "IteratorBlock",
            "ListElseContainer",
            "ElseOfList",
            "Items",
            "Sep",
            "SwitchBlock",
            "Case",
            "BreakInstruction",
            "Comment");
    private static final Set<String> EXPRESSIONS = Set.of(
            "Identifier",
            "Dot",
            "StringLiteral",
            "NumberLiteral",
            "BooleanLiteral",
            "ComparisonExpression",
            "AndExpression",
            "OrExpression",
            "NotExpression",
            "DefaultToExpression",
            "ExistsExpression",
            "ParentheticalExpression",
            "AddConcatExpression",
            "ArithmeticExpression",
            "MethodCall");
    private static final Set<String> BUILT_INS = Set.of(
            "?upper_case",
            "?lower_case",
            "?cap_first",
            "?trim",
            "?length",
            "?string",
            "?c",
            "?round",
            "?floor",
            "?ceiling",
            "?has_content",
            "?size",
            "?first",
            "?last",
            "?index",
            "?counter",
            "?has_next",
            "?is_last",
            "?is_first",
            "?item_parity",
            "?date",
            "?datetime",
            "?time");

    private final String file;
    private final Vocabulary vocabulary;
    private final List<Fault> faults = new ArrayList<>();

    private TreeGuard(String file, Vocabulary vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
    }

    static List<Fault> check(String file, SyntaxTree root, Vocabulary vocabulary) {
        var guard = new TreeGuard(file, vocabulary);
        guard.walk(root, new HashSet<>(), 0, 0);
        return guard.faults;
    }

    private void walk(SyntaxTree node, Set<String> loopNames, int loops, int depth) {
        if (faults.size() >= MOST_FAULTS) {
            return;
        }
        if (depth > DEEPEST) {
            refuse(node, "nested more than " + DEEPEST + " deep");
            return;
        }
        if (!allowed(node)) {
            return;
        }
        var names = loopNames;
        var inner = loops;
        switch (node.kind()) {
            case "Identifier" -> bareName(node, loopNames);
            case "Dot" -> {
                path(node, loopNames);
                return;
            }
            case "IteratorBlock" -> {
                inner++;
                if (inner > 2) {
                    refuse(node, "more than two lists inside each other");
                }
                names = withNames(node, loopNames);
                list(node);
            }
            case "Items" -> names = withNames(node, loopNames);
            case "MethodCall" -> {
                if (!call(node)) {
                    return;
                }
            }
            default -> {}
        }
        for (var i = 0; i < node.parameters(); i++) {
            var parameter = node.parameter(i);
            if (parameter != null) {
                walk(parameter, names, inner, depth + 1);
            }
        }
        for (var i = 0; i < node.children(); i++) {
            walk(node.child(i), names, inner, depth + 1);
        }
    }

    private boolean allowed(SyntaxTree node) {
        var kind = node.kind();
        var symbol = node.symbol();
        if (node.isElement()) {
            return ELEMENTS.contains(kind) || refuse(node, "the directive <" + symbol + "> is not allowed");
        }
        if (symbol.startsWith("?") && !kind.equals("ExistsExpression")) {
            var name = symbol.replaceFirst("\\(.*", "");
            return BUILT_INS.contains(name) || refuse(node, "the built-in " + name + " is not allowed");
        }
        if (node.isExpression() && !EXPRESSIONS.contains(kind)) {
            return refuse(node, "the expression " + shorten(node.source()) + " is not allowed");
        }
        return true;
    }

    private void bareName(SyntaxTree node, Set<String> loopNames) {
        var name = node.source();
        if (loopNames.contains(name) || vocabulary.plain(name).isPresent()) {
            return;
        }
        if (vocabulary.hasRoot(name)) {
            refuse(node, "'" + name + "' needs a field, one of: " + vocabulary.fieldsOf(name));
        } else {
            refuse(node, "unknown variable '" + name + "'");
        }
    }

    private void path(SyntaxTree node, Set<String> loopNames) {
        var target = node.parameter(0);
        var field = String.valueOf(node.value(1));
        if (target == null || !target.kind().equals("Identifier") || loopNames.contains(target.source())) {
            refuse(node, "'" + shorten(node.source()) + "' goes deeper than the variables do");
            return;
        }
        var root = target.source();
        if (!vocabulary.hasRoot(root)) {
            refuse(node, "unknown variable '" + root + "'");
        } else if (vocabulary.field(root, field).isEmpty()) {
            refuse(node, "unknown variable '" + root + "." + field + "', known are: " + vocabulary.fieldsOf(root));
        }
    }

    /** Only lists of the model: a range would be as long as its writer likes. */
    private void list(SyntaxTree node) {
        var listed = node.parameter(0);
        if (listed == null || !listed.kind().equals("Dot") || listed.parameter(0) == null) {
            refuse(node, "only a list of the variables may be gone through");
            return;
        }
        var target = listed.parameter(0);
        var kind = vocabulary.field(target == null ? "" : target.source(), String.valueOf(listed.value(1)));
        if (kind.isPresent() && kind.get() != Vocabulary.Kind.LIST) {
            refuse(listed, "'" + listed.source() + "' is not a list");
        }
    }

    /** A call is only ever the argument list of a built-in, as in {@code ?string("yyyy-MM-dd")}. */
    private boolean call(SyntaxTree node) {
        var target = node.parameter(0);
        if (target == null || !target.symbol().startsWith("?") || target.kind().equals("ExistsExpression")) {
            return refuse(node, "calling a method is not allowed");
        }
        for (var i = 1; i < node.parameters(); i++) {
            var argument = node.parameter(i);
            if (argument == null
                    || !argument.kind().equals("StringLiteral")
                    || argument.parameters() > 0
                    || argument.source().length() > LONGEST_ARGUMENT) {
                return refuse(node, "a built-in takes one short plain text");
            }
        }
        return true;
    }

    private static Set<String> withNames(SyntaxTree node, Set<String> outer) {
        var names = new HashSet<>(outer);
        for (var i = 0; i < node.parameters(); i++) {
            if (node.value(i) instanceof String name) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean refuse(SyntaxTree node, String text) {
        faults.add(new Fault(file, node.line(), node.column(), text));
        return false;
    }

    private static String shorten(String source) {
        return source.length() > 60 ? source.substring(0, 60) + "…" : source;
    }
}
