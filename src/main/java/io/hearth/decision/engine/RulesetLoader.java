package io.hearth.decision.engine;

import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Rule;
import io.hearth.decision.RulebookSource;
import io.hearth.decision.engine.CompilationFailed.Mistake;
import io.hearth.decision.language.RuleReader;
import io.hearth.platform.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads, compiles, loads and tries the rulebooks of one version of the content. */
final class RulesetLoader {

    private final RulebookLoader rulebooks;
    private final Budgets budgets;
    private final Counts counts;

    RulesetLoader(RulebookLoader rulebooks, Budgets budgets, Counts counts) {
        this.rulebooks = rulebooks;
        this.budgets = budgets;
        this.counts = counts;
    }

    /** The ruleset, or a problem that names file and line. */
    LoadedRuleset load(String release, ContentFiles files) {
        var read = RuleReader.read(files);
        if (read.hasErrors()) {
            throw refused(read.findings());
        }
        return load(release, read.rulebooks());
    }

    LoadedRuleset load(String release, List<RulebookSource> sources) {
        var findings = new ArrayList<Finding>();
        var loaded = new HashMap<String, LoadedRuleset.Loaded>();
        for (var source : sources) {
            try {
                loaded.put(source.rulebook(), load(source));
            } catch (CompilationFailed e) {
                findings.addAll(findings(source, e));
            }
        }
        if (!findings.isEmpty()) {
            throw refused(findings);
        }
        var rules = new ArrayList<Rule>();
        var aggregates = new HashSet<Aggregate>();
        var types = new HashSet<String>();
        for (var source : sources) {
            rules.addAll(source.rules());
            aggregates.addAll(source.aggregates());
            types.addAll(source.eventTypes());
        }
        var ruleset = new LoadedRuleset(release, rules, aggregates, types, loaded, budgets, counts);
        DryRun.of(ruleset, sources);
        return ruleset;
    }

    /** What is wrong with the rulebooks beyond what their reader finds: what the compiler says, what the check refuses. */
    List<Finding> findings(ContentFiles files) {
        var read = RuleReader.read(files);
        if (read.hasErrors()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        for (var source : read.rulebooks()) {
            try {
                load(source);
            } catch (CompilationFailed e) {
                findings.addAll(findings(source, e));
            }
        }
        return findings;
    }

    private LoadedRuleset.Loaded load(RulebookSource source) {
        if (source.rules().size() > budgets.mostRules()) {
            throw new CompilationFailed("a rulebook may have at most " + budgets.mostRules() + " rules");
        }
        return LoadedRuleset.Loaded.of(rulebooks.load(source.drl()), source.rules(), source.fingerprint());
    }

    private List<Finding> findings(RulebookSource source, CompilationFailed failure) {
        return failure.mistakes().stream()
                .map(mistake -> finding(source, mistake))
                .distinct()
                .toList();
    }

    private Finding finding(RulebookSource source, Mistake mistake) {
        return beforeLine(source, mistake.line())
                .or(() -> source.rules().stream()
                        .filter(rule -> mistake.text().contains(rule.id()))
                        .findFirst())
                .or(() -> Culprit.of(source, rulebooks::refuses))
                .map(rule -> Finding.error(
                        rule.file(), rule.line(), "Rule '" + rule.name() + "': " + firstLine(mistake.text())))
                .orElseGet(() -> Finding.error("rules/" + source.rulebook(), 0, firstLine(mistake.text())));
    }

    /** The last rule that begins before a line of the DRL. */
    private static Optional<Rule> beforeLine(RulebookSource source, int line) {
        var lines = source.drl().lines().toList();
        for (var at = Math.min(line, lines.size()); at > 0; at--) {
            for (var rule : source.rules()) {
                if (Culprit.begins(lines.get(at - 1), rule)) {
                    return Optional.of(rule);
                }
            }
        }
        return Optional.empty();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Problem refused(List<Finding> findings) {
        return Problem.content(
                "rules.refused",
                "Expected rules that compile, but "
                        + findings.stream()
                                .filter(Finding::isError)
                                .limit(5)
                                .map(Finding::toString)
                                .collect(Collectors.joining("; ")));
    }
}
