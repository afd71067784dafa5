package io.hearth.bench;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Facts;
import io.hearth.decision.engine.RuleWorkbench;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import io.hearth.platform.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A draft of the standard rules replayed over the log in the server, member by member; against a bare loop that reads the
 * same events in the same order and evaluates both releases, without any state, consequences or differences.
 */
final class ReplayBench {

    private static final int BATCHES = Integer.getInteger("hearth.bench.batches", 100);
    private static final int BATCH = 500;
    private static final int MEMBERS = 2_000;

    private final Server server;
    private final Path content;

    ReplayBench(Server server, Path content) {
        this.server = server;
        this.content = content;
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var sender = new Sender(server);
        var traffic = new Traffic("r", MEMBERS);
        for (int i = 0; i < BATCHES; i++) {
            sender.send(traffic.batch(BATCH), Load.BATCHES);
        }
        while (server.lag() > 0) {
            LockSupport.parkNanos(50_000_000);
        }
        server.run("update api_key set scopes = '{EVENTS_WRITE,READ,ALL}' where name = 'bench'");
        var rewards = Files.readString(content.resolve("rules/rewards/standard.dslr"));
        var changed = rewards.replaceFirst("award (\\d+) points for \"act 3\"", "award 999 points for \"act 3\"");
        var same = replay(rewards);
        if (server.number("select count(*) from replay where difference ~ '\"(more|fewer)\" ?: ?[1-9]'") != 0) {
            System.err.println("WRONG: the same release played against itself makes a difference");
            return false;
        }
        double value = Math.max(same, replay(changed));
        double baseline = bare(rewards, changed);
        System.out.printf(
                Locale.ROOT,
                "replay value=%.0f unit=events/s baseline=%.0f ratio=%.2f%n",
                value,
                baseline,
                value / baseline);
        return server.number("select count(*) from replay where difference ~ '\"more\" ?: ?[1-9]'") == 1;
    }

    /** Events a second, from the request's answer to the end. */
    private double replay(String rewards) throws Exception {
        var body = Json.mapper()
                .writeValueAsString(Map.of(
                        "days", 2,
                        "community", StandardContent.COMMUNITY,
                        "files", List.of(Map.of("path", "rules/rewards/standard.dslr", "text", rewards))));
        var request = HttpRequest.newBuilder(server.uri("/api/v1/replays"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Server.SECRET)
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("Expected a replay to start, but got " + answer.body());
        }
        long started = System.nanoTime();
        while (server.number("select count(*) from replay where status = 'running'") > 0) {
            LockSupport.parkNanos(20_000_000);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        long events = server.number("select events from replay order by started_at desc limit 1");
        System.err.printf(Locale.ROOT, "%d events replayed in %.1f s%n", events, seconds);
        return events / seconds;
    }

    private double bare(String rewards, String changed) throws Exception {
        var files = ContentFiles.of(files());
        try (var workbench = RuleWorkbench.open();
                var published = workbench.load(files).open();
                var draft = workbench
                        .load(files.with(ContentFile.of("rules/rewards/standard.dslr", changed)))
                        .open()) {
            long started = System.nanoTime();
            long events = 0;
            long fired = 0;
            try (var connection = server.connect()) {
                connection.setAutoCommit(false);
                try (var select = connection.prepareStatement(
                        "select member_id, type, source, time, object, data from event where community = 'bench'"
                                + " order by member_id, accepted_at, partition, position")) {
                    select.setFetchSize(5_000);
                    var rows = select.executeQuery();
                    while (rows.next()) {
                        var at = rows.getTimestamp(4).toInstant();
                        var now = new Moment(at.atZone(ZoneId.of("Asia/Shanghai")));
                        @SuppressWarnings("unchecked")
                        Map<String, Object> data = Json.mapper().readValue(rows.getString(6), Map.class);
                        var facts = new Facts(
                                new Member("m-" + rows.getLong(1), "zh", Map.of()),
                                new Membership("bench", "active", "member", "newcomer", at, now),
                                new Event("e", rows.getString(2), rows.getString(3), at, rows.getString(5), data),
                                new Activity(new One(), now),
                                new Rewards(0, Set.of()),
                                new Segments(Set.of()),
                                now);
                        events++;
                        fired += decide(published, facts) + decide(draft, facts);
                    }
                }
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            System.err.printf(Locale.ROOT, "bare loop: %d events, %d firings in %.1f s%n", events, fired, seconds);
            return events / seconds;
        }
    }

    private static int decide(DecisionSession session, Facts facts) {
        int fired = 0;
        for (var rulebook : ManyRules.RULEBOOKS) {
            fired += session.decide(rulebook, facts).firings().size();
        }
        return fired;
    }

    private List<ContentFile> files() throws IOException {
        var files = new ArrayList<ContentFile>();
        try (var paths = Files.walk(content)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.add(new ContentFile(content.relativize(path).toString(), Files.readAllBytes(path)));
            }
        }
        return files;
    }

    private record One() implements Aggregates {

        @Override
        public double value(Aggregate aggregate) {
            return 1;
        }

        @Override
        public long holdsUntil(Aggregate aggregate) {
            return Long.MAX_VALUE;
        }
    }
}
