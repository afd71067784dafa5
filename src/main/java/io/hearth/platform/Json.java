package io.hearth.platform;

import java.math.BigDecimal;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The one way to read and write JSON: strict, and bounded in every direction. */
public final class Json {

    /** Longest document read at once; lists of events are read one by one. */
    public static final int MAX_DOCUMENT = 1 << 20;

    private static final int MAX_BULK = 64 << 20;
    private static final int MAX_SCALE = 50;

    private static final JsonMapper MAPPER = build(MAX_DOCUMENT);
    private static final JsonMapper BULK = build(MAX_BULK);

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The same for documents that hold many, such as a batch of events. */
    public static JsonMapper bulk() {
        return BULK;
    }

    /** Whether PostgreSQL can store the text: no U+0000 and no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether the number stays small when written out: {@code 1E1000000000} does not. */
    public static boolean isPlain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_SCALE && number.precision() <= 64;
    }

    private static JsonMapper build(int maxDocument) {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxStringLength(64 * 1024)
                        .maxNumberLength(64)
                        .maxNameLength(256)
                        .maxDocumentLength(maxDocument)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(tools.jackson.databind.MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .addModule(new SimpleModule("hearth")
                        .addDeserializer(String.class, new StorableText())
                        .addDeserializer(BigDecimal.class, new PlainNumber()))
                .build();
    }

    private static final class StorableText extends StdScalarDeserializer<String> {
        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(this, "text was expected");
            }
            var text = parser.getString();
            if (!isStorable(text)) {
                return context.reportInputMismatch(this, "text holds U+0000 or half of a surrogate pair");
            }
            return text;
        }
    }

    private static final class PlainNumber extends StdScalarDeserializer<BigDecimal> {
        PlainNumber() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            var number = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
            if (!isPlain(number)) {
                return context.reportInputMismatch(this, "number is too large or too precise");
            }
            return number;
        }
    }
}
