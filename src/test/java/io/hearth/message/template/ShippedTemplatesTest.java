package io.hearth.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every shipped message, compared with its golden output in {@code expected/}. Run with
 * {@code -Dhearth.test.golden=write} after an intended change, and read what changed.
 */
class ShippedTemplatesTest {

    private static final boolean WRITE = "write".equals(System.getProperty("hearth.test.golden"));
    private static final TemplateSet.Reading SHIPPED = TemplateSet.read(Folder.shipped());

    @Test
    void haveNoFaults() {
        assertThat(SHIPPED.faults()).isEmpty();
        assertThat(SHIPPED.templates().all())
                .extracting(MessageTemplate::id)
                .contains(
                        "onboarding/welcome",
                        "onboarding/charter",
                        "onboarding/nudge",
                        "onboarding/greeting",
                        "onboarding/day-7",
                        "onboarding/day-30",
                        "rewards/level-up",
                        "tasks/new-task");
    }

    @TestFactory
    Stream<DynamicTest> looksAsExpected() {
        return each((message, language) -> {
            var rendered = render(message, language);
            for (var part : Part.values()) {
                var golden =
                        Path.of("templates", message.id(), "expected", language + "." + part.label() + extension(part));
                var text = rendered.part(part).orElse("");
                if (WRITE) {
                    Files.createDirectories(golden.getParent());
                    Files.writeString(golden, text);
                }
                assertThat(text).as(golden.toString()).isEqualTo(Files.readString(golden));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> hasATextPartAndLetsOneUnsubscribe() {
        return each((message, language) -> {
            var rendered = render(message, language);
            var html = Jsoup.parse(rendered.part(Part.HTML).orElseThrow());

            assertThat(rendered.part(Part.TEXT).orElseThrow()).contains("https://hearth.example/u/sample");
            assertThat(html.select("a[href=https://hearth.example/u/sample]")).isNotEmpty();
            assertThat(html.select("a:not([href])")).isEmpty();
            assertThat(html.text()).doesNotContain("${").doesNotContain("<#");
            assertThat(html.select("script,link[rel=stylesheet]")).isEmpty();
            Files.createDirectories(Path.of("target/mails"));
            Files.writeString(
                    Path.of("target/mails", message.id().replace('/', '_') + "." + language + ".html"),
                    rendered.part(Part.HTML).orElseThrow());
        });
    }

    private static Rendered render(MessageTemplate message, String language) {
        return message.renderAll(language, ZoneId.of("Asia/Shanghai"), TemplateSet.sampleOf(message));
    }

    private interface Check {
        void of(MessageTemplate message, String language) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (var message : SHIPPED.templates().all()) {
            for (var language : message.languages()) {
                tests.add(DynamicTest.dynamicTest(message.id() + " " + language, () -> check.of(message, language)));
            }
        }
        return tests.stream();
    }

    private static String extension(Part part) {
        return switch (part.syntax()) {
            case HTML -> ".html";
            case TEXT -> ".txt";
            case JSON -> ".json";
        };
    }
}
