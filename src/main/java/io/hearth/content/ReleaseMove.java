package io.hearth.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One move of the pointer to the live release.
 *
 * @param before the release that was live until then
 * @param kind {@code content}, {@code draft} or {@code rollback}
 * @param draft the number of the draft that it was
 * @param agreed who agreed to it
 */
public record ReleaseMove(
        long id,
        String release,
        @Nullable String before,
        String kind,
        String title,
        String why,
        @Nullable Long draft,
        List<String> agreed,
        String by,
        Instant at) {}
