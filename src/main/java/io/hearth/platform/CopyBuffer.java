package io.hearth.platform;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** Rows for a table, in PostgreSQL's binary COPY format: the quickest way to write many. */
public final class CopyBuffer {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH_SECOND = 946_684_800L;

    private byte[] bytes;
    private int length;

    public CopyBuffer(int expected) {
        bytes = new byte[Math.max(64, expected)];
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        length = HEADER.length;
    }

    public void row(int columns) {
        int16(columns);
    }

    public void smallint(int value) {
        int32(2);
        int16(value);
    }

    public void bigint(long value) {
        int32(8);
        int64(value);
    }

    public void timestamp(Instant value) {
        int32(8);
        int64((value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
    }

    public void text(@Nullable String value) {
        if (value == null) {
            int32(-1);
        } else {
            text(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    public void text(byte[] utf8) {
        int32(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    public void integer(int value) {
        int32(4);
        int32(value);
    }

    public void uuid(@Nullable UUID value) {
        if (value == null) {
            int32(-1);
        } else {
            int32(16);
            int64(value.getMostSignificantBits());
            int64(value.getLeastSignificantBits());
        }
    }

    /** Writes the rows in the current transaction. */
    public void into(String columns, JdbcOperations jdbc) {
        ConnectionCallback<Integer> writing = connection -> {
            into(columns, connection);
            return length;
        };
        jdbc.execute(writing);
    }

    /**
     * Writes the rows in the connection's transaction.
     *
     * @param columns of which table, such as {@code event (id, at)}, in the order in which each row was filled
     */
    public void into(String columns, Connection connection) throws SQLException {
        int16(-1);
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + columns + " from stdin (format binary)");
        try {
            copy.writeToCopy(bytes, 0, length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
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
