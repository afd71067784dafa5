package io.hearth.platform;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Lines for whoever started the server, and for nobody's log: where the console is, and passwords shown once. */
public final class Terminal {

    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Terminal() {}

    public static void show(String... lines) {
        var text = new StringBuilder("\n");
        for (var line : lines) {
            text.append("    ").append(line).append('\n');
        }
        OUT.println(text);
    }
}
