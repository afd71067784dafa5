package io.hearth.fault;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** F2: a server is ended in the middle of publishing, of deploying a journey, and of erasing a member. */
final class Halfway {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scene scene;

    Halfway(Scene scene) {
        this.scene = scene;
    }

    String publishing() throws Exception {
        var content = scene.lab().folder().resolve("content");
        var rules = content.resolve("rules/rewards/fault.dslr");
        var journey = content.resolve("bpmn/onboarding/onboarding.bpmn");
        var texts = List.of(Files.readString(rules), Files.readString(journey));
        int reached = 0;
        for (var place : List.of("content.before-change", "content.before-commit", "content.committed")) {
            scene.lab().set("hearth.content.watch", "true");
            scene.a().stop(MINUTE);
            scene.a().begin();
            scene.a().awaitReady();
            scene.lab().set("hearth.content.watch", "false");
            scene.a().stopAt(place, 1);
            Files.writeString(rules, "// Half way at " + place + " with seed " + scene.seed() + ".\n" + texts.get(0));
            Files.writeString(journey, texts.get(1).replace("问候 Greet\"", "问候 Greet at " + place + "\""));
            reached += endAt(place);
            whole("F2 publishing, ended at " + place);
            scene.a().begin();
            scene.a().awaitReady();
            scene.client().send(scene.newcomers("f2" + place, 4));
            scene.verify("F2 publishing, ended at " + place);
        }
        Files.writeString(rules, texts.get(0));
        Files.writeString(journey, texts.get(1));
        if (reached == 0) {
            throw new AssertionError("Expected to end a server while it publishes, but it came by none of the places");
        }
        return "ended at " + reached + " of 3 places; the live release was whole each time";
    }

    /** A person goes back to the release before: the old one is live, or the new one, and never some of both. */
    String goingBack() throws Exception {
        int reached = 0;
        for (var place : List.of("http.before-change", "http.before-commit", "http.committed")) {
            var before = live();
            var to = scene.lab()
                    .rows(
                            "select release from release_move where release <> '" + before
                                    + "' order by id desc limit 1",
                            row -> row.getString(1))
                    .get(0);
            scene.a().stopAt(place, 1);
            var asked = java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> post("/api/v1/releases/" + to + "/rollback", "{\"reason\": \"killed on the way\"}"));
            reached += endAt(place);
            asked.join();
            var live = live();
            var moved = scene.lab()
                    .rows("select release from release_move order by id desc limit 1", row -> row.getString(1))
                    .get(0);
            if (!live.equals(before) && !live.equals(to) || !live.equals(moved)) {
                throw new Scene.Broken(
                        "F2 going back, ended at " + place,
                        scene.seed(),
                        List.of("I6 release " + live + " is live, and the history says " + moved));
            }
            whole("F2 going back, ended at " + place);
            scene.a().begin();
            scene.a().awaitReady();
            scene.client().send(scene.newcomers("f2back" + place, 4));
            scene.verify("F2 going back, ended at " + place);
        }
        return "ended at " + reached + " of 3 places; the live release was whole each time";
    }

    private String live() throws Exception {
        return scene.lab()
                .rows("select release from live_release", row -> row.getString(1))
                .get(0);
    }

    private int endAt(String place) throws Exception {
        int reached = 1;
        try {
            scene.a().awaitAt(place, MINUTE);
        } catch (TimeoutException elsewhere) {
            reached = 0;
        }
        scene.a().kill();
        return reached;
    }

    /** All files of the live release are there, and the journeys that it starts. */
    private void whole(String fault) throws Exception {
        long missing = scene.lab()
                .number("select count(*) from live_release l where not exists"
                        + " (select from release_file f where f.release = l.release)"
                        + " or exists (select from release_file f left join content_blob b on b.hash = f.blob"
                        + " where f.release = l.release and b.hash is null)"
                        + " or not exists (select from journey_release j join act_re_procdef p on p.id_ = j.definition"
                        + " where j.release = l.release)");
        if (missing != 0) {
            throw new Scene.Broken(fault, scene.seed(), List.of("I6 the live release is not whole"));
        }
    }

    /** The last thing that is done in a scene: the model does not know of members who are gone. */
    String erasing() throws Exception {
        scene.workload("erased", 4);
        var member = scene.lab()
                .rows(
                        "select member_id from identity where external_id like 'u%' order by member_id desc limit 1",
                        row -> row.getLong(1))
                .get(0);
        Quiet.await(scene.lab(), MINUTE);
        scene.a().stopAt("http.before-commit", 1);
        var asked = java.util.concurrent.CompletableFuture.supplyAsync(() -> erase(member));
        int reached = 0;
        try {
            scene.a().awaitAt("http.before-commit", Duration.ofSeconds(20));
            reached = 1;
        } catch (TimeoutException elsewhere) {
            reached = 0;
        }
        scene.a().kill();
        asked.join();
        long left = left(member);
        scene.a().begin();
        scene.a().awaitReady();
        Scene.until("the erasure ends when it is asked for again", MINUTE, () -> {
            erase(member);
            return left(member) == 0;
        });
        return (reached == 1 ? "ended before its commit" : "ended elsewhere") + " with " + left
                + " rows about the member left; none after it was asked for again";
    }

    private long left(long member) throws Exception {
        return scene.lab()
                .number("select (select count(*) from identity where member_id = " + member
                        + ") + (select count(*) from event where data <> '{}' and member_id = " + member
                        + ") + (select count(*) from member where id = " + member + " and name is not null)");
    }

    private int erase(long member) {
        return post("/api/v1/members/m-" + member + "/erasure", "");
    }

    /** The answer's status; 0 where nobody answers any more. */
    private int post(String path, String body) {
        try {
            return scene.a()
                    .send(HttpRequest.newBuilder(scene.a().uri(path))
                            .header("Cookie", scene.lab().cookies())
                            .header("X-XSRF-TOKEN", scene.lab().forgeryToken())
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(20))
                            .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)))
                    .statusCode();
        } catch (IOException gone) {
            return 0;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
