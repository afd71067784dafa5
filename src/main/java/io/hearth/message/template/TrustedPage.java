package io.hearth.message.template;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** A page of our own, from a file in the jar; escaped like messages, but free to use the whole language. */
public final class TrustedPage {

    private final Template template;

    /** Reads {@code message/<name>} from the jar. */
    public TrustedPage(String name) {
        try (var file = TrustedPage.class.getResourceAsStream("/message/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("Expected the page " + name + " in the jar, but found none");
            }
            template = Settings.parse(
                    name, new String(file.readAllBytes(), StandardCharsets.UTF_8), Part.Syntax.HTML, Locale.ROOT);
        } catch (IOException unreadable) {
            throw new IllegalStateException("Expected to read the page " + name, unreadable);
        }
    }

    public String render(Map<String, Object> model) {
        try {
            var output = new StringWriter();
            template.process(Plain.values(model), output);
            return output.toString();
        } catch (TemplateException | IOException failed) {
            throw new RenderFailed("Expected to render the page " + template.getName(), failed);
        }
    }
}
