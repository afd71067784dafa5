package io.hearth.journey.engine.guard;

import io.hearth.content.Finding;
import java.util.ArrayList;
import java.util.List;

/** What was found in one file so far; after a few errors there is no use in looking for more. */
final class Findings {

    private static final int ENOUGH = 20;

    private final String file;
    private final List<Finding> found = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    void error(int line, String message) {
        found.add(Finding.error(file, line, message));
    }

    void warn(int line, String message) {
        found.add(Finding.warning(file, line, message));
    }

    boolean enough() {
        return found.size() >= ENOUGH;
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Finding::isError);
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
