package io.hearth.event;

import io.hearth.member.Identity;
import io.hearth.platform.Json;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads one CloudEvent from its bytes, without building a tree: the data is walked for what may not be stored, and kept
 * as the bytes that came.
 */
final class EventReader {

    /** An event, or why it is none; the id where it could be read. */
    record Read(
            @Nullable String id,
            @Nullable NewEvent event,
            @Nullable Refusal refusal) {}

    private static final byte[] NOTHING = {'{', '}'};

    private final EventRules rules;

    private @Nullable String specversion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable Instant time;
    private @Nullable String community;
    private @Nullable String object;
    private byte[] data = NOTHING;
    private @Nullable Refusal refusal;

    EventReader(EventRules rules) {
        this.rules = rules;
    }

    Read read(byte[] bytes, int from, int length) {
        specversion = null;
        id = null;
        source = null;
        type = null;
        subject = null;
        time = null;
        community = null;
        object = null;
        data = NOTHING;
        refusal = null;
        if (!isText(bytes, from, length)) {
            return new Read(null, null, malformed("is not UTF-8 text"));
        }
        try (var parser = EventData.JSON.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            document(parser, bytes, from);
        } catch (StreamConstraintsException e) {
            refuse(new Refusal(
                    400,
                    "event.limit",
                    "data",
                    "Expected JSON within limits (32 levels, 64 K characters a"
                            + " text, 64 digits a number, 256 characters a name), but the event exceeds one."));
        } catch (JacksonException e) {
            refusal = malformed("is not: " + firstLine(e.getOriginalMessage()));
        }
        var found = refusal == null ? missing() : refusal;
        return found == null ? new Read(id, event(), null) : new Read(id, null, found);
    }

    private void document(JsonParser parser, byte[] bytes, int from) {
        var first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            refusal = malformed(first == null ? "is empty" : "is no object");
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            attribute(parser, parser.currentName(), bytes, from);
        }
        if (parser.nextToken() != null) {
            refusal = malformed("goes on after its end");
        }
    }

    private void attribute(JsonParser parser, String name, byte[] bytes, int from) {
        var token = parser.nextToken();
        if (name.equals("data")) {
            data(parser, token, bytes, from);
        } else if (token == JsonToken.VALUE_STRING) {
            text(name, parser.getString());
        } else if (token != JsonToken.VALUE_NULL) {
            walk(parser, token);
            if (isKnown(name)) {
                refuse(Refusal.field("event.type-of-value", name, "text", "something else"));
            }
        }
    }

    private void text(String name, String value) {
        switch (name) {
            case "specversion" -> specversion = value;
            case "id" -> {
                refuse(rules.id(value));
                id = Json.isStorable(value) ? value : null;
            }
            case "source" -> {
                refuse(rules.source(value));
                source = value;
            }
            case "type" -> {
                refuse(rules.type(value));
                type = value;
            }
            case "subject" -> {
                refuse(rules.subject(value));
                subject = value;
            }
            case "time" -> {
                time = EventTime.parse(value);
                refuse(rules.time(time, value));
            }
            case "community" -> {
                refuse(rules.community(value));
                community = value;
            }
            case "object" -> {
                refuse(rules.object(value));
                object = value;
            }
            case "datacontenttype" -> contentType(value);
            case "data_base64" -> refuse(Refusal.field("event.data", "data_base64", "JSON in data", "bytes"));
            default -> {}
        }
    }

    private void contentType(String value) {
        var bare = value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json") && !bare.endsWith("+json")) {
            refuse(Refusal.field("event.data", "datacontenttype", "application/json", EventRules.quoted(value)));
        }
    }

    private void data(JsonParser parser, JsonToken token, byte[] bytes, int from) {
        if (token == JsonToken.START_OBJECT) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            walk(parser, token);
            int end = (int) parser.currentLocation().getByteOffset();
            data = Arrays.copyOfRange(bytes, from + start, from + end);
        } else if (token != JsonToken.VALUE_NULL) {
            walk(parser, token);
            refuse(Refusal.field("event.data", "data", "an object", "something else"));
        }
    }

    /** Looks at a value and all in it. */
    private void walk(JsonParser parser, JsonToken first) {
        int depth = 0;
        var token = first;
        while (true) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case PROPERTY_NAME -> {
                    if (!Json.isStorable(parser.currentName())) {
                        refuseText(parser);
                    }
                }
                case VALUE_STRING -> {
                    if (!isStorable(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength())) {
                        refuseText(parser);
                    }
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, token);
                default -> {}
            }
            if (depth == 0) {
                return;
            }
            var next = parser.nextToken();
            if (next == null) {
                return;
            }
            token = next;
        }
    }

    private void number(JsonParser parser, JsonToken token) {
        var text = parser.getString();
        if (text.length() > EventData.LONGEST_NUMBER) {
            refuse(Refusal.field("event.number", path(parser), "a number of at most 64 digits", "a longer one"));
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT && !isPlain(text)) {
            refuse(Refusal.field(
                    "event.number", path(parser), "a number with at most 50 places", EventRules.quoted(text)));
        }
    }

    private static boolean isPlain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return number.length() - number.indexOf('.') - 1 <= EventData.LARGEST_SCALE;
        }
        try {
            return Json.isPlain(new BigDecimal(number));
        } catch (NumberFormatException | ArithmeticException e) {
            return false;
        }
    }

    private void refuseText(JsonParser parser) {
        refuse(Refusal.field("event.text", path(parser), "well-formed text", "U+0000 or half of a surrogate pair"));
    }

    /** {@code data/amount}. */
    private static String path(JsonParser parser) {
        var pointer = parser.streamReadContext().pathAsPointer().toString();
        var path = pointer.length() > 100 ? pointer.substring(0, 100) : pointer;
        return Json.isStorable(path) && path.length() > 1 ? path.substring(1) : "data";
    }

    private @Nullable Refusal missing() {
        var absent = new ArrayList<String>();
        if (specversion == null) {
            absent.add("specversion");
        } else if (!specversion.equals("1.0")) {
            return Refusal.field("event.specversion", "specversion", "'1.0'", EventRules.quoted(specversion));
        }
        if (id == null) {
            absent.add("id");
        }
        if (source == null) {
            absent.add("source");
        }
        if (type == null) {
            absent.add("type");
        }
        if (subject == null) {
            absent.add("subject");
        }
        return absent.isEmpty()
                ? null
                : new Refusal(
                        400,
                        "event.incomplete",
                        absent.get(0),
                        "Expected a CloudEvent, but it has no " + String.join(", ", absent) + ".");
    }

    @SuppressWarnings("NullAway") // missing() has looked
    private NewEvent event() {
        return NewEvent.from(
                source,
                id,
                type,
                time,
                Identity.of(subject, source),
                community == null ? rules.usualCommunity() : community,
                object,
                data,
                Effects.ALL);
    }

    private void refuse(@Nullable Refusal found) {
        if (refusal == null) {
            refusal = found;
        }
    }

    private static boolean isKnown(String name) {
        return switch (name) {
            case "specversion",
                    "id",
                    "source",
                    "type",
                    "subject",
                    "time",
                    "community",
                    "object",
                    "datacontenttype",
                    "data_base64" -> true;
            default -> false;
        };
    }

    static Refusal malformed(String how) {
        return new Refusal(400, "event.malformed", null, "Expected an event as a JSON object, but it " + how + ".");
    }

    /** UTF-8 without control characters that JSON does not know: what stays as bytes must be fit to be stored. */
    private static boolean isText(byte[] bytes, int from, int length) {
        boolean ascii = true;
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (b < 0) {
                ascii = false;
            } else if (b < 0x20 && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isStorable(char[] text, int from, int length) {
        int end = from + length;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == end || !Character.isLowSurrogate(text[i + 1])) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String firstLine(@Nullable String text) {
        var line = text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
        return line.length() > 120 ? line.substring(0, 120) : line;
    }
}
