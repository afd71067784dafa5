package io.hearth.content;

import java.util.Set;
import java.util.regex.Pattern;

/** What a path in the trees may look like; everything else, such as a way out of the folder, is refused. */
final class ContentPath {

    static final Set<String> TREES = Set.of("rules", "bpmn", "templates");
    private static final Pattern SHAPE =
            Pattern.compile("(rules|bpmn|templates)(/[\\p{L}\\p{N}_][\\p{L}\\p{N}_.\\- ]{0,99}){1,8}");

    private ContentPath() {}

    static boolean isValid(String path) {
        return path.length() <= 300 && SHAPE.matcher(path).matches() && !path.contains("..");
    }

    static String checked(String path) {
        if (!isValid(path)) {
            throw new IllegalArgumentException("Expected a path under rules/, bpmn/ or templates/, but got " + path);
        }
        return path;
    }
}
