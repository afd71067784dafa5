package io.hearth.message.template;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One part of a message in one language, ready to be rendered for a member. */
sealed interface CompiledPart {

    long LONGEST_NANOS = 1_000_000_000L;

    String render(Map<String, Object> model, ZoneId zone);

    /** HTML and plain text. */
    record Text(Template template) implements CompiledPart {

        @Override
        public String render(Map<String, Object> model, ZoneId zone) {
            return process(template, model, zone);
        }
    }

    /** JSON: only the texts of the document are templates, so that nothing a member is called can change its shape. */
    record Document(JsonNode document, Map<String, Template> leaves) implements CompiledPart {

        @Override
        public String render(Map<String, Object> model, ZoneId zone) {
            return fill(document, model, zone).toString();
        }

        private JsonNode fill(JsonNode node, Map<String, Object> model, ZoneId zone) {
            if (node instanceof ObjectNode object) {
                var filled = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> filled.set(entry.getKey(), fill(entry.getValue(), model, zone)));
                return filled;
            }
            if (node instanceof ArrayNode array) {
                var filled = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> filled.add(fill(item, model, zone)));
                return filled;
            }
            var template = node.isString() ? leaves.get(node.stringValue()) : null;
            return template == null ? node : JsonNodeFactory.instance.stringNode(process(template, model, zone));
        }
    }

    private static String process(Template template, Map<String, Object> model, ZoneId zone) {
        var output = new Output(LONGEST_NANOS);
        try {
            var environment = template.createProcessingEnvironment(model, output);
            Settings.useZone(environment, zone);
            environment.process();
            return output.toString();
        } catch (TemplateException | IOException | StackOverflowError failed) {
            throw new RenderFailed("Expected to render '" + template.getName() + "', but " + reason(failed), failed);
        }
    }

    private static String reason(Throwable failed) {
        if (failed instanceof TemplateException exception && exception.getBlamedExpressionString() != null) {
            return "'" + exception.getBlamedExpressionString() + "' in line " + exception.getLineNumber()
                    + " has no value that can be shown";
        }
        var message = failed instanceof StackOverflowError ? "it is nested too deeply" : failed.getMessage();
        return message == null
                ? failed.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
