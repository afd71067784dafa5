package io.hearth.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's binary COPY format. */
final class CopyBuffer {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH_SECOND = 946_684_800L;

    private byte[] bytes;
    private int length;

    CopyBuffer(int expected) {
        bytes = new byte[Math.max(64, expected)];
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        length = HEADER.length;
    }

    void row(int columns) {
        int16(columns);
    }

    void smallint(int value) {
        int32(2);
        int16(value);
    }

    void bigint(long value) {
        int32(8);
        int64(value);
    }

    void timestamp(Instant value) {
        int32(8);
        int64((value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
    }

    void text(@Nullable String value) {
        if (value == null) {
            int32(-1);
        } else {
            text(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void text(byte[] utf8) {
        int32(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    void end() {
        int16(-1);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void int16(int value) {
        reserve(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void int32(int value) {
        int16(value >>> 16);
        int16(value);
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
