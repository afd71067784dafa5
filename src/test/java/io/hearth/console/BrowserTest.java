package io.hearth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.account.Scope;
import io.hearth.account.TestPeople;
import io.hearth.content.Releases;
import io.hearth.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The console in a real browser, by two walks side by side: {@code src/main/console/browser/tour.mjs} logs in, watches a member,
 * does a task, closes a case and mends what failed, while every page is looked at on a laptop and a phone, by axe as well;
 * {@code studio.mjs} leads a rule (without a mouse), a workflow and a template from drafts over refusal and approval to releases
 * and back, with a marketer and a lead on laptops and an approver on a phone. Their pictures are in {@code target/screenshots}.
 */
@HearthTest
class BrowserTest {

    private static final Path CONSOLE = Path.of("src/main/console");
    private static final String SOURCE = "browser-test";

    @Autowired
    Api api;

    @Autowired
    TestPeople people;

    @Autowired
    Environment environment;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    Releases releases;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void leadsARuleAWorkflowAndATemplateToReleasesAndBack() throws Exception {
        var chromium = wantedChromium();
        var before = releases.live();
        var hired = Map.of(
                "marketer", people.hire(Set.of(Role.MARKETER), Set.of()),
                "approver", people.hire(Set.of(Role.APPROVER), Set.of("approvers")),
                "lead", people.hire(Set.of(Role.APPROVER), Set.of("leads")));

        var tour = tour(
                "studio",
                chromium,
                Map.of(
                        "PEOPLE", Json.mapper().writeValueAsString(hired),
                        "KEY", people.key(Set.of(Scope.EVENTS_WRITE), Set.of("studio-test")),
                        "SUBJECT", "app:" + UUID.randomUUID()));
        releases.publish(before.files(), "server");

        assertThat(tour.exit()).as(tour.output()).isZero();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void servesItsUsers() throws Exception {
        var chromium = wantedChromium();
        var subject = "app:" + UUID.randomUUID();
        var key = people.key(Set.of(Scope.EVENTS_WRITE), Set.of(SOURCE));
        var sender = api.withHeaders(Map.of("Authorization", "Bearer " + key));
        sender.post("/events", event(subject, "member.joined", Map.of("name", "林晓", "language", "zh")));
        sender.post("/events", event(subject, "charter.accepted", Map.of()));
        sender.post("/events", event(subject, "post.created", Map.of("text", "大家好，我是新来的！")));
        var person = people.hire(EnumSet.allOf(Role.class), Set.of("volunteers"));
        var task = taskAbout(api.logIn(person), subject);

        var letter = putAside(task.member());

        var tour = tour(
                "all",
                chromium,
                Map.of(
                        "NAME", person.name(),
                        "PASSWORD", person.password(),
                        "KEY", key,
                        "SUBJECT", subject,
                        "MEMBER", task.member(),
                        "TASK", task.id(),
                        "LETTER", letter));

        assertThat(tour.exit()).as(tour.output()).isZero();
    }

    /** As if the member's post could not be decided; answers its number in the log. */
    private String putAside(String member) {
        return sql.sql("""
                INSERT INTO dead_letter (partition, position, member, community, type, reason, category, release, failed_at)
                SELECT partition, position, member_id, community, type, 'it could not be decided', 'content', 'test', now()
                FROM event WHERE 'm-' || member_id = :member AND type = 'post.created'
                RETURNING partition || '-' || position""").param("member", member).query(String.class).single();
    }

    private record TaskAbout(String id, String member) {}

    private record Tour(int exit, String output) {}

    private Map<String, Object> event(String subject, String type, Map<String, Object> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", UUID.randomUUID().toString());
        event.put("source", SOURCE);
        event.put("type", type);
        event.put("subject", subject);
        event.put("community", "running-club");
        event.put("time", clock.instant().toString());
        event.put("data", data);
        return event;
    }

    /** The newcomer's first post brings a volunteer's task. */
    private static TaskAbout taskAbout(Api.Client reader, String subject) {
        return await("a task about " + subject)
                .atMost(Duration.ofSeconds(40))
                .until(() -> find(reader, subject), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<TaskAbout> find(Api.Client reader, String subject) {
        var members = reader.get("/members?query=" + subject).json().path("items");
        if (members.isEmpty()) {
            return Optional.empty();
        }
        var member = members.get(0).path("id").asString();
        for (var task : reader.get("/tasks?view=groups&limit=200").json().path("items")) {
            if (member.equals(task.path("member").asString(""))) {
                return Optional.of(new TaskAbout(task.path("id").asString(), member));
            }
        }
        return Optional.empty();
    }

    private Tour tour(String script, Path chromium, Map<String, String> about)
            throws IOException, InterruptedException {
        var output = Path.of("target/" + script + ".log");
        var builder = new ProcessBuilder("node", "browser/" + script + ".mjs")
                .directory(CONSOLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(about);
        builder.environment().put("CHROMIUM", chromium.toString());
        builder.environment().put("ADDRESS", "http://localhost:" + environment.getProperty("local.server.port"));
        builder.environment()
                .put(
                        "SCREENSHOTS",
                        Path.of("target/screenshots").toAbsolutePath().toString());
        var process = builder.start();
        if (!process.waitFor(4, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Tour(1, "The tour took longer than four minutes.\n" + Files.readString(output));
        }
        return new Tour(process.exitValue(), Files.readString(output));
    }

    /** Without a browser, or a console to look at, nothing is looked at. */
    private static Path wantedChromium() {
        var chromium = chromium();
        assumeThat(chromium).as("a Chromium on this machine").isPresent();
        assumeThat(new ClassPathResource("console/index.html").exists())
                .as("the console is built (not with -DskipConsole)")
                .isTrue();
        return chromium.orElseThrow();
    }

    private static Optional<Path> chromium() {
        return Stream.of(
                        System.getProperty("hearth.test.chromium", "/usr/bin/chromium"),
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
