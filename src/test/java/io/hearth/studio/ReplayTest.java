package io.hearth.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.Releases;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Drafts are played over what really happened, and tell what would have been different; nothing of it happens. */
@HearthTest
class ReplayTest {

    private static final String CONTRIBUTION = "rules/rewards/contribution.dslr";
    private static final String LIFECYCLE = "rules/segments/lifecycle.dslr";

    @Autowired
    private Api api;

    @Autowired
    private Members members;

    @Autowired
    private Releases releases;

    @Autowired
    private ReplayTable table;

    @Autowired
    private ReplayWorker worker;

    @Autowired
    private ReplayErasure erasure;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final String community = "played-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> people = new ArrayList<>();

    @Test
    void findsNoDifferenceForTheSameRelease() {
        happenings(3);

        var replay = replay(List.of());

        assertThat(replay.get("same").asBoolean()).isTrue();
        assertThat(replay.get("events").asInt()).isEqualTo(3 * 5);
        assertThat(replay.get("membersDone").asInt()).isEqualTo(3);
        assertThat(replay.get("failedBefore").asInt()).isZero();
        assertThat(line(replay, "points", CONTRIBUTION + "#A post earns 5 points, for three posts a day")
                        .get("published")
                        .asInt())
                .isEqualTo(3 * 15);
        assertThat(line(replay, "segment", "joined").get("published").asInt()).isEqualTo(3);
        assertThat(replay.get("lines"))
                .allSatisfy(line -> assertThat(line.get("published").asLong())
                        .isEqualTo(line.get("draft").asLong()));
        assertThat(replay.get("points").get("published").asLong())
                .as("as much as was really given")
                .isEqualTo(3 * points(member(0)));
    }

    @Test
    void tellsWhoWouldGetMoreOrEnterAndWhyWithoutDoingIt() {
        happenings(2);
        var before = points(member(0));

        var replay = replay(List.of(
                changed(CONTRIBUTION, "award 5 points for \"post\"", "award 9 points for \"post\""),
                changed(LIFECYCLE, "- 成员最近 30 天内至少有 3 天活跃", "- 成员最近 30 天内至少有 1 天活跃")));

        assertThat(replay.get("same").asBoolean()).isFalse();
        var posts = line(replay, "points", CONTRIBUTION + "#A post earns 5 points, for three posts a day");
        assertThat(posts.get("draft").asInt() - posts.get("published").asInt()).isEqualTo(2 * 3 * 4);
        assertThat(posts.get("more").asInt()).isEqualTo(2);
        assertThat(posts.get("fewer").asInt()).isZero();
        var sample = posts.get("samples").get(0);
        assertThat(sample.get("member").asString())
                .isIn(member(0).toString(), member(1).toString());
        assertThat(sample.get("event").asString()).isNotBlank();
        assertThat(sample.get("conditions")).isNotEmpty().allSatisfy(condition -> assertThat(
                        condition.get("held").asBoolean())
                .isTrue());
        var entering = line(replay, "segment", "contributor");
        assertThat(entering.get("published").asInt()).isZero();
        assertThat(entering.get("more").asInt()).isEqualTo(2);
        assertThat(entering.get("samples").get(0).get("name").asString()).isEqualTo("最近三十天发帖三次或回答被采纳的是贡献者");
        assertThat(entering.get("samples").get(0).get("conditions")).isNotEmpty();
        assertThat(replay.get("cost").get("draft").decimalValue())
                .isGreaterThan(replay.get("cost").get("published").decimalValue());
        assertThat(points(member(0))).isEqualTo(before);

        var erased = member(0);
        transaction.executeWithoutResult(status -> erasure.erase(erased));
        assertThat(api.as(Role.MARKETER)
                        .get("/replays/" + replay.get("id").asString())
                        .body())
                .doesNotContain("\"" + erased + "\"")
                .contains("\"" + member(1) + "\"");
        assertThat(api.as(Role.MARKETER).get("/receipts?member=" + member(0)).body())
                .doesNotContain("9 points");
    }

    @Test
    void goesOnWhereItStoppedAndStopsWhenCancelled() {
        happenings(4);
        var whole = replay(List.of());
        var id = UUID.fromString(
                start(List.of(), Duration.ofSeconds(60)).get("id").asString());

        try (var run = worker.open(table.find(id).orElseThrow())) {
            run.next(1, table);
            run.next(1, table);
        }
        assertThat(table.find(id).orElseThrow().membersDone()).isEqualTo(2);
        try (var run = worker.open(table.find(id).orElseThrow())) {
            run.next(1, table);
            run.next(10, table);
            assertThat(run.next(10, table)).isFalse();
        }
        assertThat(api.as(Role.MARKETER).get("/replays/" + id).json().get("lines"))
                .isEqualTo(whole.get("lines"));

        var cancelled = api.as(Role.MARKETER)
                .post("/replays/" + id + "/cancel", Map.of())
                .json();
        assertThat(cancelled.get("status").asString()).isEqualTo("cancelled");
        try (var run = worker.open(table.find(id).orElseThrow())) {
            assertThat(run.next(10, table)).isFalse();
        }
        assertThat(api.as(Role.MARKETER).get("/replays?limit=1").json().get("items"))
                .hasSize(1);
    }

    @Test
    void refusesWhatItCannotPlay() {
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.post("/replays", Map.of("days", 0)).status()).isEqualTo(400);
        assertThat(marketer.post("/replays", Map.of("days", 1, "pointCost", -1)).status())
                .isEqualTo(400);
        assertThat(marketer.post(
                                "/replays",
                                Map.of("days", 1, "files", List.of(Map.of("path", CONTRIBUTION, "text", "rule x"))))
                        .status())
                .isEqualTo(422);
        assertThat(marketer.get("/replays/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api.nobody().get("/replays").status()).isEqualTo(401);
    }

    private JsonNode replay(List<Map<String, Object>> files) {
        var id = start(files, Duration.ZERO).get("id").asString();
        return await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            worker.look();
                            return api.as(Role.MARKETER).get("/replays/" + id).json();
                        },
                        found -> {
                            assertThat(found.get("status").asString())
                                    .as(found.toString())
                                    .isNotEqualTo("failed");
                            return found.get("status").asString().equals("done");
                        });
    }

    private JsonNode start(List<Map<String, Object>> files, Duration claimed) {
        if (claimed.isZero()) {
            var started = api.as(Role.MARKETER)
                    .post(
                            "/replays",
                            Map.of(
                                    "days",
                                    2,
                                    "community",
                                    community,
                                    "files",
                                    files,
                                    "pointCost",
                                    0.01,
                                    "messageCost",
                                    1));
            assertThat(started.status()).as(started.body()).isEqualTo(202);
            return started.json();
        }
        // As another node would have claimed it.
        var other = replay(files);
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into replay (id, release, files, community, days, from_at, until_at, point_cost, message_cost,
                    started_by, started_at, status, claimed_until)
                select ?, release, files, community, days, from_at, until_at, point_cost, message_cost, started_by,
                    started_at, 'running', now() + interval '10 minutes'
                from replay where id = ?
                """).params(id, UUID.fromString(other.get("id").asString())).update();
        return api.as(Role.MARKETER).get("/replays/" + id).json();
    }

    private static JsonNode line(JsonNode replay, String kind, String what) {
        for (var line : replay.get("lines")) {
            if (line.get("kind").asString().equals(kind)
                    && line.get("what").asString().equals(what)) {
                return line;
            }
        }
        throw new AssertionError("Expected " + kind + " " + what + " in " + replay.get("lines"));
    }

    private Map<String, Object> changed(String path, String old, String now) {
        var text = releases.live().files().find(path).orElseThrow().text();
        assertThat(text).contains(old);
        return Map.of("path", path, "text", text.replace(old, now));
    }

    /** Each joins, posts three times and runs. */
    private void happenings(int count) {
        var founded = api.as(Role.MARKETER)
                .post("/communities", Map.of("slug", community, "name", Map.of("zh", "回放", "en", "Replayed")));
        assertThat(founded.status()).as(founded.body()).isEqualTo(201);
        for (int i = 0; i < count; i++) {
            var person = UUID.randomUUID().toString();
            people.add(person);
            send(person, "member.joined", Map.of());
            for (int post = 0; post < 3; post++) {
                send(person, "post.created", Map.of("text", "hello"));
            }
            send(person, "run.finished", Map.of("km", 5, "minutes", 30));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> people.stream().allMatch(person -> points(member(people.indexOf(person))) >= 65));
    }

    private void send(String person, String type, Map<String, Object> data) {
        api.tell("test:" + person, type, community, data);
    }

    private MemberId member(int number) {
        var identity = new Identity("test", people.get(number));
        return Objects.requireNonNull(
                Objects.requireNonNull(transaction.execute(status -> members.resolve(Set.of(identity))))
                        .get(identity));
    }

    private long points(MemberId of) {
        return api.as(Role.MARKETER)
                .get("/members/" + of + "/rewards?community=" + community)
                .json()
                .get("points")
                .asLong();
    }
}
