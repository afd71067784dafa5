package io.hearth.bench;

import io.hearth.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How long a person waits for each page of the console with a million members, in a real browser. */
final class PagesBench {

    private static final long LONGEST = 1_000;
    private static final String NAME = "viewer";
    private static final String PASSWORD = "first-view-of-everything";
    private static final String[] BROWSERS = {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"};

    private final Server server;

    PagesBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        server.run("""
                insert into person (name, display_name, password_hash, must_change_password, roles, created_at)
                values ('%s', 'Viewer', '%s', false, '{MARKETER,APPROVER,OPERATOR,ADMINISTRATOR}', now())
                """.formatted(NAME, new BCryptPasswordEncoder().encode(PASSWORD)));
        new Load(server).send(new Traffic("p"), Duration.ofSeconds(Integer.getInteger("hearth.bench.seconds", 40)));
        server.run("vacuum analyze");
        var times = new TreeMap<String, Long>();
        for (var line : look()) {
            var page = Json.mapper().readTree(line);
            times.put(page.path("path").asString(), page.path("millis").asLong());
        }
        times.forEach((path, millis) -> System.err.printf(Locale.ROOT, "%6d ms  %s%n", millis, path));
        var slowest = times.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .orElseThrow();
        long median = times.values().stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "pages value=%d unit=ms baseline=- ratio=- median=%d slowest=%s pages=%d members=%d%n",
                slowest.getValue(),
                median,
                slowest.getKey(),
                times.size(),
                Fixtures.MEMBERS);
        return slowest.getValue() <= LONGEST;
    }

    private String[] look() throws IOException, InterruptedException {
        var browser = Stream.of(BROWSERS)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a Chromium on this machine, but found none"));
        var builder = new ProcessBuilder("node", "browser/first-view.mjs")
                .directory(Path.of("src/main/console").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ADDRESS", server.uri("").toString());
        builder.environment().put("NAME", NAME);
        builder.environment().put("PASSWORD", PASSWORD);
        builder.environment().put("COMMUNITY", StandardContent.COMMUNITY);
        builder.environment().put("MEMBER", "m-" + Fixtures.FIRST);
        builder.environment().put("CHROMIUM", browser);
        var process = builder.start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("Expected the browser to see every page, but it ended with " + process.exitValue());
        }
        return lines.strip().split("\n");
    }
}
