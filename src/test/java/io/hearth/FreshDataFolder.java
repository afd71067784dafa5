package io.hearth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/** A data folder of its own for each run of the tests; those of earlier runs go, with the stores they left behind. */
public final class FreshDataFolder implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final Path ALL = Path.of("target", "test-data").toAbsolutePath();

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test stores",
                        Map.of(
                                "hearth.data",
                                fresh().toString(),
                                "hearth.platform.store.binaries",
                                Path.of("target", "test-binaries")
                                        .toAbsolutePath()
                                        .toString())));
    }

    private static Path fresh() {
        try {
            Files.createDirectories(ALL);
            try (var folders = Files.list(ALL)) {
                folders.forEach(FreshDataFolder::removeIfLeft);
            }
            return Files.createDirectories(
                    ALL.resolve(Long.toString(ProcessHandle.current().pid())));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void removeIfLeft(Path folder) {
        try {
            if (ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                    .isPresent()) {
                return;
            }
            end(folder.resolve("postgres/cluster/postmaster.pid"), "postgres");
            end(folder.resolve("redis/redis.pid"), "redis-server");
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void end(Path pidFile, String program) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                .filter(process -> process.info()
                        .command()
                        .filter(path -> path.endsWith(program))
                        .isPresent())
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit()
                            .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                            .join();
                });
    }
}
