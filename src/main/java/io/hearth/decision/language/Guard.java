package io.hearth.decision.language;

import io.hearth.decision.RulebookSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Lets DRL through only where every part of its tree is on a list. Building is executing, so this comes before any compiler sees the text,
 * and all DRL passes it, also what was generated from sentences.
 */
final class Guard {

    static final Set<String> IMPORTS = RulebookSource.HEADER
            .lines()
            .filter(l -> l.startsWith("import "))
            .map(l -> l.substring("import ".length(), l.length() - 1))
            .collect(Collectors.toUnmodifiableSet());
    private static final String GLOBAL = "io.hearth.decision.fact.Outcomes outcomes";
    private static final Set<String> ATTRIBUTES = Set.of("salience", "no-loop", "enabled");
    private static final long STACK = 4 << 20;
    private static final int SECONDS = 20;

    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    private Guard(Problems problems) {
        this.problems = problems;
    }

    /** Reads and checks; the rules are empty when there is anything to complain about. */
    static List<GuardedRule> check(String text, Problems problems) {
        var answer = new CompletableFuture<List<GuardedRule>>();
        // Deep nesting must end in an error here and not in the caller's stack.
        var thread = new Thread(
                null,
                () -> {
                    try {
                        answer.complete(new Guard(problems).tree(text));
                    } catch (StackOverflowError e) {
                        problems.error(0, "The file is nested too deeply.");
                        answer.complete(List.of());
                    } catch (Throwable e) {
                        problems.error(
                                0,
                                "The file can't be read as DRL: " + e.getClass().getSimpleName() + ".");
                        answer.complete(List.of());
                    }
                },
                "drl-guard",
                STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            problems.error(0, "The file could not be read within " + SECONDS + " seconds. Split it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.error(0, "The check was interrupted.");
        } catch (ExecutionException e) {
            problems.error(0, "The file can't be read as DRL.");
        }
        return List.of();
    }

    private List<GuardedRule> tree(String text) throws Exception {
        var parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr tree = parser.parse(false, text);
        if (parser.hasErrors()) {
            parser.getErrors().stream()
                    .limit(5)
                    .forEach(e -> problems.error(
                            e.getLines().length > 0 ? e.getLines()[0] : 0,
                            "This is not DRL: " + firstLine(e.getMessage())));
            return List.of();
        }
        if (tree == null || tree.getRules().isEmpty()) {
            problems.error(0, "There is no rule in this file.");
            return List.of();
        }
        checkPackage(tree);
        var rules = new ArrayList<GuardedRule>();
        for (var rule : tree.getRules()) {
            if (checkRule(rule)) {
                rules.add(GuardedRule.of(rule, problems));
            }
        }
        return problems.hasErrors() ? List.of() : rules;
    }

    private void checkPackage(PackageDescr tree) {
        if (!RulebookSource.PACKAGE.equals(tree.getName())) {
            problems.error(
                    1, "Expected 'package " + RulebookSource.PACKAGE + ";', but found '" + tree.getName() + "'.");
        }
        tree.getImports().stream()
                .filter(i -> !IMPORTS.contains(i.getTarget()))
                .forEach(i -> problems.error(
                        i.getLine(),
                        "'" + i.getTarget() + "' can't be imported. Allowed: "
                                + String.join(", ", new java.util.TreeSet<>(IMPORTS)) + "."));
        tree.getGlobals().stream()
                .filter(g -> !GLOBAL.equals(g.getType() + " " + g.getIdentifier()))
                .forEach(g -> problems.error(
                        g.getLine(), "'" + g.getIdentifier() + "' can't be a global. Allowed: " + GLOBAL + "."));
        refuse(tree.getFunctionImports(), "import function or import static");
        refuse(tree.getAccumulateImports(), "import accumulate");
        refuse(tree.getFunctions(), "function");
        refuse(tree.getTypeDeclarations(), "declare");
        refuse(tree.getEnumDeclarations(), "declare enum");
        refuse(tree.getEntryPointDeclarations(), "declare entry-point");
        refuse(tree.getWindowDeclarations(), "declare window");
        refuse(tree.getAttributes(), "an attribute of the package");
        if (tree.getUnit() != null) {
            problems.error(
                    tree.getUnit().getLine(), "'unit' is not allowed. Allowed are package, import, global and rule.");
        }
    }

    private void refuse(Collection<? extends BaseDescr> found, String what) {
        found.forEach(d -> problems.error(
                d.getLine(), "'" + what + "' is not allowed. Allowed are package, import, global and rule."));
    }

    private boolean checkRule(RuleDescr rule) {
        var name = "The rule '" + rule.getName() + "' ";
        int line = rule.getLine();
        if (rule instanceof QueryDescr || rule.isQuery()) {
            problems.error(line, "'query' is not allowed. Allowed are package, import, global and rule.");
            return false;
        }
        if (!names.add(rule.getName())) {
            problems.error(line, "There are two rules named '" + rule.getName() + "'. Give each a name of its own.");
        }
        if (rule.getParentName() != null) {
            problems.error(line, name + "extends another one, which is not allowed. Repeat the conditions.");
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            problems.error(line, name + "has a named consequence, which is not allowed. Write another rule.");
        }
        if (!rule.getAnnotationNames().isEmpty()) {
            problems.error(line, name + "has annotations, which are not allowed.");
        }
        rule.getAttributes().values().forEach(a -> {
            var value = String.valueOf(a.getValue());
            if (!ATTRIBUTES.contains(a.getName())) {
                problems.error(
                        line, name + "has the attribute '" + a.getName() + "'. Allowed: salience, no-loop, enabled.");
            } else if (a.getName().equals("salience")) {
                if (!value.matches("-?\\d{1,4}") || Math.abs(Integer.parseInt(value)) > 1000) {
                    problems.error(line, name + "has a salience that is not a whole number from -1000 to 1000.");
                }
            } else if (!value.matches("true|false")) {
                problems.error(line, name + "says '" + a.getName() + " " + value + "'. Allowed: true, false.");
            }
        });
        return true;
    }

    static String firstLine(String text) {
        var line = text.strip().lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
