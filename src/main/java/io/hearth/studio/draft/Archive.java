package io.hearth.studio.draft;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpStatus;

/**
 * All files as a zip archive with the plain folders {@code rules/ bpmn/ templates/}, byte for byte; the same files always make the
 * same archive. Reading trusts nothing that the archive says about itself: names, sizes and counts are checked as it is read.
 */
final class Archive {

    static final int MOST_ENTRIES = 5_000;
    static final long MOST_BYTES = 64L << 20;
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int LONGEST_SHOWN = 80;

    private Archive() {}

    static void write(Iterable<ContentFile> files, OutputStream into) throws IOException {
        try (var zip = new ZipOutputStream(into)) {
            for (var file : files) {
                var entry = new ZipEntry(file.path());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(file.bytes());
                zip.closeEntry();
            }
        }
    }

    /** @param mostOfOne bytes that one file may have */
    static ContentFiles read(InputStream from, long mostOfOne) throws IOException {
        var files = new TreeMap<String, ContentFile>();
        int entries = 0;
        long left = MOST_BYTES;
        try (var zip = new ZipInputStream(from)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw tooLarge("at most " + MOST_ENTRIES + " entries");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                var path = entry.getName();
                if (!ContentFile.isPath(path)) {
                    throw invalid("names such as rules/rewards/welcome.dslr, but found '" + shown(path) + "'");
                }
                var bytes = bytes(zip, Math.min(left, mostOfOne), path);
                left -= bytes.length;
                if (files.put(path, new ContentFile(path, bytes)) != null) {
                    throw invalid("each file once, but found " + path + " twice");
                }
            }
        } catch (java.util.zip.ZipException | IllegalArgumentException broken) {
            throw invalid("a zip archive, but it can't be read");
        }
        if (files.isEmpty()) {
            throw invalid("a zip archive with files under rules/, bpmn/ and templates/, but found none");
        }
        return ContentFiles.of((Collection<ContentFile>) files.values());
    }

    private static byte[] bytes(InputStream from, long most, String path) throws IOException {
        var read = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        for (int got = from.read(buffer); got >= 0; got = from.read(buffer)) {
            if (read.size() + (long) got > most) {
                throw tooLarge("at most " + most + " bytes of " + path);
            }
            read.write(buffer, 0, got);
        }
        return read.toByteArray();
    }

    private static String shown(String path) {
        var plain = path.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "…" : plain;
    }

    private static Problem invalid(String expected) {
        return Problem.caller("archive.invalid", "Expected " + expected + ".").field("file");
    }

    private static Problem tooLarge(String expected) {
        return Problem.caller(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "archive.too-large",
                        "Expected " + expected + ", but there is more.")
                .field("file");
    }
}
