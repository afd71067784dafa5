package io.hearth.bench;

import io.hearth.message.Sink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the server without warning, again and again, in the middle of sending 10,000 messages on a channel that takes
 * keys and 10,000 on one that takes none. What the receivers took is the truth: one key a message there, at most once
 * here, and every doubt shown as unknown.
 */
final class KilledSend {

    private static final int MESSAGES = Integer.getInteger("hearth.bench.messages", 10_000);
    private static final int KILLS = Integer.getInteger("hearth.bench.kills", 3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    boolean run(Path jar, Path work) throws Exception {
        try (var hooks = new Sink("webhook-id");
                var texts = new Sink("idempotency-key")) {
            var settings = new String[] {
                "--hearth.message.webhook.url=" + hooks.address(),
                "--hearth.message.webhook.secrets=whsec_" + "c2VjcmV0IHRoYXQgc2lnbnMgd2hhdCBpcyBzZW50IGhlcmU=",
                "--hearth.message.webhook.allow-private=true",
                "--hearth.message.sms.url=" + texts.address(),
                "--hearth.message.route=webhook,sms",
                "--hearth.message.limits.webhook.connections=16",
                "--hearth.message.limits.sms.connections=16",
                "--hearth.message.lease=5s"
            };
            var server = Server.start(jar, work, Path.of("."), settings);
            try {
                prepare(server);
                for (var kill = 1; kill <= KILLS; kill++) {
                    var until = (long) MESSAGES * 2 * kill / (KILLS + 1);
                    var taken = hooks.taken.size() + texts.taken.size();
                    while (hooks.taken.size() + texts.taken.size() < Math.max(until, taken + 500)) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    server.kill();
                    System.err.printf(
                            Locale.ROOT,
                            "killed after %d and %d of %d each%n",
                            hooks.taken.size(),
                            texts.taken.size(),
                            MESSAGES);
                    server = Server.start(jar, work, Path.of("."), settings);
                }
                for (var end = System.nanoTime() + PATIENCE.toNanos();
                        server.number("select count(*) from message where status in ('planned', 'held', 'sending')") > 0
                                && System.nanoTime() < end; ) {
                    LockSupport.parkNanos(200_000_000);
                }
                return judge(server, hooks.taken, texts.taken);
            } finally {
                server.close();
            }
        }
    }

    private static void prepare(Server server) throws Exception {
        server.run("insert into member (id, created_at, name, email, phone, language, zone) select n, now(), 'Runner ' || n,"
                + " null, '+86138' || (10000000 + n), 'zh', 'Asia/Shanghai' from generate_series(1, " + MESSAGES + ") n");
        for (var channel : new String[] {"webhook", "sms"}) {
            // What is tried already is not tried again: each message has one channel to leave on.
            var other = channel.equals("webhook") ? "sms" : "webhook";
            server.run("insert into message (id, member_id, key, community, template, purpose, priority, values, channel,"
                    + " tried, status, planned_at, due, expires) select gen_random_uuid(), n, 'killed-" + channel
                    + "', 'running-club', 'onboarding/welcome', 'service', 5, '{}', '" + channel + "', '{" + other
                    + "}', 'planned', now(), now(), now() + interval '1 day' from generate_series(1, " + MESSAGES + ") n");
        }
    }

    private static boolean judge(Server server, ConcurrentHashMap<String, Integer> hooks, Map<String, Integer> texts)
            throws Exception {
        var found = new HashMap<String, Map<String, Integer>>();
        var wrong = 0;
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, channel, status from message where key like 'killed-%'")) {
            while (rows.next()) {
                var id = rows.getObject(1, UUID.class);
                var channel = rows.getString(2);
                var status = rows.getString(3);
                found.computeIfAbsent(channel, unused -> new HashMap<>()).merge(status, 1, Integer::sum);
                var taken = channel.equals("sms")
                        ? texts.getOrDefault(id.toString(), 0)
                        : hooks.getOrDefault("msg_" + id.toString().replace("-", ""), 0);
                var right = channel.equals("sms")
                        ? status.equals("sent") && taken == 1 || status.equals("unknown") && taken <= 1
                        : status.equals("sent") && taken >= 1;
                if (!right) {
                    wrong++;
                    System.err.println("WRONG: " + channel + " " + id + " is " + status + " and was taken " + taken + " times");
                }
            }
        }
        var sent = found.values().stream().mapToInt(one -> one.getOrDefault("sent", 0)).sum();
        var unknown = found.values().stream().mapToInt(one -> one.getOrDefault("unknown", 0)).sum();
        System.err.println(found);
        System.out.printf(
                Locale.ROOT, "messages-killed value=%d unit=sent baseline=%d ratio=%.4f%n", sent, 2 * MESSAGES, sent / (2.0 * MESSAGES));
        System.err.printf(Locale.ROOT, "%d in doubt, %d wrong%n", unknown, wrong);
        return wrong == 0 && sent + unknown == 2 * MESSAGES;
    }
}
