package io.hearth.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.springframework.core.io.Resource;

/** A file's tag by its content; weak, since the server may compress what it sends. */
class ContentTag implements Function<Resource, String> {

    /** Few files, and packed ones never change; those that a developer builds anew have another time. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    @Override
    public String apply(Resource file) {
        try {
            return known.computeIfAbsent(file.getURL() + "@" + file.lastModified(), key -> tag(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String tag(Resource file) {
        try {
            var sum = new CRC32C();
            sum.update(file.getContentAsByteArray());
            return "W/\"%x-%x\"".formatted(file.contentLength(), sum.getValue());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
