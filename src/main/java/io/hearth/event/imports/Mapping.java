package io.hearth.event.imports;

import io.hearth.event.Effects;
import io.hearth.platform.Json;
import io.hearth.platform.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How the records of a file become events. Columns are named by their header or by their number, from 1.
 *
 * @param name the source of the events is {@code import:<name>}; the same file under the same name changes nothing
 * @param type the type of the events
 * @param subject whom they are about, such as {@code cdnow:{1}}; {@code {line}} is the record's number
 * @param effects {@code none}, {@code cases} or {@code all}; none unless said
 */
record Mapping(
        String name,
        @Nullable Format format,
        String type,
        String subject,
        When time,
        @Nullable String object,
        @Nullable String community,
        @Nullable String effects,
        @Nullable Map<String, Field> data) {

    /**
     * @param separator a character, or {@code whitespace} for runs of it
     * @param widths of columns of fixed width, instead of a separator
     * @param header whether the first record names the columns
     */
    record Format(
            @Nullable String separator,
            @Nullable List<Integer> widths,
            @Nullable Boolean header,
            @Nullable String charset) {}

    /** Either one moment for all, or a column with its pattern, such as {@code yyyyMMdd}. */
    record When(
            @Nullable String fixed,
            @Nullable String column,
            @Nullable String pattern,
            @Nullable String zone) {}

    /**
     * @param type {@code text}, {@code number}, {@code boolean} or {@code date}
     * @param required whether a record in which it is empty is refused
     */
    record Field(
            @Nullable String column,
            @Nullable String constant,
            @Nullable String type,
            @Nullable Boolean required) {

        String typeOrText() {
            return type == null ? "text" : type;
        }
    }

    static final String WHITESPACE = "whitespace";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final Set<String> TYPES = Set.of("text", "number", "boolean", "date");

    static Mapping read(String json) {
        try {
            var mapping = Json.mapper().readValue(json, Mapping.class);
            mapping.check();
            return mapping;
        } catch (JacksonException e) {
            throw invalid("mapping", "a mapping in JSON with known fields (" + firstLine(e.getOriginalMessage()) + ")");
        }
    }

    String source() {
        return "import:" + name;
    }

    Effects effectsOrNone() {
        return effects == null ? Effects.NONE : Effects.valueOf(effects.toUpperCase(Locale.ROOT));
    }

    Map<String, Field> fields() {
        return data == null ? Map.of() : data;
    }

    Format formatOrUsual() {
        return format == null ? new Format(",", null, true, null) : format;
    }

    boolean hasHeader() {
        var header = formatOrUsual().header();
        return header != null && header;
    }

    Charset charset() {
        var charset = formatOrUsual().charset();
        return charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset);
    }

    ZoneId zone() {
        return time.zone() == null ? ZoneOffset.UTC : ZoneId.of(time.zone());
    }

    Optional<DateTimeFormatter> formatter() {
        return Optional.ofNullable(time.pattern())
                .map(pattern -> DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT));
    }

    private void check() {
        require(name != null && NAME.matcher(name).matches(), "name", "a name of a-z 0-9 and -");
        require(type != null, "type", "an event's type");
        require(subject != null && !subject.isEmpty(), "subject", "a pattern like cdnow:{1}");
        require(time != null && (time.fixed() == null) != (time.column() == null), "time", "either fixed or column");
        require(effects == null || Set.of("none", "cases", "all").contains(effects), "effects", "none, cases or all");
        var separator = formatOrUsual().separator();
        var widths = formatOrUsual().widths();
        require(
                separator == null || separator.length() == 1 || separator.equals(WHITESPACE),
                "format.separator",
                "one character, or whitespace");
        require(
                widths == null || (!widths.isEmpty() && widths.stream().allMatch(width -> width > 0)),
                "format.widths",
                "widths above zero");
        checkTime();
        fields().forEach((field, origin) -> {
            require(FIELD.matcher(field).matches(), "data." + field, "a name like amount");
            require(
                    origin != null && (origin.column() == null) != (origin.constant() == null),
                    "data." + field,
                    "either column or constant");
            require(TYPES.contains(origin.typeOrText()), "data." + field, "type text, number, boolean or date");
        });
        try {
            charset();
        } catch (IllegalArgumentException e) {
            throw invalid("format.charset", "a charset like UTF-8 or GBK");
        }
    }

    private void checkTime() {
        try {
            zone();
            require(time.pattern() == null || formatter().isPresent(), "time", "a pattern");
        } catch (DateTimeException | IllegalArgumentException e) {
            throw invalid("time", "a pattern like yyyyMMdd and a zone like Asia/Shanghai");
        }
    }

    static void require(boolean holds, String field, String expected) {
        if (!holds) {
            throw invalid(field, expected);
        }
    }

    static Problem invalid(String field, String expected) {
        return Problem.caller("import.mapping", "Expected in the mapping's " + field + " " + expected + ".")
                .field(field);
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
