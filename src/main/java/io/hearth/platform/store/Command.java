package io.hearth.platform.store;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs one of the stores' programs to its end, with its output in a file so that nothing it starts can hold a pipe. */
final class Command {

    private Command() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name")) && !isWindows();
    }

    static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** Whether the program runs here at all and ends well. */
    static boolean works(List<String> line, Path output) {
        try {
            run(line, output, Duration.ofSeconds(10));
            return true;
        } catch (StoreUnavailable refused) {
            return false;
        }
    }

    static void run(List<String> line, Path output, Duration within) {
        try {
            var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(ProcessBuilder.Redirect.from(nothing(output)));
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new StoreUnavailable(said(line, output, "it took longer than " + within.toSeconds() + " s"));
            }
            if (process.exitValue() != 0) {
                throw new StoreUnavailable(said(line, output, "it ended with " + process.exitValue()));
            }
        } catch (IOException fault) {
            throw new StoreUnavailable("Expected to run " + line + ", but " + fault.getMessage() + ".", fault);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("Expected to run " + line + ", but was interrupted.", interruption);
        }
    }

    private static File nothing(Path beside) throws IOException {
        if (!isWindows()) {
            return new File("/dev/null");
        }
        var empty = beside.resolveSibling("nothing");
        Files.write(empty, new byte[0]);
        return empty.toFile();
    }

    private static String said(List<String> line, Path output, String reason) throws IOException {
        var lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .strip()
                .lines()
                .toList();
        var last = lines.subList(Math.max(0, lines.size() - 3), lines.size());
        return "Expected to run " + String.join(" ", line) + ", but " + reason + ": " + String.join(" / ", last);
    }
}
