package io.hearth.decision;

import java.util.Map;

/**
 * The names that people use for what rules call by an id, as the release's catalogue has them.
 *
 * @param names by kind and id, such as {@code level/regular}
 */
public record Words(Map<String, Name> names) {

    /** No names are known: everything is called by its id. */
    public static final Words NONE = new Words(Map.of());

    /** One name in both languages. */
    public record Name(String zh, String en) {}

    /** The name of a level, badge, segment, event, case, severity, status, language or weekday; its id if it has none. */
    public Name of(String kind, Object id) {
        var name = names.get(kind + "/" + id);
        return name == null ? new Name(String.valueOf(id), String.valueOf(id)) : name;
    }
}
