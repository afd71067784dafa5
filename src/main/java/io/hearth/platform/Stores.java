package io.hearth.platform;

import org.jspecify.annotations.Nullable;

/** Which stores this server uses. */
public record Stores(Store postgres, Store redis) {

    /** Whether this server runs the store or found it configured. */
    public enum Kind {
        EMBEDDED,
        EXTERNAL
    }

    /**
     * One store.
     *
     * @param address without password
     * @param version empty while the store has not answered yet
     * @param folder of an embedded store that keeps data
     */
    public record Store(
            Kind kind,
            String address,
            @Nullable String version,
            @Nullable String folder) {}
}
