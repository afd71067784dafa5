package io.hearth.journey.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Gives every hostile or broken workflow to the guard, in a process of its own, as some would end it. */
class AdversarialBpmnTest {

    private static final Path CORPUS =
            Path.of(System.getProperty("hearth.test.adversarial", "../shared/adversarial"), "bpmn");
    private static final long PATIENCE_SECONDS = 120;
    private static final long LONGEST_MILLIS = 10_000;

    @TestFactory
    Stream<DynamicTest> getsWhatItAsksFor() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(CORPUS), CORPUS + " is not there; set -Dhearth.test.adversarial=DIR");
        var canary = Path.of("adv-canary");
        Files.deleteIfExists(canary);

        var verdicts = judged();

        assertThat(canary).doesNotExist();
        try (var files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList().stream()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file, verdicts)));
        }
    }

    private static void check(Path file, List<String> verdicts) {
        var verdict = verdicts.stream()
                .filter(line -> line.startsWith(file.getFileName() + "\t"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The process did not live to judge " + file))
                .split("\t", 4);
        var text = read(file);
        assertThat(Long.parseLong(verdict[2])).isLessThan(LONGEST_MILLIS);
        if (text.contains("EXPECT: accept or reject")) {
            assertThat(verdict[1]).isIn("accepted", "refused");
        } else if (text.contains("EXPECT: accept")) {
            assertThat(verdict[1]).as(verdict[3]).isEqualTo("accepted");
        } else {
            assertThat(verdict[1]).isEqualTo("refused");
            assertThat(verdict[3]).contains("bpmn/adv/adv.bpmn").isNotBlank();
        }
    }

    /** One line a file: its name, what became of it, how long that took, and the first finding. */
    private static List<String> judged() throws Exception {
        var out = Files.createTempFile("judged", ".tsv");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AdversarialJudge.class.getName(),
                        CORPUS.toString(),
                        out.toString())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return Files.readAllLines(out);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(out);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
