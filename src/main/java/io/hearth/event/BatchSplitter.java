package io.hearth.event;

import java.util.Arrays;

/**
 * Finds the elements of a JSON array, so that each is read by itself and one that is broken leaves the others alone. It
 * knows just enough of JSON for that; whether an element is well-formed is seen when it is read.
 */
final class BatchSplitter {

    private final byte[] bytes;
    private final int length;
    private int[] bounds = new int[128];
    private int count;
    private int at;

    BatchSplitter(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Whether the whole is an array; if not, nothing in it should be believed. */
    boolean split() {
        skipSpace();
        if (!next('[')) {
            return false;
        }
        skipSpace();
        if (next(']')) {
            return atEnd();
        }
        while (true) {
            int start = at;
            if (!skipElement() || at == start) {
                return false;
            }
            add(start, at);
            if (next(']')) {
                return atEnd();
            }
            if (!next(',')) {
                return false;
            }
            skipSpace();
        }
    }

    int count() {
        return count;
    }

    int from(int element) {
        return bounds[2 * element];
    }

    int length(int element) {
        return bounds[2 * element + 1] - bounds[2 * element];
    }

    private boolean skipElement() {
        int depth = 0;
        for (; at < length; at++) {
            switch (bytes[at]) {
                case '"' -> {
                    if (!skipText()) {
                        return false;
                    }
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return bytes[at] == ']';
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** Stops at the closing quote. */
    private boolean skipText() {
        for (at++; at < length; at++) {
            if (bytes[at] == '"') {
                return true;
            }
            if (bytes[at] == '\\') {
                at++;
            }
        }
        return false;
    }

    private void add(int from, int until) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = until;
        count++;
    }

    private boolean next(char expected) {
        if (at < length && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean atEnd() {
        skipSpace();
        return at == length;
    }

    private void skipSpace() {
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }
}
