package io.hearth.decision.language;

import io.hearth.content.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one file, up to a number that a person still reads. */
final class Problems {

    private static final int MOST = 50;

    private final String file;
    private final List<Finding> found = new ArrayList<>();
    private final List<Finding> unknownEvents = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void error(int line, String message) {
        if (found.size() < MOST) {
            found.add(Finding.error(file, line, message));
        }
    }

    /** The same where a type of event is missing. */
    void unknownEvent(int line, String message) {
        if (found.size() < MOST) {
            var finding = Finding.error(file, line, message);
            found.add(finding);
            unknownEvents.add(finding);
        }
    }

    List<Finding> unknownEvents() {
        return List.copyOf(unknownEvents);
    }

    void warning(int line, String message) {
        if (found.size() < MOST) {
            found.add(Finding.warning(file, line, message));
        }
    }

    void addAll(List<Finding> findings) {
        findings.forEach(f -> {
            if (found.size() < MOST) {
                found.add(f);
            }
        });
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Finding::isError);
    }

    List<Finding> found() {
        return List.copyOf(found);
    }
}
