package io.hearth.studio;

import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.content.InChinese;
import io.hearth.decision.analysis.Analysis;
import io.hearth.decision.analysis.RuleFinding;
import io.hearth.journey.StepNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that a check found, as people read it.
 *
 * @param kind what the analysis found, or {@code other} for what the compiler, the other trees or the links between them say
 * @param weight {@code must-fix} stops a release, {@code worth-a-look} does not
 * @param line 0 where it is about the whole file
 */
public record Found(
        String kind,
        String weight,
        String file,
        int line,
        @Nullable String rule,
        Map<String, String> text) {

    private static final String MUST_FIX = "must-fix";

    /** What stops a release, in both languages. */
    public static Found mustFix(String kind, String file, int line, String zh, String en) {
        return new Found(kind, MUST_FIX, file, line, null, Map.of("zh", zh, "en", en));
    }

    /** What does not stop a release, in both languages. */
    public static Found look(String kind, String file, int line, String zh, String en) {
        return new Found(kind, "worth-a-look", file, line, null, Map.of("zh", zh, "en", en));
    }

    /** Whether it stops a release. */
    public boolean stops() {
        return weight.equals(MUST_FIX);
    }

    /** What the checks found, each thing once: what the analysis says in both languages is not repeated. */
    static List<Found> of(ContentFiles files, Analysis analysis, List<Finding> findings) {
        var found = new ArrayList<Found>();
        analysis.findings().forEach(finding -> found.add(of(finding)));
        var told = analysis.findings().stream()
                .map(finding -> place(finding.file(), finding.line(), finding.en()))
                .collect(Collectors.toSet());
        found.addAll(told(
                files,
                findings.stream()
                        .filter(finding -> !told.contains(place(finding.file(), finding.line(), finding.message())))
                        .distinct()
                        .toList()));
        return found;
    }

    /** What the checks found in these files, each thing once. */
    public static List<Found> of(ContentFiles files, List<Finding> findings) {
        return of(files, Analysis.of(files), findings);
    }

    private static String place(String file, int line, String message) {
        return file + ":" + line + " " + message;
    }

    private static Found of(RuleFinding finding) {
        return new Found(
                word(finding.kind().name()),
                word(finding.weight().name()),
                finding.file(),
                finding.line(),
                finding.rule(),
                Map.of("zh", finding.zh(), "en", finding.en()));
    }

    /** Told in both languages, with the names of steps in place of their ids. */
    public static List<Found> told(ContentFiles files, List<Finding> findings) {
        var names = new HashMap<String, StepNames>();
        return findings.stream()
                .map(finding -> told(
                        finding,
                        names.computeIfAbsent(
                                finding.file(),
                                path -> StepNames.of(files.find(path).orElse(null)))))
                .toList();
    }

    private static Found told(Finding finding, StepNames names) {
        var zh = names.inChinese(InChinese.of(finding.message()));
        var en = names.inEnglish(finding.message());
        return finding.isError()
                ? mustFix("other", finding.file(), finding.line(), zh, en)
                : look("other", finding.file(), finding.line(), zh, en);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
