package io.hearth.decision.language;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.content.InChinese;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Firing;
import io.hearth.decision.Outcome;
import io.hearth.decision.Rule;
import io.hearth.decision.Ruleset;
import io.hearth.decision.Words;
import io.hearth.decision.receipt.OutcomeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenarios beside the rules ({@code contribution.test.yaml} for {@code contribution.dslr}): the build and the server run them alike. */
public final class Scenarios {

    static final String ENDING = ".test.yaml";

    /**
     * What came of one scenario.
     *
     * @param message empty if it passed
     * @param text the same in Chinese and English
     */
    public record Result(String file, int line, String name, boolean passed, String message, Map<String, String> text) {

        static Result passed(String file, ScenarioFile.Scenario scenario) {
            return new Result(file, scenario.line(), scenario.name(), true, "", Map.of());
        }

        static Result failed(String file, int line, String name, String zh, String en) {
            return new Result(file, line, name, false, en, Map.of("zh", zh, "en", en));
        }
    }

    private Scenarios() {}

    /** The test files of all rulebooks. */
    public static Stream<ContentFile> files(ContentFiles content) {
        return content.under("rules").filter(f -> f.path().endsWith(ENDING));
    }

    /**
     * What came of several files of scenarios.
     *
     * @param coverage of the rules that lie beside them
     */
    public record Report(List<Result> results, List<Coverage.OfRule> coverage) {}

    /** Runs all scenarios in these files. A file that can't be read gives one failed result for each finding. */
    public static Report run(List<ContentFile> tests, ContentFiles content, Ruleset ruleset) {
        var results = new ArrayList<Result>();
        var coverage = new Coverage();
        var catalogue = RuleReader.catalogue(content);
        try (var session = ruleset.open()) {
            for (var file : tests) {
                results.addAll(run(file, catalogue, ruleset, session, coverage));
            }
        }
        return new Report(List.copyOf(results), coverage.rules());
    }

    /** Runs all scenarios of one file. */
    public static List<Result> run(ContentFile file, ContentFiles content, Ruleset ruleset) {
        return run(List.of(file), content, ruleset).results();
    }

    private static List<Result> run(
            ContentFile file, Catalogue catalogue, Ruleset ruleset, DecisionSession session, Coverage coverage) {
        var problems = new Problems(file.path());
        var scenarios = ScenarioFile.read(file, catalogue, problems);
        if (problems.hasErrors()) {
            return problems.found().stream().map(Scenarios::unreadable).toList();
        }
        var tested = file.path().substring(0, file.path().length() - ENDING.length()) + ".";
        var rules = ruleset.rules().stream()
                .filter(rule -> rule.file().startsWith(tested))
                .toList();
        return scenarios.stream()
                .map(scenario -> {
                    var firings = session.decide(file.folder().split("/")[1], scenario.facts()).firings().stream()
                            .filter(f -> f.rule().file().startsWith(tested))
                            .toList();
                    coverage.note(
                            rules,
                            scenario.facts(),
                            firings.stream().map(Firing::rule).toList());
                    return compare(file.path(), scenario, firings, words(rules));
                })
                .toList();
    }

    private static Result unreadable(Finding finding) {
        return Result.failed(
                finding.file(),
                finding.line(),
                "line " + finding.line(),
                InChinese.of(finding.message()),
                finding.message());
    }

    private static Result compare(String file, ScenarioFile.Scenario scenario, List<Firing> firings, Words words) {
        var outcomes = firings.stream().flatMap(f -> f.outcomes().stream()).toList();
        var missing = without(scenario.expected(), outcomes);
        var surplus = without(outcomes, scenario.expected());
        if (missing.isEmpty() && surplus.isEmpty()) {
            return Result.passed(file, scenario);
        }
        var fired = firings.stream().map(f -> f.rule().name()).distinct().toList();
        return Result.failed(
                file,
                scenario.line(),
                scenario.name(),
                (missing.isEmpty() ? "" : "缺少：" + told(missing, words, "zh", "；") + "。")
                        + (surplus.isEmpty() ? "" : "多出：" + told(surplus, words, "zh", "；") + "。")
                        + (fired.isEmpty() ? "没有规则触发。" : "触发的规则：“" + String.join("”“", fired) + "”。"),
                (missing.isEmpty() ? "" : "Missing: " + told(missing, words, "en", "; ") + ". ")
                        + (surplus.isEmpty() ? "" : "Not expected: " + told(surplus, words, "en", "; ") + ". ")
                        + (fired.isEmpty() ? "No rule fired." : "Fired: '" + String.join("', '", fired) + "'."));
    }

    /** What people call badges, levels and segments; all rules of a release know the same words. */
    private static Words words(List<Rule> rules) {
        return rules.isEmpty() ? Words.NONE : rules.get(0).words();
    }

    private static String told(List<Outcome> outcomes, Words words, String language, String between) {
        return outcomes.stream()
                .map(outcome -> OutcomeJson.sentence(outcome, words).get(language))
                .collect(Collectors.joining(between));
    }

    private static List<Outcome> without(List<Outcome> some, List<Outcome> others) {
        var rest = new ArrayList<>(some);
        others.forEach(rest::remove);
        return rest;
    }
}
