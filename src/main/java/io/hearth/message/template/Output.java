package io.hearth.message.template;

import java.io.IOException;
import java.io.Writer;

/** Takes what a template writes, up to a size and until a moment. */
final class Output extends Writer {

    static final int LARGEST = 512 * 1024;
    private static final int LOOK_EVERY = 16;

    private final StringBuilder text = new StringBuilder(4096);
    private final long deadline;
    private int writes;

    Output(long nanos) {
        this.deadline = System.nanoTime() + nanos;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        room(length);
        text.append(characters, offset, length);
    }

    @Override
    public void write(String string, int offset, int length) throws IOException {
        room(length);
        text.append(string, offset, offset + length);
    }

    private void room(int length) throws IOException {
        if (text.length() + length > LARGEST) {
            throw new IOException("it is larger than " + LARGEST / 1024 + " KB");
        }
        if (++writes % LOOK_EVERY == 0 && System.nanoTime() - deadline > 0) {
            throw new IOException("it took too long");
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
