package io.hearth.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/** Reads all content from the class path, also inside a packed jar, or from a folder. */
final class ContentLocation {

    static final int MOST_FILES = 5000;
    static final int MOST_FILE_BYTES = 5 << 20;
    static final int MOST_BYTES = 64 << 20;
    private static final String CLASS_PATH = "classpath:";

    /** What was found, and what could not be taken. */
    record Read(ContentFiles files, List<Finding> findings) {}

    private final String location;

    ContentLocation(String location) {
        this.location = location.endsWith("/") ? location : location + "/";
    }

    boolean isFolder() {
        return !location.startsWith(CLASS_PATH);
    }

    Path folder() {
        return Path.of(location.startsWith("file:") ? location.substring("file:".length()) : location);
    }

    Read read() {
        var files = new ArrayList<ContentFile>();
        var findings = new ArrayList<Finding>();
        try {
            if (isFolder()) {
                readFolder(files, findings);
            } else {
                readClassPath(files);
            }
        } catch (IOException | UncheckedIOException e) {
            findings.add(Finding.error(location, 0, "Expected to read the content, but " + e.getMessage() + "."));
        }
        if (files.size() > MOST_FILES
                || files.stream().mapToLong(ContentFile::size).sum() > MOST_BYTES) {
            findings.add(Finding.error(
                    location, 0, "There are more than " + MOST_FILES + " files or " + (MOST_BYTES >> 20) + " MiB."));
            files.clear();
        }
        return new Read(ContentFiles.of(files), findings);
    }

    private void readFolder(List<ContentFile> into, List<Finding> findings) throws IOException {
        for (var tree : ContentPath.TREES) {
            var root = folder().resolve(tree);
            if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (var walk = Files.walk(root, 10)) {
                for (var path : (Iterable<Path>)
                        walk.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))::iterator) {
                    var name = folder().relativize(path).toString().replace('\\', '/');
                    if (isScratch(path.getFileName().toString())) {
                        continue;
                    }
                    if (!ContentPath.isValid(name)) {
                        findings.add(Finding.error(
                                name, 0, "A file's name has letters, digits, spaces, '.', '-' and '_'. Rename it."));
                    } else if (Files.size(path) > MOST_FILE_BYTES) {
                        findings.add(Finding.error(name, 0, "A file has at most " + (MOST_FILE_BYTES >> 20) + " MiB."));
                    } else {
                        into.add(new ContentFile(name, Files.readAllBytes(path)));
                    }
                }
            }
        }
    }

    private void readClassPath(List<ContentFile> into) throws IOException {
        var base = location.substring(CLASS_PATH.length());
        var resolver = new PathMatchingResourcePatternResolver();
        for (var tree : ContentPath.TREES) {
            if (!resolver.getResource(CLASS_PATH + base + tree + "/").exists()) {
                continue;
            }
            for (var resource : resolver.getResources(CLASS_PATH + base + tree + "/**")) {
                var url = StringUtils.uriDecode(resource.getURL().toString(), StandardCharsets.UTF_8);
                var path = url.substring(url.lastIndexOf("/" + base + tree + "/") + 1 + base.length());
                if (!url.endsWith("/")
                        && resource.isReadable()
                        && !isScratch(path.substring(path.lastIndexOf('/') + 1))) {
                    into.add(new ContentFile(path, resource.getContentAsByteArray()));
                }
            }
        }
    }

    /** What editors and file managers leave behind. */
    private static boolean isScratch(String name) {
        return name.startsWith(".")
                || name.startsWith("~$")
                || name.startsWith("#")
                || name.endsWith("~")
                || name.endsWith(".swp")
                || name.endsWith(".tmp")
                || name.equals("Thumbs.db");
    }
}
