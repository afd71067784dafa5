package io.hearth.studio.draft;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Releases;
import io.hearth.decision.Rulesets;
import io.hearth.decision.language.Coverage;
import io.hearth.decision.language.Scenarios;
import io.hearth.journey.WorkflowTests;
import io.hearth.message.template.Expected;
import io.hearth.studio.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/**
 * Everything that the build runs over the content: readers, guards, compiler, analysis and links; then, where these let it
 * pass, the scenarios beside the files and what messages look like.
 */
@Component
class FullCheck {

    static final List<String> STEPS = List.of("content", "rules", "workflows", "templates");
    private static final int MOST = 500;

    private final Releases releases;
    private final Rulesets rulesets;
    private final WorkflowTests workflows;

    FullCheck(Releases releases, Rulesets rulesets, WorkflowTests workflows) {
        this.releases = releases;
        this.rulesets = rulesets;
        this.workflows = workflows;
    }

    /** @param findings what must be fixed first, then what is worth a look; at most {@value #MOST} */
    record Result(boolean publishable, int passed, int failed, List<Found> findings) {}

    /** @param step told the name and number of each step as it begins */
    Result run(ContentFiles files, BiConsumer<String, Integer> step) {
        step.accept(STEPS.get(0), 0);
        var found = new ArrayList<>(Found.of(files, releases.check(files)));
        int passed = 0;
        int failed = 0;
        if (found.stream().noneMatch(Found::stops)) {
            step.accept(STEPS.get(1), 1);
            var rules = rules(files, found);
            step.accept(STEPS.get(2), 2);
            var played = workflows.play(files);
            found.addAll(Found.told(files, played.left()));
            for (var one : played.played()) {
                if (!one.passed()) {
                    var text = WorkflowTests.text(files, one);
                    found.add(testFailed(one.file(), one.line(), one.name(), text));
                }
            }
            int wrong =
                    (int) played.played().stream().filter(one -> !one.passed()).count();
            passed = rules.passed() + played.played().size() - wrong;
            failed = rules.failed() + wrong;
            step.accept(STEPS.get(3), 3);
            templates(files, found);
        }
        found.sort(Comparator.comparing((Found one) -> !one.stops())
                .thenComparing(Found::file)
                .thenComparing(Found::line));
        return new Result(
                found.stream().noneMatch(Found::stops),
                passed,
                failed,
                found.stream().limit(MOST).toList());
    }

    private record Tests(int passed, int failed) {}

    private Tests rules(ContentFiles files, List<Found> found) {
        var report = Scenarios.run(Scenarios.files(files).toList(), files, rulesets.draft(files));
        int failed = 0;
        for (var result : report.results()) {
            if (!result.passed()) {
                failed++;
                found.add(testFailed(result.file(), result.line(), result.name(), result.text()));
            }
        }
        report.coverage().stream().filter(rule -> !rule.covered()).forEach(rule -> found.add(uncovered(rule)));
        return new Tests(report.results().size() - failed, failed);
    }

    private static Found testFailed(String file, int line, String name, Map<String, String> text) {
        return Found.mustFix(
                "test-failed",
                file,
                line,
                "测试“%s”没有通过：%s".formatted(name, text.get("zh")),
                "The test '%s' failed: %s".formatted(name, text.get("en")));
    }

    private static Found uncovered(Coverage.OfRule rule) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        if (!rule.fired()) {
            zh.add("没有触发它的场景");
            en.add("no scenario makes it fire");
        }
        if (!rule.rested()) {
            zh.add("没有它不触发的场景");
            en.add("no scenario leaves it at rest");
        }
        for (var condition : rule.conditions()) {
            if (!condition.seenTrue()) {
                zh.add("“%s”从没有成立过".formatted(condition.zh()));
                en.add("'%s' was never so".formatted(condition.en()));
            }
            if (!condition.seenFalse()) {
                zh.add("“%s”没有不成立过".formatted(condition.zh()));
                en.add("'%s' was always so".formatted(condition.en()));
            }
        }
        return Found.look(
                "untested",
                rule.file(),
                rule.line(),
                "规则“%s”还没有被测试完整：%s。".formatted(rule.name(), String.join("；", zh)),
                "The rule '%s' is not fully tested: %s.".formatted(rule.name(), String.join("; ", en)));
    }

    private static void templates(ContentFiles files, List<Found> found) {
        for (var other : Expected.differences(files)) {
            found.add(Found.mustFix(
                    "looks-different",
                    other.now().path(),
                    line(other.now(), other.before()),
                    "消息“%s”的样子与预期不同；看过之后可以接受现在的样子".formatted(other.template()),
                    "The message '%s' looks other than expected; look at it, and accept how it looks now"
                            .formatted(other.template())));
        }
    }

    /** The first line that differs; 0 where nothing was expected. */
    private static int line(ContentFile now, @org.jspecify.annotations.Nullable String before) {
        if (before == null) {
            return 0;
        }
        var one = now.text().split("\n", -1);
        var other = before.split("\n", -1);
        int line = 0;
        while (line < one.length && line < other.length && Objects.equals(one[line], other[line])) {
            line++;
        }
        return line + 1;
    }
}
