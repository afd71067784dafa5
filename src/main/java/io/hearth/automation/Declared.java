package io.hearth.automation;

import io.hearth.decision.language.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the pipeline takes from a release's catalogue.
 *
 * @param levels those that points alone reach, lowest first
 * @param levelOrder all levels, lowest first
 * @param levelling what levels follow
 * @param stores the pools and items that coupons and gifts come from
 * @param plans memberships that are paid for
 * @param badges all badges, with the levels of those that have some, lowest first
 * @param objectFields the data field that names an event's object, by type, where the event itself names none
 */
record Declared(
        List<LevelAt> levels,
        List<String> levelOrder,
        Catalogue.Levelling levelling,
        Map<String, List<String>> badges,
        Map<String, String> stores,
        Map<String, Catalogue.Plan> plans,
        Map<String, String> objectFields) {

    static final Declared NOTHING =
            new Declared(List.of(), List.of(), Catalogue.Levelling.USUAL, Map.of(), Map.of(), Map.of(), Map.of());

    /** A level that is reached at so many points. */
    record LevelAt(String level, long points) {}

    static Declared by(Catalogue catalogue) {
        var levels = catalogue.levels().stream()
                .flatMap(level -> level.fromPoints() == null
                        ? Stream.empty()
                        : Stream.of(new LevelAt(level.name().id(), level.fromPoints())))
                .toList();
        var objects = new HashMap<String, String>();
        catalogue.eventTypes().forEach((type, declared) -> {
            if (declared.object() != null) {
                objects.put(type, declared.object());
            }
        });
        var badges = new HashMap<String, List<String>>();
        catalogue.badges().keySet().forEach(badge -> badges.put(badge, List.of()));
        catalogue
                .badgeLevels()
                .forEach((badge, steps) ->
                        badges.put(badge, steps.stream().map(step -> step.id()).toList()));
        return new Declared(
                levels,
                catalogue.levels().stream().map(level -> level.name().id()).toList(),
                catalogue.levelling(),
                Map.copyOf(badges),
                catalogue.benefits().stores(),
                Map.copyOf(catalogue.benefits().plans()),
                Map.copyOf(objects));
    }
}
