package io.hearth.message;

import java.util.List;

/** What a member has reached in a community, as messages show it. */
record Standing(String level, long points, List<String> badges) {

    static final Standing NONE = new Standing("", 0, List.of());
}
