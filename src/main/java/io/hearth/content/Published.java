package io.hearth.content;

import java.util.List;
import java.util.Optional;

/** What came of an attempt to publish: a release, perhaps with warnings, or the errors that stopped it. */
public record Published(Optional<Release> release, List<Finding> findings) {

    public boolean succeeded() {
        return release.isPresent();
    }
}
