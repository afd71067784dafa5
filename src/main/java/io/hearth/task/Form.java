package io.hearth.task;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person is asked. Answers are checked here, on the server: named fields only, each of its primitive type. */
public record Form(List<Field> fields) {

    public static final Form EMPTY = new Form(List.of());

    private static final int LONGEST_TEXT = 4_000;

    public Form {
        fields = List.copyOf(fields);
    }

    /** What a field takes. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        CHOICE
    }

    /** A text in both languages of the console. */
    public record Label(String zh, String en) {}

    /** One of the answers to choose from. */
    public record Option(String value, Label label) {}

    /** One field; the limits are of a text's length or of a number, as its type says. */
    public record Field(
            String name,
            Type type,
            Label label,
            boolean required,
            @Nullable Long min,
            @Nullable Long max,
            List<Option> options) {

        public Field {
            options = List.copyOf(options);
        }

        /** What is wrong with an answer, if anything is. */
        Optional<String> fault(@Nullable Object answer) {
            if (answer == null || answer.equals("")) {
                return required ? Optional.of("it is required") : Optional.empty();
            }
            return switch (type) {
                case TEXT -> answer instanceof String text ? length(text) : Optional.of("it must be text");
                case NUMBER -> answer instanceof Number number ? range(number) : Optional.of("it must be a number");
                case BOOLEAN -> unless(answer instanceof Boolean, "it must be true or false");
                case DATE ->
                    unless(answer instanceof String text && isDay(text), "it must be a day such as 2026-03-14");
                case CHOICE ->
                    unless(
                            options.stream().anyMatch(option -> option.value().equals(answer)),
                            "it must be one of "
                                    + options.stream().map(Option::value).toList());
            };
        }

        private Optional<String> length(String text) {
            if (text.length() > (max == null ? LONGEST_TEXT : Math.min(max, LONGEST_TEXT))) {
                return Optional.of("it is longer than " + (max == null ? LONGEST_TEXT : max) + " characters");
            }
            return unless(min == null || text.length() >= min, "it is shorter than " + min + " characters");
        }

        private Optional<String> range(Number number) {
            var value = number.doubleValue();
            if (Double.isNaN(value) || Math.abs(value) > 1e15) {
                return Optional.of("it is too large");
            }
            if (min != null && value < min) {
                return Optional.of("it is below " + min);
            }
            return unless(max == null || value <= max, "it is above " + max);
        }

        private static boolean isDay(String text) {
            try {
                return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
            } catch (DateTimeParseException notADay) {
                return false;
            }
        }

        private static Optional<String> unless(boolean fine, String fault) {
            return fine ? Optional.empty() : Optional.of(fault);
        }
    }

    /** The answers, or what is wrong with them. */
    public record Checked(
            Map<String, Object> answers,
            @Nullable String field,
            @Nullable String fault) {

        boolean isRefused() {
            return fault != null;
        }
    }

    public Checked check(Map<String, ? extends @Nullable Object> given) {
        for (var name : given.keySet()) {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                return new Checked(Map.of(), name, "the form has no such field");
            }
        }
        var answers = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            var answer = given.get(field.name());
            var fault = field.fault(answer);
            if (fault.isPresent()) {
                return new Checked(Map.of(), field.name(), fault.get());
            }
            if (answer != null) {
                answers.put(field.name(), answer);
            }
        }
        return new Checked(answers, null, null);
    }
}
