package io.hearth.journey.engine.guard;

import io.hearth.content.ContentFile;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Shape.Field;
import io.hearth.journey.block.Shape.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** The process that judges the hostile files; told apart from the test so that a file that ends it ends nothing else. */
final class AdversarialJudge {

    /** The corpus leaves out which template is sent, which this product asks for. */
    private static final String SENDS = "camunda:topic=\"send-message\"/>";

    private static final String SENDS_WELCOME =
            "camunda:topic=\"send-message\"><bpmn:extensionElements><camunda:properties>"
                    + "<camunda:property name=\"template\" value=\"onboarding/welcome\"/></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>";

    public static void main(String[] arguments) throws Exception {
        var guard = new Guard(
                Map.of(
                        "send-message",
                        Shape.of(
                                "send-message",
                                "发送",
                                "Send",
                                new Field("template", Type.TEMPLATE, true, "模板", "Template"))),
                "onboarding/welcome"::equals,
                rulebook -> false,
                event -> false,
                journey -> false);
        var out = Path.of(arguments[1]);
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (var file : files.filter(one -> one.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList()) {
                var text =
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace(SENDS, SENDS_WELCOME);
                long started = System.nanoTime();
                var verdict =
                        guard.judge(new ContentFile("bpmn/adv/adv.bpmn", text.getBytes(StandardCharsets.ISO_8859_1)));
                long millis = (System.nanoTime() - started) / 1_000_000;
                var first = verdict.findings().isEmpty()
                        ? ""
                        : verdict.findings().get(0).toString();
                var touched = System.getProperty("adv") != null || Files.exists(Path.of("adv-canary"));
                var outcome = touched ? "executed" : verdict.drawing().isPresent() ? "accepted" : "refused";
                Files.writeString(
                        out,
                        "%s\t%s\t%d\t%s%n".formatted(file.getFileName(), outcome, millis, first.replace('\n', ' ')),
                        StandardOpenOption.APPEND);
            }
        }
    }

    private AdversarialJudge() {}
}
