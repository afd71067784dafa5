package io.hearth.decision.language;

import io.hearth.decision.Words;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What rules can speak of: {@code rules/catalogue.yaml}, and the journeys and messages found in their trees.
 *
 * @param badgeLevels the levels of the badges that have some, lowest first
 * @param levelling what levels follow
 * @param benefits what members can be given or pay for besides
 * @param uses what people use a segment for beside rules and journeys, by segment; most have no entry
 */
public record Catalogue(
        Map<String, EventType> eventTypes,
        Map<String, Attribute> attributes,
        Map<String, Named> badges,
        Map<String, List<Named>> badgeLevels,
        Levelling levelling,
        Benefits benefits,
        List<Level> levels,
        Map<String, Named> segments,
        Map<String, Named> uses,
        Map<String, Named> caseKinds,
        Map<String, WordList> wordLists,
        Map<String, RulebookKind> rulebooks,
        SortedSet<String> journeys,
        SortedSet<String> messages) {

    public static final String FILE = "rules/catalogue.yaml";

    /** What kind of value a data field or an attribute holds. */
    public enum DataType {
        NUMBER,
        TEXT,
        DATE,
        BOOLEAN
    }

    /** A field of an event's data. */
    public record Field(Named name, DataType type) {}

    /**
     * A kind of event.
     *
     * @param object the data field that holds the object's id, where the event itself names none
     */
    public record EventType(
            Named name, Map<String, Field> data, @Nullable String object) {}

    /** What is known of members beside their activity. */
    public record Attribute(Named name, DataType type) {}

    /**
     * A step that members climb.
     *
     * @param fromPoints the points at which it is reached, where points decide
     */
    public record Level(Named name, @Nullable Long fromPoints) {}

    /**
     * What levels follow.
     *
     * @param byPoints whether by points; else by rules alone
     * @param period the points of which period count, as {@link io.hearth.decision.Period} writes it; {@code ever} for all,
     *     which only rise
     * @param graceDays how long a member keeps a level after it is no longer reached
     */
    public record Levelling(boolean byPoints, String period, int graceDays) {

        public static final Levelling USUAL = new Levelling(true, "ever", 0);
    }

    /**
     * What members can be given or pay for besides points, badges and levels.
     *
     * @param stores the pool or the item that a coupon or gift is taken from, by kind and id such as {@code coupon/spring}
     */
    public record Benefits(
            Map<String, Named> coupons,
            Map<String, Named> privileges,
            Map<String, Named> gifts,
            Map<String, Plan> plans,
            Map<String, String> stores) {

        public static final Benefits NONE = new Benefits(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    /**
     * A membership that is paid for.
     *
     * @param termDays how long one payment lasts, unless it says so itself
     * @param graceDays how long the member keeps it after the term
     * @param privileges what comes with it
     */
    public record Plan(Named name, int termDays, int graceDays, List<String> privileges) {}

    /**
     * Words that a sentence can look for.
     *
     * @param words as they are compared: plain text
     */
    public record WordList(Named name, List<String> words) {}

    /**
     * A rulebook that may hold rules.
     *
     * @param outcomes what its rules may ask for
     * @param answers what a rule may answer, where answers are allowed
     */
    public record RulebookKind(Named name, Set<OutcomeKind> outcomes, Map<String, Named> answers) {}

    static Catalogue empty() {
        return new Catalogue(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Levelling.USUAL,
                Benefits.NONE,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                java.util.Collections.emptySortedSet(),
                java.util.Collections.emptySortedSet());
    }

    /** The names of all that has an id. */
    Words words() {
        var names = new HashMap<String, Words.Name>();
        name("event", eventNames(), names);
        name("level", levelNames(), names);
        name("badge", badges.values(), names);
        name("coupon", benefits.coupons().values(), names);
        name("privilege", benefits.privileges().values(), names);
        name("gift", benefits.gifts().values(), names);
        name("segment", segments.values(), names);
        name("case", caseKinds.values(), names);
        name("severity", FixedWords.SEVERITIES, names);
        name("status", FixedWords.STATUSES, names);
        name("language", FixedWords.LANGUAGES, names);
        rulebooks.values().forEach(kind -> name("answer", kind.answers().values(), names));
        for (int day = 1; day <= FixedWords.WEEKDAYS.size(); day++) {
            var name = FixedWords.WEEKDAYS.get(day - 1);
            names.put("weekday/" + day, new Words.Name(name.zh(), name.en()));
        }
        return new Words(names);
    }

    private static void name(String kind, Collection<Named> named, Map<String, Words.Name> into) {
        named.forEach(one -> into.put(kind + "/" + one.id(), new Words.Name(one.zh(), one.en())));
    }

    Collection<Named> eventNames() {
        return eventTypes.values().stream().map(EventType::name).toList();
    }

    List<Named> levelNames() {
        return levels.stream().map(Level::name).toList();
    }

    /** The level and all above it, lowest first. */
    List<String> levelsFrom(String level) {
        return levelNames().stream()
                .map(Named::id)
                .dropWhile(id -> !id.equals(level))
                .toList();
    }

    /** The badge's levels from the lowest up to this one, as {@code badge/level}; none if it has no such level. */
    public List<String> badgeUpTo(String badge, String level) {
        var levels = badgeLevels.getOrDefault(badge, List.of()).stream()
                .map(Named::id)
                .toList();
        return levels.subList(0, levels.indexOf(level) + 1).stream()
                .map(id -> badge + "/" + id)
                .toList();
    }

    Optional<Field> field(String eventType, String field) {
        return Optional.ofNullable(eventTypes.get(eventType)).map(t -> t.data().get(field));
    }
}
