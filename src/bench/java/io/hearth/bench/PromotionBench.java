package io.hearth.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A promotion for a million members, from submitting its plan to an audience that is chosen, held out and cut into waves. */
final class PromotionBench {

    private static final int MEMBERS = 1_000_000;
    private static final int WAVE = 10_000;
    private static final int HELD_OUT = 10;
    private static final double BAR = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Server server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PromotionBench(Server server) {
        this.server = server;
    }

    /** What the standard content lacks: the workflow of promotions, and something to say. */
    static void write(Path content) throws IOException {
        copy(Path.of("bpmn/promotion"), content.resolve("bpmn/promotion"));
        copy(Path.of("templates"), content.resolve("templates"));
        // What the vocabulary's examples speak of.
        copy(Path.of("bpmn/onboarding"), content.resolve("bpmn/onboarding"));
        copy(Path.of("rules/check-ins"), content.resolve("rules/check-ins"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    boolean run() throws Exception {
        server.run("""
                update api_key set scopes = '{ALL}' where name = 'bench';
                insert into membership (community, member_id, status, changed_at)
                select 'running-club', n, 'ACTIVE', now() from generate_series(1, %1$d) n on conflict do nothing;
                insert into segment_member (member, community, segment, entered_at)
                select n, 'running-club', 'bench', now() from generate_series(1, %1$d) n;
                insert into person (name, display_name, password_hash, must_change_password, roles, created_at)
                select name, name, '-', false, '{APPROVER}', now() from unnest(array['bench-approver', 'bench-lead']) name;
                insert into people_group_member (people_group, person)
                values ('approvers', 'bench-approver'), ('leads', 'bench-lead');
                """.formatted(MEMBERS));
        server.run("vacuum analyze");
        choose();
        long before = resident();
        double seconds = choose();
        long after = resident();
        boolean right = server.same("members", MEMBERS, "select members from promotion order by id desc limit 1")
                & server.same(
                        "members told twice or never",
                        MEMBERS,
                        "select count(distinct member) from promotion_audience where promotion = (select max(id) from promotion)")
                & server.same(
                        "held out, as the hash says",
                        0,
                        """
                        select count(*) from promotion_audience
                        where promotion = (select max(id) from promotion) and (wave = 0)
                            <> ((('x' || left(md5(promotion || '/' || member), 8))::bit(32)::bigint) %% 10000 < %d)
                        """
                                .formatted(HELD_OUT * 100))
                & server.same(
                        "waves that are too large",
                        0,
                        "select count(*) from (select 1 from promotion_audience where wave > 0 group by promotion, wave having count(*) > "
                                + WAVE + ") w");
        System.out.printf(
                Locale.ROOT, "resident memory %d MB before, %d MB after%n", before >> 10, after >> 10);
        System.out.printf(
                Locale.ROOT, "promotion value=%.1f unit=s baseline=%.0f ratio=%.2f%n", seconds, BAR, BAR / seconds);
        return right;
    }

    /** Seconds from submitting a plan to its approval being asked for. */
    private double choose() throws Exception {
        var starts = Instant.now().plus(Duration.ofDays(1));
        var made = post("/api/v1/promotions", """
                {"community":"running-club","plan":{"title":"bench","offer":"bench","segments":["bench"],"holdOut":%d,
                "message":"onboarding/welcome","startsAt":"%s","endsAt":"%s","waveSize":%d,"waveMinutes":1,
                "reaction":"order.placed","budget":1,"costPerReaction":0}}
                """.formatted(HELD_OUT, starts, starts.plus(Duration.ofDays(1)), WAVE));
        var id = made.replaceFirst("(?s).*?\"id\":\"(\\d+)\".*", "$1");
        long began = System.nanoTime();
        post("/api/v1/promotions/" + id + "/submit", "{}");
        while (server.number("select count(*) from promotion_approval where promotion = " + id) == 0) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("Expected an audience within " + PATIENCE + ", but there is none");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** In KiB, of the server without its database. */
    private long resident() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + server.processId() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("Expected the server's memory, but /proc does not say it");
    }

    private String post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + Server.SECRET)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("Expected " + path + " to work, but got " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
