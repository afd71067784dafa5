package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.ContentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever the marketers' guides show can be written so. */
class GuideTest {

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
