package io.hearth.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hostile and broken templates kept outside the project: each runs in a JVM of its own, since one may try to end it. */
@DisabledIf("absent")
@Execution(ExecutionMode.SAME_THREAD)
class HostileTemplatesTest {

    private static final Path FOLDER = Path.of(System.getProperty("hearth.test.adversarial", "../shared/adversarial"))
            .resolve("ftl");

    static boolean absent() {
        return !Files.isDirectory(FOLDER);
    }

    @TestFactory
    Stream<DynamicTest> getWhatTheyAskFor() throws Exception {
        var canary = Path.of("adv-canary");
        var answers = tryAll();
        return answers.stream()
                .map(answer -> DynamicTest.dynamicTest(answer.file(), () -> {
                    assertThat(canary).doesNotExist();
                    if (answer.file().startsWith("ok")) {
                        assertThat(answer.text()).startsWith("RENDERED").doesNotContain("<script>");
                    } else {
                        assertThat(answer.text()).startsWith("REFUSED").contains("email.html.ftl");
                    }
                }));
    }

    private record Answer(String file, String text) {}

    private static List<Answer> tryAll() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-Xss1m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneByOne.class.getName(),
                        FOLDER.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            var answers = new ArrayList<Answer>();
            output.lines().map(line -> line.split("\t", 2)).forEach(p -> answers.add(new Answer(p[0], p[1])));
            assertThat(process.waitFor(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(answers).hasSizeGreaterThan(10);
            return answers;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads, checks and renders each file, and says what came of it. */
    static final class OneByOne {

        private OneByOne() {}

        public static void main(String[] arguments) throws IOException {
            try (var files = Files.list(Path.of(arguments[0]))) {
                for (var file : files.sorted().toList()) {
                    System.out.println(file.getFileName() + "\t" + answer(Files.readAllBytes(file)));
                }
            }
        }

        private static String answer(byte[] html) {
            var reading = TemplateSet.read(Folder.email(html));
            return reading.templates()
                    .find("t/m")
                    .map(message -> "RENDERED "
                            + message.renderAll("zh", java.time.ZoneOffset.UTC, TemplateSet.sampleOf(message))
                                    .part(Part.HTML)
                                    .orElse("")
                                    .replaceAll("\\s+", " "))
                    .orElseGet(() -> "REFUSED " + reading.faults().get(0));
        }
    }
}
