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
 * @param objectFields the data field that names an event's object, by type, where the event itself names none
 */
record Declared(List<LevelAt> levels, Map<String, String> objectFields) {

    static final Declared NOTHING = new Declared(List.of(), Map.of());

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
        return new Declared(levels, Map.copyOf(objects));
    }
}
