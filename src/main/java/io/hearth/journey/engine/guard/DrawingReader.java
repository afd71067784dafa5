package io.hearth.journey.engine.guard;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML with everything switched off that could reach outside it, and refuses what is not on the lists. */
final class DrawingReader {

    private static final int DEEPEST = 12;
    private static final int MOST_ELEMENTS = 3_000;
    private static final int LONGEST_ATTRIBUTE = 500;
    private static final int LONGEST_TEXT = 4_000;
    private static final Set<String> FREE_TEXT =
            Set.of("documentation", "text", "conditionExpression", "timeDuration", "timeDate");

    private final Findings findings;
    private final DrawingBuilder builder;
    private final Set<String> ids = new HashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private int elements;

    DrawingReader(Findings findings) {
        this.findings = findings;
        this.builder = new DrawingBuilder(findings);
    }

    /** The drawing, if the file could be read to its end; the findings say what is wrong with it. */
    Optional<Drawing> read(String xml) {
        try {
            var reader = factory().createXMLStreamReader(new StringReader(xml));
            var encoding = reader.getCharacterEncodingScheme();
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                findings.error(1, "the file's encoding must be UTF-8, but it says " + encoding);
                return Optional.empty();
            }
            while (reader.hasNext()) {
                if (!accept(reader, reader.next()) || findings.enough()) {
                    return Optional.empty();
                }
            }
            return builder.finished();
        } catch (XMLStreamException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            findings.error(line, "the file is not well-formed XML");
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external reference");
        });
        return factory;
    }

    /** False where reading on makes no sense. */
    private boolean accept(XMLStreamReader reader, int event) {
        int line = reader.getLocation().getLineNumber();
        switch (event) {
            case XMLStreamConstants.DTD,
                    XMLStreamConstants.ENTITY_REFERENCE,
                    XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                findings.error(line, "a DOCTYPE, entity or processing instruction is not allowed");
                return false;
            }
            case XMLStreamConstants.START_ELEMENT -> {
                return start(reader, line);
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                text.append(reader.getText());
                if (text.length() > LONGEST_TEXT) {
                    findings.error(line, "the text is longer than %d characters".formatted(LONGEST_TEXT));
                    return false;
                }
            }
            case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName(), line);
            default -> {}
        }
        return true;
    }

    private boolean start(XMLStreamReader reader, int line) {
        var name = reader.getLocalName();
        var namespace = namespace(reader.getNamespaceURI());
        open.push(name);
        text.setLength(0);
        if (open.size() > DEEPEST) {
            findings.error(line, "elements are nested deeper than " + DEEPEST);
            return false;
        }
        if (++elements > MOST_ELEMENTS) {
            findings.error(line, "there are more than %d elements".formatted(MOST_ELEMENTS));
            return false;
        }
        if (!Allowed.element(namespace, name)) {
            findings.error(line, "element '%s' is not allowed".formatted(qualified(reader.getPrefix(), name)));
        }
        var attributes = new HashMap<String, String>();
        var settings = new HashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            var attribute = reader.getAttributeLocalName(i);
            var value = reader.getAttributeValue(i);
            var attributeNamespace = namespace(reader.getAttributeNamespace(i));
            check(reader, i, namespace, name, line);
            (attributeNamespace.equals(Allowed.CAMUNDA) ? settings : attributes).put(attribute, value);
        }
        if (!Allowed.LAYOUT.contains(namespace)) {
            unique(namespace, attributes, line);
            builder.start(name, attributes, settings, line);
        }
        return true;
    }

    private void check(XMLStreamReader reader, int i, String elementNamespace, String element, int line) {
        var attribute = reader.getAttributeLocalName(i);
        var value = reader.getAttributeValue(i);
        if (!Allowed.attribute(elementNamespace, element, namespace(reader.getAttributeNamespace(i)), attribute)) {
            findings.error(
                    line,
                    "attribute '%s' is not allowed on '%s'"
                            .formatted(qualified(reader.getAttributePrefix(i), attribute), element));
        }
        if (value.length() > LONGEST_ATTRIBUTE) {
            findings.error(line, "attribute '%s' is longer than %d characters".formatted(attribute, LONGEST_ATTRIBUTE));
        }
        if (isExpression(value)) {
            findings.error(line, "an expression is not allowed in attribute '%s'".formatted(attribute));
        }
    }

    private void unique(String namespace, Map<String, String> attributes, int line) {
        var id = attributes.get("id");
        if (namespace.equals(Allowed.BPMN) && id != null && !ids.add(id)) {
            findings.error(line, "id '%s' is used twice".formatted(id));
        }
    }

    private void end(String name, int line) {
        open.pop();
        var content = text.toString().trim();
        text.setLength(0);
        if (!FREE_TEXT.contains(name) && isExpression(content)) {
            findings.error(line, "an expression is not allowed in '%s'".formatted(name));
        }
        builder.end(name, content, line);
    }

    private static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    private static String namespace(String uri) {
        return uri == null ? "" : uri;
    }

    private static String qualified(String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }
}
