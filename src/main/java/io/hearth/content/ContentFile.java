package io.hearth.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One file of the three trees; its path, such as {@code rules/rewards/contribution.dslr}, is its id. */
public record ContentFile(String path, byte[] bytes) {

    public ContentFile {
        bytes = bytes.clone();
    }

    public static ContentFile of(String path, String text) {
        return new ContentFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a file of the three trees may have this path. */
    public static boolean isPath(String path) {
        return ContentPath.isValid(path);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes read as UTF-8, unreadable ones replaced; readers that must be strict decode the bytes themselves. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public int size() {
        return bytes.length;
    }

    public String hash() {
        return Hash.of(bytes);
    }

    /** The part after the last dot. */
    public String extension() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The folder that the file lies in, without a slash at the end. */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentFile file && path.equals(file.path) && Arrays.equals(bytes, file.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return path;
    }
}
