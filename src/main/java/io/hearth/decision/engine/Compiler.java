package io.hearth.decision.engine;

import io.hearth.decision.engine.CompilationFailed.Mistake;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Compiles rulebooks in a warm process of its own, one at a time. A process that dies or takes too long is replaced;
 * the rulebook that was at work is refused.
 */
final class Compiler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Compiler.class);

    private final Duration timeout;
    private final DataSize memory;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "compiler-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private final Path folder;
    private @Nullable Running running;

    Compiler(Duration timeout, DataSize memory) {
        this.timeout = timeout;
        this.memory = memory;
        try {
            this.folder = Files.createTempDirectory("hearth-compiler").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a folder for the compiler", e);
        }
    }

    /** Starts the process, so that the first rulebook needn't wait for it. */
    synchronized void warm() {
        running();
    }

    /** The classes of one rulebook as the process gave them: not checked yet. */
    synchronized Compiled compile(String drl) {
        try {
            return ask(running(), drl);
        } catch (Gone e) {
            if (e.late) {
                throw new CompilationFailed("compiling takes longer than " + timeout.toSeconds() + " s");
            }
        }
        // It may have died of something that has nothing to do with these rules: once more, in a fresh one.
        try {
            return ask(running(), drl);
        } catch (Gone e) {
            throw new CompilationFailed(
                    e.late
                            ? "compiling takes longer than " + timeout.toSeconds() + " s"
                            : "the compiler stops while it reads these rules");
        }
    }

    /** The process's id, for those who watch it. */
    synchronized Optional<Long> pid() {
        return Optional.ofNullable(running).map(process -> process.process.pid());
    }

    /** An empty folder of its own, where the process works. */
    Path workingDirectory() {
        return folder;
    }

    @Override
    public synchronized void close() {
        stop();
        watchdog.shutdownNow();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            log.warn("Expected to delete {}, but {}", folder, e.getMessage());
        }
    }

    private Compiled ask(Running process, String drl) throws Gone {
        var patience = new Patience(process.process, timeout);
        var alarm = watchdog.scheduleWithFixedDelay(patience, timeout.toMillis(), 1000, TimeUnit.MILLISECONDS);
        try {
            var text = drl.getBytes(StandardCharsets.UTF_8);
            process.out.writeInt(text.length);
            process.out.write(text);
            process.out.flush();
            return switch (process.in.readByte()) {
                case CompilerProcess.CLASSES -> Compiled.read(process.in);
                case CompilerProcess.MISTAKES -> throw new CompilationFailed(mistakes(process.in));
                default -> throw new IOException("Expected an answer of the compiler");
            };
        } catch (IOException e) {
            stop();
            throw new Gone(patience.lost(), e);
        } finally {
            alarm.cancel(false);
        }
    }

    private static List<Mistake> mistakes(DataInputStream in) throws IOException {
        var mistakes = new ArrayList<Mistake>();
        for (var left = Math.min(in.readInt(), 1000); left > 0; left--) {
            mistakes.add(new Mistake(in.readInt(), in.readUTF()));
        }
        return mistakes;
    }

    private Running running() {
        var process = running;
        if (process == null || !process.process.isAlive()) {
            process = start();
            running = process;
        }
        return process;
    }

    private Running start() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory.toMegabytes() + "m",
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        command.addAll(classPath());
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(Redirect.DISCARD);
        builder.environment().clear();
        try {
            return new Running(builder.start());
        } catch (IOException e) {
            throw new IllegalStateException("Expected to start the compiler's process, but " + e.getMessage() + ".", e);
        }
    }

    private static List<String> classPath() {
        var path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return List.of("-cp", path, CompilerProcess.class.getName());
    }

    private void stop() {
        if (running != null) {
            running.process.destroyForcibly();
            running = null;
        }
    }

    private static final class Running {

        private final Process process;
        private final DataOutputStream out;
        private final DataInputStream in;

        Running(Process process) {
            this.process = process;
            this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
            this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        }
    }

    /** The process went away. */
    private static final class Gone extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean late;

        Gone(boolean late, IOException cause) {
            super(cause);
            this.late = late;
        }
    }
}
