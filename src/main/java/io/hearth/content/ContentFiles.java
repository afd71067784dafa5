package io.hearth.content;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of one version of the content, in the order of their paths, with one hash over all of them. */
public final class ContentFiles implements Iterable<ContentFile> {

    private final SortedMap<String, ContentFile> byPath;
    private final String hash;

    private ContentFiles(SortedMap<String, ContentFile> byPath) {
        this.byPath = Collections.unmodifiableSortedMap(byPath);
        this.hash = hash(byPath.values());
    }

    public static ContentFiles of(Collection<ContentFile> files) {
        var byPath = new TreeMap<String, ContentFile>();
        for (var file : files) {
            if (byPath.put(ContentPath.checked(file.path()), file) != null) {
                throw new IllegalArgumentException("Expected each path once, but " + file.path() + " came twice");
            }
        }
        return new ContentFiles(byPath);
    }

    public static ContentFiles of(ContentFile... files) {
        return of(java.util.List.of(files));
    }

    public Optional<ContentFile> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The files in a folder such as {@code rules/rewards} and in the folders below it. */
    public Stream<ContentFile> under(String folder) {
        String prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        return byPath.tailMap(prefix).values().stream().takeWhile(f -> f.path().startsWith(prefix));
    }

    public Stream<ContentFile> stream() {
        return byPath.values().stream();
    }

    /** These files with one of them added or replaced. */
    public ContentFiles with(ContentFile file) {
        var changed = new TreeMap<>(byPath);
        changed.put(ContentPath.checked(file.path()), file);
        return new ContentFiles(changed);
    }

    /** These files without one of them. */
    public ContentFiles without(String path) {
        var changed = new TreeMap<>(byPath);
        changed.remove(path);
        return new ContentFiles(changed);
    }

    /**
     * These files with what has changed elsewhere: each file that differs between two states there is taken, all others stay.
     *
     * @param earlier the hash of each file there before, by path
     * @param later the files there now
     */
    public ContentFiles carrying(SortedMap<String, String> earlier, ContentFiles later) {
        var carried = new TreeMap<>(byPath);
        earlier.keySet().stream().filter(path -> later.find(path).isEmpty()).forEach(carried::remove);
        later.stream()
                .filter(file -> !file.hash().equals(earlier.get(file.path())))
                .forEach(file -> carried.put(file.path(), file));
        return new ContentFiles(carried);
    }

    public String hash() {
        return hash;
    }

    public int size() {
        return byPath.size();
    }

    @Override
    public Iterator<ContentFile> iterator() {
        return byPath.values().iterator();
    }

    /** The hash that files with these hashes would have together, by path. */
    public static String hashOf(SortedMap<String, String> hashes) {
        var digest = Hash.digest();
        hashes.forEach((path, hash) -> digest.update((path + "\n" + hash + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of each file, by path. */
    public SortedMap<String, String> hashes() {
        var hashes = new TreeMap<String, String>();
        byPath.forEach((path, file) -> hashes.put(path, file.hash()));
        return hashes;
    }

    private static String hash(Collection<ContentFile> files) {
        var hashes = new TreeMap<String, String>();
        files.forEach(file -> hashes.put(file.path(), file.hash()));
        return hashOf(hashes);
    }
}
