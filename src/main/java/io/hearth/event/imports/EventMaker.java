package io.hearth.event.imports;

import io.hearth.event.EventRules;
import io.hearth.event.NewEvent;
import io.hearth.event.Refusal;
import io.hearth.member.Identity;
import io.hearth.platform.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Makes events of records, after a mapping. The same record makes the same event, whenever it is read. */
final class EventMaker {

    /** An event, or why the record makes none. */
    record Made(@Nullable NewEvent event, @Nullable Refusal refusal) {}

    private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)\\}");
    private static final String LINE = "line";
    private static final int LONGEST = 65_536;

    private record Target(String name, Mapping.Field field, int column) {}

    private final Mapping mapping;
    private final EventRules rules;
    private final Records records;
    private final Ordinals ordinals = new Ordinals();
    private final List<Target> targets = new ArrayList<>();
    private final int timeColumn;
    private final @Nullable DateTimeFormatter pattern;
    private final String community;

    EventMaker(Mapping mapping, Records records, EventRules rules) {
        this.mapping = mapping;
        this.records = records;
        this.rules = rules;
        this.community = mapping.community() == null ? rules.usualCommunity() : mapping.community();
        mapping.fields()
                .forEach((name, field) -> targets.add(
                        new Target(name, field, field.column() == null ? -1 : column("data." + name, field.column()))));
        timeColumn = mapping.time().column() == null
                ? -1
                : column("time", mapping.time().column());
        pattern = mapping.formatter().orElse(null);
        for (var text : new String[] {mapping.subject(), mapping.object() == null ? "" : mapping.object()}) {
            SLOT.matcher(text)
                    .results()
                    .map(slot -> slot.group(1))
                    .filter(slot -> !slot.equals(LINE))
                    .forEach(slot -> column("subject", slot));
        }
        if (mapping.time().fixed() != null && fixed() == null) {
            throw Mapping.invalid("time.fixed", "a time like 2026-01-02T03:04:05Z, or a date");
        }
        refuse("type", rules.type(mapping.type()));
        refuse("community", rules.community(community));
    }

    /** Passes over a record that was dealt with before. */
    void skip(Records.Row row) {
        ordinals.next(hash(row.cells()).ordinalKey());
    }

    Made make(Records.Row row, long number) {
        var hash = hash(row.cells());
        var id = hash.text() + "-" + ordinals.next(hash.ordinalKey());
        try {
            return made(row, number, id);
        } catch (Unfit e) {
            return new Made(null, e.refusal);
        }
    }

    private Made made(Records.Row row, long number, String id) {
        var subject = filled(mapping.subject(), "subject", row.cells(), number);
        check(rules.subject(subject));
        var object = mapping.object() == null ? null : filled(mapping.object(), "object", row.cells(), number);
        if (object != null) {
            check(rules.object(object));
        }
        var time = time(row.cells());
        check(rules.time(time, timeColumn < 0 ? "" : cell(row.cells(), timeColumn)));
        var event = NewEvent.from(
                mapping.source(),
                id,
                mapping.type(),
                time,
                Identity.of(subject, mapping.source()),
                community,
                object,
                data(row.cells()),
                mapping.effectsOrNone());
        return new Made(event, null);
    }

    private byte[] data(List<String> cells) {
        var bytes = new ByteArrayOutputStream(128);
        try (var json = Json.mapper().createGenerator(bytes)) {
            json.writeStartObject();
            for (var target : targets) {
                var constant = target.field().constant();
                var text = constant != null ? constant : cell(cells, target.column());
                if (!text.isEmpty()) {
                    value(json, target, text);
                } else if (Boolean.TRUE.equals(target.field().required())) {
                    throw new Unfit(Refusal.field("import.empty", "data/" + target.name(), "a value", "none"));
                }
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void value(JsonGenerator json, Target target, String text) {
        var field = "data/" + target.name();
        switch (target.field().typeOrText()) {
            case "number" -> json.writeNumberProperty(target.name(), number(field, text));
            case "boolean" -> json.writeBooleanProperty(target.name(), truth(field, text));
            case "date" -> json.writeStringProperty(target.name(), date(field, text));
            default -> {
                if (text.length() > LONGEST || !Json.isStorable(text)) {
                    throw unfit(field, "well-formed text of at most 65536 characters", text);
                }
                json.writeStringProperty(target.name(), text);
            }
        }
    }

    private static BigDecimal number(String field, String text) {
        try {
            var number = text.length() > 64 ? null : new BigDecimal(text.strip());
            if (number != null && Json.isPlain(number)) {
                return new BigDecimal(number.toPlainString());
            }
        } catch (NumberFormatException e) {
            throw unfit(field, "a number", text);
        }
        throw unfit(field, "a number of at most 64 digits", text);
    }

    private static boolean truth(String field, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "是" -> true;
            case "false", "no", "0", "否" -> false;
            default -> throw unfit(field, "true or false", text);
        };
    }

    private static String date(String field, String text) {
        try {
            return LocalDate.parse(text.strip()).toString();
        } catch (DateTimeException e) {
            throw unfit(field, "a date like 1998-06-30", text);
        }
    }

    private @Nullable Instant time(List<String> cells) {
        return timeColumn < 0 ? fixed() : moment(cell(cells, timeColumn));
    }

    private @Nullable Instant fixed() {
        return mapping.time().fixed() == null ? null : standard(mapping.time().fixed());
    }

    private @Nullable Instant moment(String text) {
        if (pattern == null) {
            return standard(text);
        }
        try {
            var read = pattern.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            return read instanceof ZonedDateTime zoned ? zoned.toInstant() : local(read);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Instant local(Object read) {
        var time = read instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) read;
        return time.atZone(mapping.zone()).toInstant();
    }

    private @Nullable Instant standard(String text) {
        try {
            return text.length() == 10
                    ? local(LocalDate.parse(text))
                    : java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String filled(String template, String field, List<String> cells, long number) {
        return SLOT.matcher(template).replaceAll(slot -> {
            var name = slot.group(1);
            var text = name.equals(LINE)
                    ? String.valueOf(number)
                    : cell(cells, records.column(name)).strip();
            if (text.isEmpty()) {
                throw new Unfit(Refusal.field("import.empty", field, "a value in column " + name, "none"));
            }
            return java.util.regex.Matcher.quoteReplacement(text);
        });
    }

    private int column(String field, String name) {
        int column = records.column(name);
        Mapping.require(column >= 0, field, "a column that the file has, but there is no '" + name + "'");
        return column;
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /** A hash of the record's cells; the id's part, and the beginning of it as a key for counting. */
    private record Hash(String text, long ordinalKey) {}

    private static Hash hash(List<String> cells) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var cell : cells) {
                digest.update(cell.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0x1f);
            }
            var bytes = digest.digest();
            long key = java.nio.ByteBuffer.wrap(bytes).getLong();
            return new Hash(HexFormat.of().formatHex(bytes, 0, 16), key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 to be there, but it is not", e);
        }
    }

    private static void check(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw new Unfit(refusal);
        }
    }

    private static void refuse(String field, @Nullable Refusal refusal) {
        if (refusal != null) {
            throw Mapping.invalid(field, "what an event may have. " + refusal.detail());
        }
    }

    private static Unfit unfit(String field, String expected, String found) {
        return new Unfit(Refusal.field("import.value", field, expected, EventRules.quoted(found)));
    }

    private static final class Unfit extends RuntimeException {
        private final Refusal refusal;

        Unfit(Refusal refusal) {
            super(refusal.detail(), null, false, false);
            this.refusal = refusal;
        }
    }
}
