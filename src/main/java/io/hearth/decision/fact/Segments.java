package io.hearth.decision.fact;

import java.util.Set;

/** The segments that the member is in. */
public record Segments(Set<String> names) {

    public boolean in(String segment) {
        return names.contains(segment);
    }
}
