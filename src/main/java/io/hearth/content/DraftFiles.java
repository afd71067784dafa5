package io.hearth.content;

import io.hearth.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that somebody would like to publish, as a request names them: at most {@value #MOST}, together within the limit of
 * a request. Nothing here is published.
 */
public record DraftFiles(@Nullable List<DraftFile> files) {

    private static final int MOST = 50;
    private static final int LONGEST = 60_000;

    /**
     * One file that is added or replaced, or taken away.
     *
     * @param text what it holds; for workbooks {@code base64} instead
     * @param removed whether the draft takes it away
     * @param parts the text in pieces instead, for files longer than a string of a request may be (64 Ki characters)
     */
    public record DraftFile(
            String path,
            @Nullable String text,
            @Nullable String base64,
            @Nullable Boolean removed,
            @Nullable List<String> parts) {

        public DraftFile(String path, @Nullable String text, @Nullable String base64, @Nullable Boolean removed) {
            this(path, text, base64, removed, null);
        }

        /** A file with this text, in pieces if it is long. */
        public static DraftFile of(String path, String text) {
            if (text.length() <= LONGEST) {
                return new DraftFile(path, text, null, null);
            }
            var pieces = new ArrayList<String>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + LONGEST);
                int whole = Character.isHighSurrogate(text.charAt(end - 1)) && end < text.length() ? end - 1 : end;
                pieces.add(text.substring(at, whole));
                at = whole;
            }
            return new DraftFile(path, null, null, null, pieces);
        }

        private @Nullable String whole() {
            return text != null ? text : parts != null ? String.join("", parts) : null;
        }

        private long forms() {
            return Stream.of(text, base64, parts).filter(Objects::nonNull).count();
        }
    }

    /** Whether anything differs from what is released. */
    public boolean changesNothing() {
        return files == null || files.isEmpty();
    }

    /**
     * The released files with these over them.
     *
     * @param tree the only tree that may change: {@code rules}
     */
    public ContentFiles over(ContentFiles released, String tree) {
        var changed = released;
        if (files == null) {
            return changed;
        }
        if (files.size() > MOST) {
            throw invalid("Expected at most " + MOST + " files, but got " + files.size() + ".");
        }
        for (var file : files) {
            if (file == null
                    || file.path() == null
                    || !ContentPath.isValid(file.path())
                    || !file.path().startsWith(tree + "/")) {
                throw invalid("Expected paths such as " + tree + "/rewards/contribution.dslr, but got '"
                        + shown(file == null ? null : file.path()) + "'.");
            }
            changed = Boolean.TRUE.equals(file.removed())
                    ? changed.without(file.path())
                    : changed.with(new ContentFile(file.path(), bytes(file)));
        }
        return changed;
    }

    private static byte[] bytes(DraftFile file) {
        if (file.forms() != 1) {
            throw invalid("Expected one of 'text', 'parts' and 'base64' for " + file.path() + ".");
        }
        var text = file.whole();
        if (text != null) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(file.base64());
        } catch (IllegalArgumentException e) {
            throw invalid("Expected Base64 for " + file.path() + ".");
        }
    }

    private static String shown(@Nullable String path) {
        return path == null ? "nothing" : path.length() > 80 ? path.substring(0, 80) + "…" : path;
    }

    private static Problem invalid(String detail) {
        return Problem.caller("draft.invalid", detail).field("files");
    }
}
