package io.hearth.journey.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Reads what a step's extension elements say; they are literals, which the engine itself never evaluates. */
final class Drawn {

    static Map<String, String> properties(Element step) {
        var properties = new LinkedHashMap<String, String>();
        for (var group : extensions(step, "properties")) {
            for (var property : children(group, "property")) {
                properties.put(property.attribute("name"), property.attribute("value"));
            }
        }
        return properties;
    }

    static List<Inbox.Field> form(Element step) {
        var fields = new ArrayList<Inbox.Field>();
        for (var form : extensions(step, "formData")) {
            for (var field : children(form, "formField")) {
                var limits = new LinkedHashMap<String, String>();
                for (var validation : children(field, "validation")) {
                    children(validation, "constraint")
                            .forEach(limit -> limits.put(limit.attribute("name"), orEmpty(limit.attribute("config"))));
                }
                var options = new LinkedHashMap<String, String>();
                children(field, "value")
                        .forEach(option -> options.put(option.attribute("id"), orEmpty(option.attribute("name"))));
                fields.add(new Inbox.Field(
                        field.attribute("id"),
                        field.attribute("type"),
                        orEmpty(field.attribute("label")),
                        options,
                        limits));
            }
        }
        return List.copyOf(fields);
    }

    private static List<Element> extensions(Element step, String name) {
        var extensions = step.element("extensionElements");
        return extensions == null ? List.of() : children(extensions, name);
    }

    private static List<Element> children(Element parent, String name) {
        return parent.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, name);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private Drawn() {}
}
