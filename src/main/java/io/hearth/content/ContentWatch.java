package io.hearth.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Looks at a folder now and then; when something changed and has come to rest, it hands over all files. */
final class ContentWatch implements Runnable {

    private final ContentLocation location;
    private final Consumer<ContentLocation.Read> changed;
    private Map<Path, String> handedOver;
    private Map<Path, String> lastSeen;

    ContentWatch(ContentLocation location, Consumer<ContentLocation.Read> changed) {
        this.location = location;
        this.changed = changed;
        this.handedOver = look();
        this.lastSeen = handedOver;
    }

    @Override
    public void run() {
        var seen = look();
        boolean atRest = seen.equals(lastSeen);
        lastSeen = seen;
        if (atRest && !seen.equals(handedOver)) {
            handedOver = seen;
            changed.accept(location.read());
        }
    }

    private Map<Path, String> look() {
        var seen = new HashMap<Path, String>();
        for (var tree : ContentPath.TREES) {
            var root = location.folder().resolve(tree);
            if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (var walk = Files.walk(root, 10)) {
                walk.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                        .forEach(p -> seen.put(p, stamp(p)));
            } catch (IOException | UncheckedIOException e) {
                // A file went away while we looked: the next look sees why.
                seen.put(root, "changing");
            }
        }
        return seen;
    }

    private static String stamp(Path path) {
        try {
            return Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            return "gone";
        }
    }
}
