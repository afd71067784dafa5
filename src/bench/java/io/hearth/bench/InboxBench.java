package io.hearth.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Reads the first page of the inbox, by a person who is in all of 500 groups, over 1,000,000 open tasks: what is theirs,
 * what is offered to their groups, and everything. Prints the 99th percentile in milliseconds.
 */
final class InboxBench {

    private static final int TASKS = Integer.getInteger("hearth.bench.tasks", 1_000_000);
    private static final int GROUPS = 500;
    private static final int CLIENTS = 4;
    private static final int REQUESTS = 500;
    private static final Duration WARM = Duration.ofSeconds(Integer.getInteger("hearth.bench.warm", 60));
    private static final List<String> VIEWS = List.of("groups", "mine", "all");

    private final Server server;
    private final String token = UUID.randomUUID().toString();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    InboxBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        load();
        boolean right = true;
        for (var view : VIEWS) {
            right &= check(view);
        }
        // The virtual machine compiles for a minute.
        for (long until = System.nanoTime() + WARM.toNanos(); System.nanoTime() < until; ) {
            times(REQUESTS / 5);
        }
        var times = times(REQUESTS);
        System.out.printf(
                Locale.ROOT,
                "inbox value=%.1f unit=ms baseline=- ratio=- p50_ms=%.1f%n",
                percentile(times, 99),
                percentile(times, 50));
        return right;
    }

    /** Every tenth task is claimed by the person; the others lie with two groups each. */
    private void load() throws SQLException, NoSuchAlgorithmException {
        server.run("""
                insert into person (name, display_name, password_hash, must_change_password, roles, created_at)
                values ('bench', 'Bench', '-', false, '{APPROVER,OPERATOR}', now());
                insert into people_group (name, created_at) select 'group-' || n, now() from generate_series(1, %1$d) n;
                insert into people_group_member (people_group, person) select 'group-' || n, 'bench' from generate_series(1, %1$d) n;
                insert into login_session (token_hash, person, created_at, seen_at)
                values (decode('%2$s', 'hex'), 'bench', now(), now());
                insert into task (id, origin, origin_id, title, about, community, member, groups, assignee, form, state, due, created_at)
                select (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid, 'bench', n::text, '问候新成员 Greet the newcomer', '{}', 'running-club', n,
                    array['group-' || 1 + n %% %1$d, 'group-' || 1 + (n * 7) %% %1$d], case when n %% 10 = 0 then 'bench' end,
                    '{"fields": []}', 'open', now() + n * interval '1 second', now() - n * interval '1 second'
                from generate_series(1, %3$d) n;
                insert into task_offer (group_name, task) select distinct g, id from task, unnest(groups) g where assignee is null;
                """
                .formatted(
                        GROUPS,
                        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes())),
                        TASKS));
        server.run("vacuum analyze task");
        server.run("vacuum analyze task_offer");
    }

    private boolean check(String view) throws Exception {
        var answer = get(view);
        int tasks = answer.split("\"id\":", -1).length - 1;
        if (!answer.startsWith("{\"items\":[{") || tasks < 20) {
            System.err.printf("Expected the first page of %s, but got %s%n", view, answer.substring(0, Math.min(500, answer.length())));
            return false;
        }
        return true;
    }

    private long[] times(int requests) throws Exception {
        var pool = Executors.newFixedThreadPool(CLIENTS);
        try {
            var parts = new ArrayList<Callable<long[]>>();
            for (int n = 0; n < CLIENTS; n++) {
                int first = n;
                parts.add(() -> {
                    var times = new long[requests];
                    for (int request = 0; request < requests; request++) {
                        long began = System.nanoTime();
                        get(VIEWS.get((first + request) % VIEWS.size()));
                        times[request] = System.nanoTime() - began;
                    }
                    return times;
                });
            }
            var all = LongStream.builder();
            for (Future<long[]> part : pool.invokeAll(parts)) {
                Arrays.stream(part.get()).forEach(all);
            }
            return all.build().sorted().toArray();
        } finally {
            pool.shutdown();
        }
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private String get(String view) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(server.uri("/api/v1/tasks?view=" + view))
                        .header("Cookie", "hearth_session=" + token)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Expected the inbox, but got " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
