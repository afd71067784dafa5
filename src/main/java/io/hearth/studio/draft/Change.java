package io.hearth.studio.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file that a draft adds, changes or takes away, without its bytes.
 *
 * @param size in bytes; 0 for a file that is taken away
 * @param hash of the file in the draft; null where it is taken away
 * @param base of the file in the release that the draft began with; null where that has none
 */
record Change(
        String path,
        int size,
        @Nullable String hash,
        @Nullable String base,
        String by,
        Instant at) {

    String kind() {
        return hash == null ? "removed" : base == null ? "added" : "changed";
    }
}
