package io.hearth.decision.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A rulebook as classes.
 *
 * @param model internal name of the class that builds the model
 * @param classes by internal name
 */
record Compiled(String model, Map<String, byte[]> classes) {

    private static final int MOST_CLASSES = 100_000;
    private static final int MOST_BYTES = 1 << 26;

    /** The same classes give the same bytes. */
    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Compiled of(byte[] bytes) {
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(model);
        out.writeInt(classes.size());
        for (var entry : new TreeMap<>(classes).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            out.write(entry.getValue());
        }
    }

    static Compiled read(DataInputStream in) throws IOException {
        var model = in.readUTF();
        var count = bounded(in.readInt(), MOST_CLASSES);
        var classes = new TreeMap<String, byte[]>();
        var total = 0;
        for (var i = 0; i < count; i++) {
            var name = in.readUTF();
            var length = bounded(in.readInt(), MOST_BYTES - total);
            total += length;
            classes.put(name, in.readNBytes(length));
        }
        return new Compiled(model, classes);
    }

    private static int bounded(int value, int most) throws IOException {
        if (value < 0 || value > most) {
            throw new IOException("Expected at most " + most + ", but got " + value);
        }
        return value;
    }
}
