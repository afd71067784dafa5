package io.hearth.platform;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How the types of requests and answers are called in the description of the API: a type within a controller is called after both,
 * such as {@code GrantWanted}, since many controllers have a {@code View} and one would hide the others. Types that still share a
 * name say another by {@code @Schema(name = …)}.
 */
class SchemaNames extends TypeNameResolver {

    private final Map<String, Set<String>> given = new ConcurrentSkipListMap<>();

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        var name = super.nameForClass(type, options);
        given.computeIfAbsent(name, none -> new TreeSet<>()).add(type.getName());
        return name;
    }

    @Override
    protected String getNameOfClass(Class<?> type) {
        var outer = type.getEnclosingClass();
        if (outer == null) {
            return type.getSimpleName();
        }
        var owner = getNameOfClass(outer).replaceAll("(Controller|Table)$", "");
        var name = type.getSimpleName();
        return name.startsWith(owner) ? name : owner + name;
    }

    /** The types that were given each name. */
    Map<String, Set<String>> given() {
        return given;
    }
}
