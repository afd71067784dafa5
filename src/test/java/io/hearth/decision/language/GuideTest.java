package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.content.ContentFile;
import io.hearth.decision.Rulesets;
import io.hearth.decision.analysis.Analysis;
import io.hearth.decision.analysis.RuleFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the marketers' guides show can be written so. */
@HearthTest
class GuideTest {

    /** Between an example and what is shipped: who copies an example puts it in the place of another rule. */
    private static final Set<RuleFinding.Kind> MEANT_ALONE =
            EnumSet.of(RuleFinding.Kind.CONTRADICTION, RuleFinding.Kind.REPETITION, RuleFinding.Kind.LOOP);

    @Autowired
    private Rulesets rulesets;

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(dslr|csv|yaml) ([a-z-]+)\\n(.*?)^```");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]+ \\| (`.+?`) \\| (`.+?`) \\|( [a-z-]+ \\|)?$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @TestFactory
    Stream<DynamicTest> blocksCanBeRead() throws IOException {
        return BLOCK.matcher(guide())
                .results()
                .map(m -> DynamicTest.dynamicTest(m.group(3).lines().findFirst().orElse(""), () -> {
                    var path =
                            "rules/" + m.group(2) + "/guide." + (m.group(1).equals("yaml") ? "test.yaml" : m.group(1));
                    var file = ContentFile.of(path, m.group(3));
                    if (m.group(1).equals("yaml")) {
                        var problems = new Problems(path);
                        ScenarioFile.read(file, RuleReader.catalogue(Shipped.files()), problems);
                        assertThat(problems.found()).isEmpty();
                    } else {
                        assertThat(RuleReader.read(Shipped.files().with(file)).findings())
                                .isEmpty();
                    }
                }));
    }

    /**
     * All of the guides' rules beside those that are shipped: they compile, the analysis finds nothing that must be fixed,
     * and the guide's own scenarios pass on the guide's first rule.
     */
    @Test
    void examplesRunAndTheirScenariosPass() throws IOException {
        var files = Shipped.files();
        var scenarios = new ArrayList<ContentFile>();
        var blocks = BLOCK.matcher(guide()).results().toList();
        for (int i = 0; i < blocks.size(); i++) {
            var folder = "rules/" + blocks.get(i).group(2) + "/";
            var kind = blocks.get(i).group(1);
            if (kind.equals("yaml")) {
                scenarios.add(ContentFile.of(
                        folder + "guide-0.test.yaml", blocks.get(i).group(3)));
            } else {
                files = files.with(ContentFile.of(
                        folder + "guide-" + i + "." + kind, blocks.get(i).group(3)));
            }
        }

        var report = Scenarios.run(scenarios, files, rulesets.draft(files));

        assertThat(scenarios).isNotEmpty();
        assertThat(report.results()).hasSizeGreaterThan(1).allMatch(Scenarios.Result::passed, "passes");
        assertThat(report.coverage()).isNotEmpty().allMatch(Coverage.OfRule::covered, "is covered");
        assertThat(Analysis.of(files).findings().stream()
                        .filter(finding -> finding.weight() == RuleFinding.Weight.MUST_FIX)
                        .filter(finding -> !MEANT_ALONE.contains(finding.kind())))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> sentencesOfTheTablesAreKnown() throws IOException {
        var vocabulary = RuleReader.vocabulary(Shipped.files());
        return ROW.matcher(guide()).results().flatMap(row -> Stream.of(row.group(1), row.group(2))
                .flatMap(cell -> QUOTED.matcher(cell).results())
                .map(m -> m.group(1).replace("…", "a reason"))
                .map(said -> DynamicTest.dynamicTest(
                        said, () -> assertThat(vocabulary.understand(said, row.group(3) == null))
                                .isInstanceOf(Vocabulary.Understanding.Understood.class))));
    }

    /** Each practice that rules decide has its rule. */
    @Test
    void showsARuleForEachPractice() throws IOException {
        var practices = Files.readString(Path.of("src/docs/rules-by-practice.md"));
        var wanted = IntStream.concat(
                IntStream.rangeClosed(19, 22),
                IntStream.concat(IntStream.rangeClosed(46, 57), IntStream.rangeClosed(63, 69)));

        assertThat(wanted.mapToObj(number -> "R" + number)).allMatch(practices::contains);
        assertThat(BLOCK.matcher(practices).results()).hasSizeGreaterThan(10);
    }

    private static String guide() throws IOException {
        return Files.readString(Path.of("src/docs/marketers.md"))
                + Files.readString(Path.of("src/docs/rules-by-practice.md"));
    }
}
