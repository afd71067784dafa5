package io.hearth.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines from a stream of any length, holding one at a time. */
final class LineSplitter {

    private final InputStream stream;
    private final int longest;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private int lineEnd = -1;
    private boolean tooLong;
    private boolean exhausted;

    LineSplitter(InputStream stream, int longest) {
        this.stream = stream;
        this.longest = longest;
    }

    /** Moves to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        while (find()) {
            if (tooLong || !isBlank()) {
                return true;
            }
        }
        return false;
    }

    boolean isTooLong() {
        return tooLong;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return start;
    }

    int length() {
        return lineEnd - start;
    }

    private boolean find() throws IOException {
        start = Math.min(lineEnd + 1, end);
        tooLong = false;
        int scanned = start;
        while (true) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    lineEnd = scanned;
                    return true;
                }
            }
            if (exhausted) {
                lineEnd = end;
                return start < end || tooLong;
            }
            if (end - start > longest) {
                tooLong = true;
                end = start;
            }
            scanned = fill();
        }
    }

    /** Makes room and reads on; answers where the new bytes begin. */
    private int fill() throws IOException {
        int kept = end - start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, kept);
            start = 0;
            end = kept;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = stream.read(buffer, end, buffer.length - end);
        if (read < 0) {
            exhausted = true;
        } else {
            end += read;
        }
        return kept;
    }

    private boolean isBlank() {
        for (int i = start; i < lineEnd; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
