package io.hearth.journey.engine.guard;

import java.util.Map;
import java.util.Set;

/** The lists: what is not on them does not enter. */
final class Allowed {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** Layout: shown, never run. Its attributes are numbers and references that no part of the server reads. */
    static final Set<String> LAYOUT = Set.of(
            "http://www.omg.org/spec/BPMN/20100524/DI",
            "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI");

    /** Modellers colour shapes with these. */
    private static final Set<String> COLOURS =
            Set.of("http://bpmn.io/schema/bpmn/biocolor/1.0", "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";

    static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "exclusiveGateway",
            "parallelGateway",
            "userTask",
            "serviceTask",
            "intermediateCatchEvent",
            "boundaryEvent");

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "process",
            "documentation",
            "extensionElements",
            "sequenceFlow",
            "incoming",
            "outgoing",
            "timerEventDefinition",
            "timeDuration",
            "timeDate",
            "conditionExpression",
            "textAnnotation",
            "association",
            "text");

    private static final Set<String> EXTENSIONS =
            Set.of("properties", "property", "formData", "formField", "validation", "constraint", "value");

    private static final Set<String> ATTRIBUTES = Set.of(
            "id",
            "name",
            "isExecutable",
            "sourceRef",
            "targetRef",
            "default",
            "attachedToRef",
            "cancelActivity",
            "targetNamespace",
            "exporter",
            "exporterVersion",
            "gatewayDirection",
            "processType",
            "isClosed",
            "textFormat",
            "associationDirection",
            "expressionLanguage",
            "typeLanguage");

    /** Our own steps run where the engine stands, so neither jobs of their own nor listeners can be asked for. */
    private static final Map<String, Set<String>> SETTINGS = Map.of(
            "process", Set.of("historyTimeToLive", "versionTag", "isStartableInTasklist"),
            "serviceTask", Set.of("type", "topic", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon"),
            "userTask",
                    Set.of(
                            "candidateGroups",
                            "dueDate",
                            "modelerTemplate",
                            "modelerTemplateVersion",
                            "modelerTemplateIcon"));

    private static final Map<String, Set<String>> EXTENSION_ATTRIBUTES = Map.of(
            "property", Set.of("id", "name", "value"),
            "formField", Set.of("id", "label", "type"),
            "constraint", Set.of("name", "config"),
            "value", Set.of("id", "name"));

    static boolean element(String namespace, String name) {
        return switch (namespace) {
            case BPMN -> NODES.contains(name) || ELEMENTS.contains(name);
            case CAMUNDA -> EXTENSIONS.contains(name);
            default -> LAYOUT.contains(namespace);
        };
    }

    static boolean attribute(String elementNamespace, String element, String namespace, String name) {
        if (LAYOUT.contains(elementNamespace)) {
            return namespace.isEmpty() || COLOURS.contains(namespace);
        }
        if (elementNamespace.equals(CAMUNDA)) {
            return namespace.isEmpty()
                    && EXTENSION_ATTRIBUTES.getOrDefault(element, Set.of()).contains(name);
        }
        return switch (namespace) {
            case "" -> ATTRIBUTES.contains(name);
            case CAMUNDA -> SETTINGS.getOrDefault(element, Set.of()).contains(name);
            case XSI ->
                name.equals("type")
                        && Set.of("conditionExpression", "timeDuration", "timeDate")
                                .contains(element);
            case MODELER -> element.equals("definitions");
            default -> false;
        };
    }

    private Allowed() {}
}
