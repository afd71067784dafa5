package io.hearth.fault;

import io.hearth.fault.Channels.Manner;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;

/** F9, F13, F16, F17, F19 and F20: bad receivers, servers that come and go, releases, refusals and too much of everything, all under load. */
final class Crowd {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scene scene;

    Crowd(Scene scene) {
        this.scene = scene;
    }

    /** F9: receivers that are slow, busy, faulty, break off after they accepted, or say nothing. */
    String channelsBad() throws Exception {
        var workload = scene.workload("f9", 30);
        var channels = scene.lab().channels();
        var load = scene.client().every(Duration.ofMillis(60)).begin(workload.events(1_200), 2);
        for (var manner : Manner.values()) {
            channels.behave(manner, Manner.WELL);
            Scene.rest(1_500);
        }
        channels.behave(Manner.SILENT, Manner.WELL);
        int before = channels.mails().size();
        scene.client().send(scene.newcomers("f9late", 5));
        var mailed = Scene.until(
                "mails leave while the webhook is silent",
                MINUTE,
                () -> channels.mails().size() >= before + 5);
        for (var manner : Manner.values()) {
            channels.behave(Manner.WELL, manner);
            scene.client().send(scene.newcomers("f9" + manner, 4));
            Scene.rest(1_500);
        }
        channels.behave(Manner.WELL, Manner.WELL);
        load.end();
        scene.verify("F9 bad receivers");
        long doubts = scene.lab().number("select count(*) from message where status = 'unknown'");
        return "5 mails left within " + mailed.toMillis() + " ms beside a silent webhook; in doubt and shown so: "
                + doubts;
    }

    /** F13: a third server joins and leaves, by itself and by being killed, while the other two work. */
    String comingAndGoing() throws Exception {
        var load = scene.client()
                .every(Duration.ofMillis(60))
                .begin(scene.workload("f13", 20).events(2_000), 2);
        var third = scene.lab().start("c").get(0);
        for (int i = 0; i < 2; i++) {
            Scene.until("it has its share", MINUTE, () -> owners() == 3);
            if (i == 0) {
                third.stop(MINUTE);
            } else {
                third.kill();
            }
            Scene.until("the others have it back", MINUTE, () -> owners() == 2);
            third.begin();
            third.awaitReady();
        }
        load.end();
        scene.verify("F13 coming and going");
        third.stop(MINUTE);
        scene.lab().nodes().remove(third);
        return "a third server joined 3 times, left once and was killed once";
    }

    private long owners() throws Exception {
        return scene.lab().number("select count(distinct owner) from log_lease where lease_until > now()");
    }

    /** F16: releases go out under load; the rules stay the same in meaning, so that the model holds. */
    String publishing(int releases) throws Exception {
        watchContent();
        var load = scene.client()
                .every(Duration.ofMillis(40))
                .begin(scene.workload("f16", 20).events(3_000), 2);
        var file = scene.lab().folder().resolve("content/rules/rewards/fault.dslr");
        var text = Files.readString(file);
        long before = scene.lab().number("select count(*) from release");
        for (int i = 0; i < releases; i++) {
            long published = before + i;
            Files.writeString(file, "// Release " + i + " with seed " + scene.seed() + ".\n" + text);
            Scene.until(
                    "release " + i + " goes out",
                    MINUTE,
                    () -> scene.lab().number("select count(*) from release") > published);
        }
        Files.writeString(file, "rule \"Broken\"\nwhen\n    nonsense\nthen\n    nonsense\nend\n" + text);
        Scene.rest(2_000);
        Files.writeString(file, text);
        load.end();
        scene.verify("F16 publishing under load");
        long used = scene.lab().number("select count(distinct release_word) from receipt");
        return releases + " releases went out, a broken one did not; events were decided by " + used
                + " releases, each by one";
    }

    private void watchContent() throws Exception {
        scene.lab().set("hearth.content.watch", "true");
        scene.a().stop(MINUTE);
        scene.a().begin();
        scene.a().awaitReady();
        scene.lab().set("hearth.content.watch", "false");
    }

    /** F17: members refuse while messages to them are on their way. */
    String refusing() throws Exception {
        var workload = scene.workload("f17", 60);
        scene.lab().channels().behave(Manner.SLOW, Manner.WELL);
        scene.client().every(Duration.ZERO).send(workload.events(1_000));
        var refusing = new HashSet<Long>();
        long latest = 0;
        for (var member : scene.lab()
                .rows(
                        "select member_id from identity where external_id in ('"
                                + String.join("','", workload.subjects()) + "')",
                        row -> row.getLong(1))) {
            if (refusing.size() >= 30) {
                break;
            }
            refuse(member);
            var refused = Instant.now();
            refusing.add(member);
            scene.history().refuses(member, refused);
        }
        scene.client().send(workload.events(500));
        scene.lab().channels().behave(Manner.WELL, Manner.WELL);
        scene.verify("F17 refusing in the middle of a send");
        for (var sent : scene.lab().channels().webhooks()) {
            for (var refused : scene.history().refusing().entrySet()) {
                if (sent.body().contains("\"m-" + refused.getKey() + "\"")) {
                    latest = Math.max(
                            latest,
                            Duration.between(refused.getValue(), sent.at()).toMillis());
                }
            }
        }
        if (latest > 3_000) {
            throw new Scene.Broken(
                    "F17", scene.seed(), java.util.List.of("I3 sent " + latest + " ms after a member refused"));
        }
        return "30 members refused; the last message that was already in hand reached one of them after " + latest
                + " ms";
    }

    private void refuse(long member) throws Exception {
        var answer = scene.a()
                .send(HttpRequest.newBuilder(scene.a().uri("/api/v1/members/m-" + member + "/consents"))
                        .header("Authorization", "Bearer " + scene.lab().secret())
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(20))
                        .PUT(BodyPublishers.ofString(
                                "[{\"purpose\":\"community\",\"channel\":\"*\",\"granted\":false}]")));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Expected to refuse, but got " + answer.statusCode() + " " + answer.body());
        }
    }

    /** F19: many more senders than the server can take. */
    String overload() throws Exception {
        var workload = scene.workload("f19", 60);
        var runs = new ArrayList<Client.Running>();
        long before = scene.history().answered("429");
        for (int i = 0; i < 8; i++) {
            runs.add(new Client(scene.history(), scene.lab().nodes(), scene.seed() + i)
                    .as(scene.lab().secret())
                    .begin(workload.events(3_000), 4));
        }
        for (var run : runs) {
            run.end();
        }
        long begun = System.nanoTime();
        scene.verify("F19 overload");
        long held = scene.history().answered("429") - before;
        if (held == 0) {
            throw new AssertionError("Expected some of 32 senders to be asked to wait, but nobody was");
        }
        return "24000 events on 32 connections: asked to wait " + held + " times, caught up "
                + (System.nanoTime() - begun) / 1_000_000 + " ms after the last";
    }

    /** F20: asked to end in the middle of a load. */
    String stopping() throws Exception {
        var load = scene.client()
                .every(Duration.ofMillis(30))
                .begin(scene.workload("f20", 20).events(1_500), 2);
        Scene.rest(1_500);
        var took = scene.a().stop(MINUTE);
        var taken = Scene.until("the other one has all", MINUTE, () -> owners() == 1 && free() == 0);
        scene.a().begin();
        scene.a().awaitReady();
        load.end();
        scene.verify("F20 stopped by SIGTERM");
        if (took.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new Scene.Broken(
                    "F20", scene.seed(), java.util.List.of("I7 it took " + took.toMillis() + " ms to stop"));
        }
        return "stopped in " + took.toMillis() + " ms, its partitions decided by the other one " + taken.toMillis()
                + " ms later";
    }

    private long free() throws Exception {
        return scene.lab().number("select count(*) from log_lease where lease_until < now()");
    }
}
