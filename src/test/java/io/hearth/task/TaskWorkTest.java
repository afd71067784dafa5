package io.hearth.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people do with tasks besides doing them: files, handing over, looking again, many at once, and those that stay undone. */
@HearthTest
class TaskWorkTest {

    private static final Map<String, String> MULTIPART = Map.of("Content-Type", "multipart/form-data; boundary=b");

    @Autowired
    private Tasks tasks;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Api api;

    @Autowired
    private MovableClock clock;

    private final String group = "g" + UUID.randomUUID();

    @Test
    void keepsFilesForThoseWhoMaySeeTheTask() {
        var worker = api.as(Set.of(Role.APPROVER), Set.of(group));
        var id = open(null, NewTask.Urging.NONE);

        var kept = attach(worker, id, "..\\\\方案 v2.pdf", "%PDF contents");
        var file = kept.json().path("id").asString();

        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        assertThat(kept.json().path("name").asString()).isEqualTo("方案 v2.pdf");
        var read = worker.get("/tasks/" + id + "/files/" + file);
        assertThat(read.body()).isEqualTo("%PDF contents");
        assertThat(read.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;");
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var stranger = api.as(Role.APPROVER);
        assertThat(stranger.get("/tasks/" + id + "/files/" + file).status()).isEqualTo(403);
        assertThat(attach(stranger, id, "x.txt", "x").status()).isEqualTo(404);
        assertThat(attach(worker, id, "empty.txt", "").code()).isEqualTo("task.file");
        assertThat(one(worker, id).path("files")).hasSize(1);
        worker.post("/tasks/" + id + "/complete", Map.of("values", Map.of("ok", true)));
        assertThat(attach(worker, id, "late.txt", "x").code()).isEqualTo("task.closed");
    }

    @Test
    void answersManyAtOnceEachWithItsOwnChecks() {
        var worker = api.as(Set.of(Role.APPROVER), Set.of(group));
        var mine = List.of(open(null, NewTask.Urging.NONE), open(null, NewTask.Urging.NONE));
        var done = open(null, NewTask.Urging.NONE);
        worker.post("/tasks/" + done + "/complete", Map.of("values", Map.of("ok", true)));
        var foreign = openFor("other-" + group, null, NewTask.Urging.NONE);

        var answer = worker.post(
                "/tasks/complete",
                Map.of("tasks", List.of(mine.get(0), mine.get(1), done, foreign), "values", Map.of("ok", false)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var codes = new LinkedHashMap<String, String>();
        answer.json()
                .path("items")
                .forEach(one ->
                        codes.put(one.path("task").asString(), one.path("code").asString("done")));
        assertThat(codes)
                .containsEntry(mine.get(0), "done")
                .containsEntry(mine.get(1), "done")
                .containsEntry(done, "task.closed")
                .containsEntry(foreign, "task.not-yours");
        assertThat(one(worker, mine.get(0)).path("values").path("ok").asBoolean(true))
                .isFalse();
        assertThat(worker.post("/tasks/complete", Map.of("tasks", List.of(), "values", Map.of()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void goesOverToSomebodyWhoCouldHaveClaimedIt() {
        var worker = api.as(Set.of(Role.APPROVER), Set.of(group));
        var other = api.as(Set.of(Role.APPROVER), Set.of(group));
        var stranger = api.as(Role.APPROVER);
        var id = open(null, NewTask.Urging.NONE);

        assertThat(worker.get("/tasks/" + id + "/candidates")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactlyInAnyOrder(worker.name(), other.name());
        assertThat(worker.post("/tasks/" + id + "/delegate", Map.of("to", stranger.name()))
                        .code())
                .isEqualTo("task.person");
        worker.post("/tasks/" + id + "/delegate", Map.of("to", other.name()));

        assertThat(one(worker, id).path("assignee").asString()).isEqualTo(other.name());
        assertThat(worker.post("/tasks/" + id + "/complete", Map.of("values", Map.of("ok", true)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void isYoursWhileYouStandInForSomebodyAway() {
        var away = api.as(Set.of(Role.APPROVER), Set.of(group));
        var standIn = api.as(Set.of(Role.APPROVER), Set.of(group));
        var id = open(null, NewTask.Urging.NONE);
        away.post("/tasks/" + id + "/claim", null);
        assertThat(one(standIn, id).path("yours").asBoolean(true)).isFalse();
        sql.sql(
                        "insert into absence (id, person, substitute, starts_at, ends_at)"
                                + " values (gen_random_uuid(), :away, :standIn, now() - interval '1 hour', now() + interval '1 day')")
                .param("away", away.name())
                .param("standIn", standIn.name())
                .update();

        assertThat(one(standIn, id).path("yours").asBoolean(false)).isTrue();
        assertThat(standIn.get("/tasks?view=mine")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(task -> task.path("id").asString()))
                .contains(id);
        assertThat(standIn.post("/tasks/" + id + "/complete", Map.of("values", Map.of("ok", true)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void remindsWhoeverMeantToLookAgain() {
        var worker = api.as(Set.of(Role.APPROVER), Set.of(group));
        var id = open(null, NewTask.Urging.NONE);
        worker.post("/tasks/" + id + "/claim", null);

        assertThat(worker.put("/tasks/" + id + "/follow-up", Map.of("at", "2020-01-01T00:00:00Z"))
                        .code())
                .isEqualTo("task.follow-up");
        var at = clock.instant().plus(Duration.ofHours(2));
        worker.put("/tasks/" + id + "/follow-up", Map.of("at", at.toString()));
        assertThat(one(worker, id).path("followUp").asString(""))
                .startsWith(at.toString().substring(0, 16));
        clock.advance(Duration.ofHours(2));

        await().untilAsserted(() ->
                assertThat(one(worker, id).path("followUp").isNull()).isTrue());
        assertThat(acts(worker, id)).containsExactly("opened", "claimed", "follow-up", "looked-at-again");
    }

    @Test
    void goesUpLevelByLevelAsARulebookSays() {
        var care = api.as(Set.of(Role.APPROVER), Set.of("care"));
        var id = open(
                Map.of("journey", "onboarding", "element", "userTask_GreetNewcomer"),
                new NewTask.Urging(null, clock.instant().plus(Duration.ofDays(1)), null, "overdue"));

        assertThat(care.get("/tasks/" + id).status()).isEqualTo(403);
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        var first = api.logInAgain(care);
        await().untilAsserted(() -> assertThat(groups(first, id)).contains(group, "care"));
        assertThat(groups(first, id)).doesNotContain("leads");
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        var second = api.logInAgain(care);
        await().untilAsserted(() -> assertThat(groups(second, id)).contains(group, "care", "leads"));
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        var third = api.logInAgain(care);

        await().untilAsserted(() -> assertThat(acts(third, id))
                .as("nobody is left to be asked")
                .containsExactly("opened", "escalated", "escalated", "escalated"));
        assertThat(third.post("/tasks/" + id + "/complete", Map.of("values", Map.of("ok", true)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tellsPeopleWhoAreMembersOnceWithALinkToTheTask() {
        var worker = api.as(Set.of(Role.APPROVER), Set.of(group));
        var member = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
        sql.sql("insert into member (id, created_at) values (:id, now())")
                .param("id", member)
                .update();
        sql.sql("insert into identity (platform, external_id, member_id, since) values ('hearth', :name, :id, now())")
                .param("name", worker.name())
                .param("id", member)
                .update();

        var id = open(null, new NewTask.Urging(clock.instant().plus(Duration.ofDays(1)), null, null));

        await().untilAsserted(() -> assertThat(links(member)).hasSize(1));
        assertThat(links(member).get(0)).endsWith("/tasks/" + id);
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        await().untilAsserted(() -> assertThat(links(member)).hasSize(2));
    }

    private List<String> links(long member) {
        return sql.sql(
                        "select values ->> 'link' from message where member_id = :member and template = 'tasks/new-task'")
                .param("member", member)
                .query(String.class)
                .list();
    }

    private static List<String> groups(Api.Client reader, String id) {
        return one(reader, id)
                .path("candidateGroups")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> acts(Api.Client reader, String id) {
        return one(reader, id)
                .path("history")
                .valueStream()
                .map(act -> act.path("act").asString())
                .toList();
    }

    private static JsonNode one(Api.Client reader, String id) {
        return reader.get("/tasks/" + id).json();
    }

    private static Api.Answer attach(Api.Client by, String id, String name, String content) {
        var body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/html\r\n\r\n" + content + "\r\n--b--\r\n";
        return by.send("POST", "/tasks/" + id + "/files", MULTIPART, body.getBytes(StandardCharsets.UTF_8));
    }

    private String open(@Nullable Map<String, String> about, NewTask.Urging urging) {
        return openFor(group, about, urging);
    }

    private String openFor(String candidates, @Nullable Map<String, String> about, NewTask.Urging urging) {
        var origin = UUID.randomUUID().toString();
        tasks.open(new NewTask(
                "test",
                origin,
                "批准 Approve",
                "running-club",
                null,
                Set.of(candidates),
                null,
                new Form(List.of(new Form.Field(
                        "ok", Form.Type.BOOLEAN, new Form.Label("同意", "Approved"), true, null, null, List.of()))),
                null,
                about == null ? Map.of() : about,
                urging));
        return sql.sql("select id::text from task where origin = 'test' and origin_id = :origin")
                .param("origin", origin)
                .query(String.class)
                .single();
    }
}
