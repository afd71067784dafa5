package io.hearth.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the API takes for an event, and what it answers to everything else. */
@HearthTest
class EventContractTest {

    private static final Map<String, String> ONE = Map.of("Content-Type", "application/cloudevents+json");
    private static final Map<String, String> BATCH = Map.of("Content-Type", "application/cloudevents-batch+json");
    private static final Map<String, String> LINES = Map.of("Content-Type", "application/x-ndjson");

    @Autowired
    Api api;

    @Autowired
    MovableClock clock;

    private String source;
    private Api.Client key;

    @BeforeEach
    void atAFixedTime() {
        newKey();
    }

    private void newKey() {
        clock.set("2026-01-02T03:04:05Z");
        source = "s-" + UUID.randomUUID();
        key = api.key(Set.of(Scope.EVENTS_WRITE, Scope.READ), source);
    }

    @TestFactory
    Stream<DynamicTest> answersEachBodyAsItDeserves() throws IOException {
        return resource("single.tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 4))
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    newKey();

                    var answer = send(Map.of("Content-Type", "application/json"), row[3].replace("{source}", source));

                    assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(row[1]));
                    if (answer.status() >= 400) {
                        assertThat(answer.json().path("field").asString(""))
                                .as(answer.body())
                                .isEqualTo(row[2]);
                        assertThat(answer.json().path("category").asString()).isEqualTo("caller");
                        assertThat(answer.json().path("detail").asString()).startsWith("Expected ");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> answersHostileInputAsItsFileAsks() throws IOException {
        var folder = Path.of(System.getProperty("hearth.test.adversarial", "../shared/adversarial"), "events");
        if (!Files.isDirectory(folder)) {
            return Stream.of(DynamicTest.dynamicTest(
                    "hostile input", () -> Assumptions.abort("No hostile input at " + folder.toAbsolutePath())));
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".expect.txt")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> hostile(file)));
        }
    }

    private void hostile(Path file) throws IOException {
        newKey();
        var expected = Files.readString(file.resolveSibling(file.getFileName() + ".expect.txt"))
                .lines()
                .filter(line -> line.startsWith("EXPECT:"))
                .findFirst()
                .orElseThrow();
        boolean lines = file.toString().endsWith(".ndjson");
        var body = Files.readString(file);

        var answer = send(lines ? LINES : ONE, lines ? wrapped(body.lines()) : wrapped(body));

        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        var allowed = Pattern.compile("\\b[24]\\d\\d\\b")
                .matcher(expected)
                .results()
                .map(found -> found.group())
                .toList();
        if (expected.contains("207")) {
            assertThat(answer.status()).isEqualTo(207);
            assertThat(statuses(answer)).containsExactlyInAnyOrder("accepted", "accepted", "refused");
        } else if (lines) {
            for (var result : answer.json().path("results")) {
                assertThat(allowed.isEmpty() || allowed.contains(single(result)))
                        .as(result.toString())
                        .isTrue();
            }
        } else {
            assertThat(allowed).as(answer.body()).contains(String.valueOf(answer.status()));
        }
        assertThat(Files.exists(Path.of("adv-canary"))).isFalse();
        assertThat(System.getProperty("adv")).isNull();
    }

    /** What the line would have been answered if it had come alone. */
    private static String single(JsonNode result) {
        return switch (result.path("status").asString()) {
            case "accepted" -> "202";
            case "duplicate" -> "200";
            default -> result.path("problem").path("status").asString();
        };
    }

    private String wrapped(Stream<String> lines) {
        return String.join("\n", lines.map(this::wrapped).toList());
    }

    private String wrapped(String event) {
        return event.replace("\"memberId\"", "\"subject\"")
                .replaceFirst("\\{", "{\"specversion\":\"1.0\",\"source\":\"" + source + "\",");
    }

    @Test
    void answersANewEventWith202AndTheSameAgainWith200() {
        var first = send(ONE, event("e-1"));
        var again = send(ONE, event("e-1"));

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(statuses(first)).containsExactly("accepted");
        assertThat(statuses(again)).containsExactly("duplicate");
        var ref = first.json().path("results").get(0).path("event").asString();
        assertThat(again.json().path("results").get(0).path("event").asString()).isEqualTo(ref);
        var shown = key.get("/events/" + ref).json();
        assertThat(shown.path("id").asString()).isEqualTo("e-1");
        assertThat(shown.path("data").path("text").asString()).isEqualTo("早");
        assertThat(shown.path("acceptedAt").asString()).isBetween("2026-01-02T03:04:05", "2026-01-02T03:05:00");
    }

    @Test
    void comparesIdsByteByByte() {
        var answer = send(BATCH, "[" + event("ABC") + "," + event("abc") + "]");

        assertThat(statuses(answer)).containsExactly("accepted", "accepted");
    }

    @Test
    void answersABatchWith200AndWith207IfSomeAreRefused() {
        var good = send(BATCH, "[" + event("e-1") + ", " + event("e-2") + "," + event("e-1") + "]");
        var mixed = send(
                BATCH, "[" + event("e-3") + ",{bad},\"x\"," + event("e 4") + ",{\"id\":\"]\"}," + event("e-5") + "]");

        assertThat(good.status()).isEqualTo(200);
        assertThat(statuses(good)).containsExactly("accepted", "accepted", "duplicate");
        assertThat(mixed.status()).isEqualTo(207);
        assertThat(statuses(mixed)).containsExactly("accepted", "refused", "refused", "refused", "refused", "accepted");
        assertThat(mixed.json()
                        .path("results")
                        .get(3)
                        .path("problem")
                        .path("field")
                        .asString())
                .isEqualTo("id");
    }

    @Test
    void takesLinesOfAnyNumberAndAnyEnding() {
        var body = new StringBuilder("\n\r\n");
        for (int i = 0; i < 1_234; i++) {
            body.append(event("e-" + i)).append(i % 2 == 0 ? "\n" : "\r\n");
        }
        body.append(event("last"));

        var answer = send(LINES, body.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).hasSize(1_235).containsOnly("accepted");
    }

    @Test
    void goesOnAfterALineThatIsTooLong() {
        var body = event("e-1") + "\n" + "x".repeat(3 << 20) + "\n" + event("e-2");

        var answer = send(LINES, body);

        assertThat(answer.status()).isEqualTo(207);
        assertThat(statuses(answer)).containsExactly("accepted", "refused", "accepted");
    }

    @Test
    void boundsWhatItReads() {
        assertThat(send(ONE, event("e-1").replace("早", "x".repeat(65_537))).status())
                .isEqualTo(400);
        assertThat(send(ONE, event("e-2").replace("\"早\"", "[".repeat(40) + "]".repeat(40)))
                        .status())
                .isEqualTo(400);
        assertThat(send(ONE, event("e-3").replace("\"早\"", "9".repeat(100_000))).status())
                .isEqualTo(400);
        assertThat(send(ONE, event("e-4").replace("\"text\"", "\"" + "n".repeat(300) + "\""))
                        .status())
                .isEqualTo(400);
        assertThat(send(ONE, event("e-5") + " ".repeat(1 << 20)).status()).isEqualTo(413);
        assertThat(send(BATCH, "[" + (event("e") + ",").repeat(1_000) + event("e") + "]")
                        .status())
                .isEqualTo(413);
        assertThat(send(ONE, event("ok")).status()).isEqualTo(202);
    }

    @Test
    void readsGzipWithinTheSameBounds() throws IOException {
        var zipped = Map.of("Content-Type", "application/cloudevents+json", "Content-Encoding", "gzip");

        assertThat(key.send("POST", "/events", zipped, gzip(event("e-1"))).status())
                .isEqualTo(202);
        assertThat(key.send("POST", "/events", zipped, gzip(" ".repeat(8 << 20)))
                        .status())
                .isEqualTo(413);
        assertThat(key.send("POST", "/events", zipped, "no gzip".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        for (var bytes :
                List.of(new byte[] {(byte) 0xc1, (byte) 0x81}, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})) {
            var body = event("e-1").replace("早", "#").getBytes(StandardCharsets.ISO_8859_1);
            var out = new ByteArrayOutputStream();
            for (byte b : body) {
                out.writeBytes(b == '#' ? bytes : new byte[] {b});
            }
            assertThat(key.send("POST", "/events", ONE, out.toByteArray()).status())
                    .isEqualTo(400);
        }
        assertThat(key.send("POST", "/events", ONE, event("e-1").getBytes(StandardCharsets.UTF_16))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesEventsOnlyFromThoseWhoMaySendThem() {
        assertThat(api.nobody().send("POST", "/events", ONE, event("e-1")).status())
                .isIn(401, 403);
        assertThat(api.key(Set.of(Scope.READ), source)
                        .send("POST", "/events", ONE, event("e-1"))
                        .status())
                .isEqualTo(403);
        assertThat(key.send("POST", "/events", Map.of("Content-Type", "text/plain"), event("e-1"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void listsWhatItTookPageByPage() {
        var sent = send(BATCH, "[" + event("e-1") + "," + event("e-2") + "," + event("e-3") + "]");
        var ref = sent.json().path("results").get(0).path("event").asString();
        var member = key.get("/events/" + ref).json().path("member").asString();

        var first = key.get("/events?type=post.created&member=" + member + "&limit=2")
                .json();
        var second = key.get("/events?type=post.created&member=" + member + "&limit=2&after="
                        + first.path("next").asString())
                .json();

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(second.path("items").size()).as(second.toString()).isEqualTo(1);
        assertThat(second.path("next").asString("")).isEmpty();
        assertThat(key.get("/events?limit=2147483647").status()).isEqualTo(400);
        assertThat(key.get("/events?sort=(select%20pg_sleep(10))").status()).isEqualTo(400);
        assertThat(key.get("/events?after=x").status()).isEqualTo(400);
        assertThat(key.get("/events/999-1").status()).isEqualTo(404);
        assertThat(key.get("/events/x").status()).isEqualTo(400);
    }

    private Api.Answer send(Map<String, String> headers, String body) {
        return key.send("POST", "/events", headers, body);
    }

    private String event(String id) {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"post.created","subject":"app:%s","data":{"text":"早"}}""".formatted(id, source, source);
    }

    private static List<String> statuses(Api.Answer answer) {
        return answer.json()
                .path("results")
                .valueStream()
                .map(result -> result.path("status").asString())
                .toList();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = EventContractTest.class.getResourceAsStream("/events/" + name)) {
            return new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
