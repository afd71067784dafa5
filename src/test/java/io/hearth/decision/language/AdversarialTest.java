package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Hostile and broken files of the folder {@code hearth.test.adversarial}, each folder read in a process of its own, since some of them would
 * stop the one that they run in.
 */
class AdversarialTest {

    private static final Path FOLDER = Path.of(System.getProperty("hearth.test.adversarial", "../shared/adversarial"));

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> engineersRules() throws Exception {
        return verdicts(FOLDER.resolve("drl"));
    }

    @TestFactory
    Stream<DynamicTest> sentencesAndTables() throws Exception {
        return verdicts(FOLDER.resolve("dslr"));
    }

    @TestFactory
    Stream<DynamicTest> ourOwn() throws Exception {
        return verdicts(Path.of("src/test/resources/hostile"));
    }

    private Stream<DynamicTest> verdicts(Path folder) throws Exception {
        assumeTrue(Files.isDirectory(folder), "There is no folder " + folder);
        var tests = new ArrayList<DynamicTest>();
        for (var line : run(folder)) {
            var parts = line.split("\t", -1);
            tests.add(DynamicTest.dynamicTest(parts[0], () -> {
                if (parts[0].equals("canary")) {
                    assertThat(parts[1])
                            .as("the system property that the files try to set")
                            .isEqualTo("null");
                    assertThat(temporary.resolve("adv-canary")).doesNotExist();
                    assertThat(Path.of("/tmp/adv-canary")).doesNotExist();
                    return;
                }
                var expected = expected(folder.resolve(parts[0]));
                assertThat(expected)
                        .as("what the file asks for")
                        .contains(parts[1].equals("accepted") ? "accept" : "reject");
                assertThat(Long.parseLong(parts[2])).as("milliseconds").isLessThan(10_000);
                if (parts[1].equals("refused")) {
                    assertThat(parts[3]).contains(parts[0]);
                }
            }));
        }
        return tests.stream();
    }

    /**
     * The accepted files with pieces put into every place; {@code hearth.test.mutations} says how many of each, and
     * {@code hearth.test.seed} which.
     */
    @ParameterizedTest
    @ValueSource(strings = {"drl", "dslr"})
    void changedFilesAreRefusedOrHarmless(String name) throws Exception {
        var folder = FOLDER.resolve(name);
        assumeTrue(Files.isDirectory(folder), "There is no folder " + folder);

        var lines = run(
                folder,
                MutationRun.class,
                System.getProperty("hearth.test.mutations", "100"),
                System.getProperty("hearth.test.seed", "20260314"));

        assertThat(lines).noneMatch(line -> line.startsWith("broken")).contains("canary\tnull");
        var tried = lines.stream()
                .filter(line -> line.startsWith("tried"))
                .map(line -> line.split("\t"))
                .toList();
        assertThat(tried).hasSizeGreaterThan(2);
        assertThat(tried.stream().mapToInt(parts -> Integer.parseInt(parts[4])).sum())
                .as("accepted ones that were compiled and inspected")
                .isPositive();
        assertThat(temporary.resolve("adv-canary")).doesNotExist();
        LoggerFactory.getLogger(AdversarialTest.class)
                .info("{}", tried.stream().map(parts -> String.join(" ", parts)).toList());
    }

    private List<String> run(Path folder) throws IOException, InterruptedException {
        return run(folder, AdversarialRun.class);
    }

    private List<String> run(Path folder, Class<?> main, String... more) throws IOException, InterruptedException {
        var verdicts = temporary.resolve("verdicts.txt");
        var log = temporary.resolve("log.txt").toFile();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                folder.toAbsolutePath().toString(),
                verdicts.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(process.waitFor(Integer.getInteger("hearth.test.patience", 120), TimeUnit.SECONDS))
                    .as("ends in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
        return Files.readAllLines(verdicts);
    }

    private static String expected(Path file) throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".expect.txt");
        var text = Files.isRegularFile(beside)
                ? Files.readString(beside)
                : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        // The files that are no text say nothing themselves: they are empty, of bytes that are no characters, or
        // UTF-16.
        return text.lines()
                .filter(l -> l.contains("EXPECT:"))
                .map(l -> l.substring(l.indexOf("EXPECT:") + 7).strip())
                .findFirst()
                .orElse("reject@validate");
    }
}
