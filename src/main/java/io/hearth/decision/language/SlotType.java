package io.hearth.decision.language;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The kinds of slots that sentences have: what may stand there, and what it means. */
enum SlotType {
    NUMBER("a number such as 3 or 4.5", "-?\\d{1,9}(?:\\.\\d{1,4})?", (t, c) -> Optional.of(number(t))),
    WHOLE("a whole number", "-?\\d{1,9}", (t, c) -> Optional.of(SlotValue.same(Long.valueOf(t), t))),
    PERIOD(
            "a period: today, this week, this month, this year, in the last 7 days, ever (今天、本周、本月、今年、最近 7 天内、总共)",
            Periods.PERIOD_SHAPE,
            (t, c) -> Periods.period(t)),
    DAYS("a duration such as 7 days or 3 个月", Periods.DAYS_SHAPE, (t, c) -> Periods.days(t)),
    DATE("a date such as 2026-03-14", "\\d{4}-\\d{2}-\\d{2}", (t, c) -> date(t)),
    TIME("a time of day such as 08:30", "\\d{1,2}:\\d{2}", (t, c) -> time(t)),
    WEEKDAY(
            "a day of the week such as Monday or 周一",
            "[\\p{L}]{2,10}?",
            (t, c) -> weekday(t),
            c -> FixedWords.WEEKDAYS),
    TEXT("a text in quotes, without \" \\ { } < > $ and tabs", "\"[^\"\\\\{}<>$`\\p{Cntrl}]{1,200}+\"", (t, c) -> {
        var text = t.substring(1, t.length() - 1);
        return Optional.of(SlotValue.same(text, text));
    }),
    EVENT("an event type", SlotType.WORD, (t, c) -> named(t, c.eventNames()), Catalogue::eventNames),
    NUMBER_FIELD(
            "a number of the event's data",
            SlotType.WORD,
            (t, c) -> field(t, c, Catalogue.DataType.NUMBER),
            c -> fields(c, Catalogue.DataType.NUMBER)),
    TEXT_FIELD(
            "a text of the event's data",
            SlotType.WORD,
            (t, c) -> field(t, c, Catalogue.DataType.TEXT),
            c -> fields(c, Catalogue.DataType.TEXT)),
    FIELD("a field of the event's data", SlotType.WORD, (t, c) -> named(t, fields(c, null)), c -> fields(c, null)),
    ATTRIBUTE(
            "an attribute of members",
            SlotType.WORD,
            (t, c) -> named(t, attributes(c, null)),
            c -> attributes(c, null)),
    TEXT_ATTRIBUTE(
            "a text attribute of members",
            SlotType.WORD,
            (t, c) -> named(t, attributes(c, Catalogue.DataType.TEXT)),
            c -> attributes(c, Catalogue.DataType.TEXT)),
    NUMBER_ATTRIBUTE(
            "a number attribute of members",
            SlotType.WORD,
            (t, c) -> named(t, attributes(c, Catalogue.DataType.NUMBER)),
            c -> attributes(c, Catalogue.DataType.NUMBER)),
    DATE_ATTRIBUTE(
            "a date attribute of members",
            SlotType.WORD,
            (t, c) -> named(t, attributes(c, Catalogue.DataType.DATE)),
            c -> attributes(c, Catalogue.DataType.DATE)),
    SEGMENT("a segment", SlotType.WORD, (t, c) -> named(t, c.segments().values()), c -> c.segments()
            .values()),
    BADGE("a badge", SlotType.WORD, (t, c) -> named(t, c.badges().values()), c -> c.badges()
            .values()),
    BADGE_LEVEL("a level of a badge", SlotType.WORD, (t, c) -> named(t, badgeLevels(c)), SlotType::badgeLevels),
    COUPON("a coupon", SlotType.WORD, (t, c) -> named(t, c.benefits().coupons().values()), c -> c.benefits()
            .coupons()
            .values()),
    PRIVILEGE(
            "a privilege",
            SlotType.WORD,
            (t, c) -> named(t, c.benefits().privileges().values()),
            c -> c.benefits().privileges().values()),
    GIFT("a gift", SlotType.WORD, (t, c) -> named(t, c.benefits().gifts().values()), c -> c.benefits()
            .gifts()
            .values()),
    PLAN("a plan that is paid for", SlotType.WORD, (t, c) -> named(t, plans(c)), SlotType::plans),
    LEVEL("a level", SlotType.WORD, (t, c) -> named(t, c.levelNames()), Catalogue::levelNames),
    LIST("a word list", SlotType.WORD, (t, c) -> list(t, c), c -> c.wordLists().values().stream()
            .map(Catalogue.WordList::name)
            .toList()),
    KIND("a kind of case", SlotType.WORD, (t, c) -> named(t, c.caseKinds().values()), c -> c.caseKinds()
            .values()),
    ANSWER("an answer of a rulebook", SlotType.WORD, (t, c) -> named(t, answers(c)), SlotType::answers),
    STATUS("a status", SlotType.WORD, (t, c) -> named(t, FixedWords.STATUSES), c -> FixedWords.STATUSES),
    SEVERITY("a severity", SlotType.WORD, (t, c) -> named(t, FixedWords.SEVERITIES), c -> FixedWords.SEVERITIES),
    ROLE("a role", "[\\p{L}\\p{N}._-]{1,60}?", (t, c) -> Optional.of(SlotValue.same(t, t))),
    LANGUAGE("a language", SlotType.WORD, (t, c) -> named(t, FixedWords.LANGUAGES), c -> FixedWords.LANGUAGES),
    JOURNEY("a journey of bpmn/", SlotType.WORD, (t, c) -> one(t, c.journeys()), c -> plain(c.journeys())),
    MESSAGE(
            "a message of templates/",
            "[\\p{L}\\p{N}._/-]{1,100}?",
            (t, c) -> one(t, c.messages()),
            c -> plain(c.messages()));

    private static final int MOST_ALLOWED = 12;
    private static final String WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}._ '-]{0,59}?";

    private final String what;
    private final String shape;
    private final BiFunction<String, Catalogue, Optional<SlotValue>> read;
    private final java.util.function.Function<Catalogue, Collection<Named>> choices;

    SlotType(String what, String shape, BiFunction<String, Catalogue, Optional<SlotValue>> read) {
        this(what, shape, read, c -> List.of());
    }

    SlotType(
            String what,
            String shape,
            BiFunction<String, Catalogue, Optional<SlotValue>> read,
            java.util.function.Function<Catalogue, Collection<Named>> choices) {
        this.what = what;
        this.shape = shape;
        this.read = read;
        this.choices = choices;
    }

    static Optional<SlotType> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }

    /** As the vocabulary writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String what() {
        return what;
    }

    /** What a text must look like to be tried at all, as a pattern without groups. */
    String shape() {
        return shape;
    }

    Optional<SlotValue> read(String text, Catalogue catalogue) {
        return read.apply(text.strip(), catalogue);
    }

    /** What may stand here, where that is a list. */
    Collection<Named> choices(Catalogue catalogue) {
        return choices.apply(catalogue);
    }

    /** Says what may stand in the slot, in words for people: first what is most like what was written. */
    String allowed(Catalogue catalogue, String written) {
        var names = choices(catalogue).stream()
                .sorted(Comparator.comparingInt(name -> name.distance(written)))
                .limit(MOST_ALLOWED)
                .map(Named::shown)
                .toList();
        return names.isEmpty() ? what : what + ": " + String.join(", ", names);
    }

    private static SlotValue number(String text) {
        return SlotValue.same(text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text), text);
    }

    private static Optional<SlotValue> date(String text) {
        try {
            return Optional.of(SlotValue.same(LocalDate.parse(text).toString(), text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<SlotValue> time(String text) {
        try {
            return Optional.of(SlotValue.same(
                    LocalTime.parse(text.length() == 4 ? "0" + text : text).toString(), text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<SlotValue> weekday(String text) {
        for (int day = 1; day <= 7; day++) {
            var name = FixedWords.WEEKDAYS.get(day - 1);
            if (name.isCalled(text) || text.equals(name.zh().replace("周", "星期"))) {
                return Optional.of(new SlotValue((long) day, name.zh(), name.en()));
            }
        }
        return Optional.empty();
    }

    private static Optional<SlotValue> named(String text, Collection<Named> names) {
        return names.stream().filter(n -> n.isCalled(text)).findFirst().map(SlotValue::of);
    }

    private static Optional<SlotValue> one(String text, Collection<String> ids) {
        return ids.contains(text) ? Optional.of(SlotValue.same(text, text)) : Optional.empty();
    }

    private static Optional<SlotValue> list(String text, Catalogue catalogue) {
        return catalogue.wordLists().values().stream()
                .filter(l -> l.name().isCalled(text))
                .findFirst()
                .map(l -> new SlotValue(
                        String.join("|", l.words()), l.name().zh(), l.name().en()));
    }

    private static Optional<SlotValue> field(String text, Catalogue catalogue, Catalogue.DataType type) {
        return named(text, fields(catalogue, type));
    }

    private static List<Named> fields(Catalogue catalogue, Catalogue.@org.jspecify.annotations.Nullable DataType type) {
        return catalogue.eventTypes().values().stream()
                .flatMap(e -> e.data().values().stream())
                .filter(f -> type == null || f.type() == type)
                .map(Catalogue.Field::name)
                .distinct()
                .toList();
    }

    private static List<Named> attributes(
            Catalogue catalogue, Catalogue.@org.jspecify.annotations.Nullable DataType type) {
        return catalogue.attributes().values().stream()
                .filter(a -> type == null || a.type() == type)
                .map(Catalogue.Attribute::name)
                .toList();
    }

    private static List<Named> answers(Catalogue catalogue) {
        return catalogue.rulebooks().values().stream()
                .flatMap(r -> r.answers().values().stream())
                .distinct()
                .toList();
    }

    private static List<Named> plans(Catalogue catalogue) {
        return catalogue.benefits().plans().values().stream()
                .map(Catalogue.Plan::name)
                .toList();
    }

    /** The same word may be a level of several badges. */
    private static List<Named> badgeLevels(Catalogue catalogue) {
        return catalogue.badgeLevels().values().stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static List<Named> plain(Collection<String> ids) {
        return ids.stream().map(id -> new Named(id, id, id)).toList();
    }
}
