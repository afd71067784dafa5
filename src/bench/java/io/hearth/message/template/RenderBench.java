package io.hearth.message.template;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The shipped welcome e-mail through the guarded renderer, against bare FreeMarker with the same template and members. */
public final class RenderBench {

    private static final long ROUND = TimeUnit.SECONDS.toNanos(4);
    private static final int ROUNDS = 5;

    private RenderBench() {}

    public static void main(String[] arguments) throws Exception {
        var message = TemplateSet.read(shipped()).templates().find("onboarding/welcome").orElseThrow();
        var models = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 1_000; i++) {
            models.add(model(message, i));
        }
        var zone = ZoneId.of("Asia/Shanghai");
        var bare = bare(message);
        check(message, bare, models.get(7), zone);
        var guarded = new ArrayList<Double>();
        var baseline = new ArrayList<Double>();
        for (var round = 0; round <= ROUNDS; round++) {
            var one = perSecond(models, model -> message.render(List.of(Part.HTML), "zh", zone, model).part(Part.HTML).orElseThrow());
            var other = perSecond(models, model -> processed(bare, model));
            if (round > 0) {
                guarded.add(one);
                baseline.add(other);
            }
        }
        var value = median(guarded);
        var against = median(baseline);
        System.out.printf("render value=%.0f unit=messages/s baseline=%.0f ratio=%.2f%n", value, against, value / against);
    }

    private interface Renderer {
        String render(Map<String, Object> model) throws Exception;
    }

    private static double perSecond(List<Map<String, Object>> models, Renderer renderer) throws Exception {
        var start = System.nanoTime();
        var count = 0;
        var size = 0L;
        while (System.nanoTime() - start < ROUND) {
            for (var model : models) {
                size += renderer.render(model).length();
            }
            count += models.size();
        }
        if (size < count) {
            throw new IllegalStateException("Expected letters, but got nothing");
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    /** Wrong results end the run: both must say the same. */
    private static void check(MessageTemplate message, Template bare, Map<String, Object> model, ZoneId zone) throws Exception {
        var one = message.render(List.of(Part.HTML), "zh", zone, model).part(Part.HTML).orElseThrow();
        if (!one.equals(processed(bare, model)) || !one.contains("&lt;7&gt;")) {
            throw new IllegalStateException("Expected the same letter from both, but they differ");
        }
    }

    private static String processed(Template template, Map<String, Object> model) throws Exception {
        var output = new StringWriter(4096);
        template.process(model, output);
        return output.toString();
    }

    private static Template bare(MessageTemplate message) throws IOException {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        return new Template("bare", new StringReader(message.source(Part.HTML, "zh")), configuration);
    }

    private static Map<String, Object> model(MessageTemplate message, int number) {
        var model = new HashMap<>(TemplateSet.sampleOf(message));
        model.put("member", Map.of("id", "m-" + number, "name", "林晓<" + number + ">", "level", "regular", "points", number, "badges", List.of()));
        return model;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static ContentFiles shipped() throws IOException {
        try (var paths = Files.walk(Path.of("templates"))) {
            var files = new ArrayList<ContentFile>();
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.add(new ContentFile(path.toString(), Files.readAllBytes(path)));
            }
            return ContentFiles.of(files);
        }
    }
}
