package io.hearth.message;

import io.hearth.member.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** From planned to accepted by a receiver that answers after 20 ms, over 64 connections; every member is asked about and rendered for. */
public final class MessagesBench {

    private static final int MESSAGES = Integer.getInteger("hearth.bench.messages", 20_000);
    private static final int ROUNDS = Integer.getInteger("hearth.bench.rounds", 3);
    private static final int BATCH = 500;

    public boolean run() throws Exception {
        try (var sink = new Sink("webhook-id");
                var server = OwnServer.start(
                        "--hearth.message.webhook.url=" + sink.address(),
                        "--hearth.message.webhook.secrets=whsec_" + "c2VjcmV0IHRoYXQgc2lnbnMgd2hhdCBpcyBzZW50IGhlcmU=",
                        "--hearth.message.webhook.allow-private=true",
                        "--hearth.message.limits.webhook.connections=64",
                        "--hearth.message.overall.per-day=0",
                        "--hearth.message.overall.per-week=100")) {
            server.members(MESSAGES);
            var values = new ArrayList<Double>();
            var baselines = new ArrayList<Double>();
            product(server, "warm", MESSAGES / 2);
            var bare = new BareMessages(server, sink, sink.sample);
            bare.run(MESSAGES / 2);
            for (var round = 0; round < ROUNDS; round++) {
                values.add(product(server, "round-" + round, MESSAGES));
                baselines.add(bare.run(MESSAGES));
                System.err.printf(
                        Locale.ROOT, "round %d: %.0f against %.0f%n", round, values.get(round), baselines.get(round));
            }
            var value = median(values);
            var baseline = median(baselines);
            System.out.printf(
                    Locale.ROOT,
                    "messages value=%.0f unit=messages/s baseline=%.0f ratio=%.2f%n",
                    value,
                    baseline,
                    value / baseline);
            return right(server, sink);
        }
    }

    private static double product(OwnServer server, String name, int count) throws Exception {
        var messages = server.bean(Messages.class);
        var started = System.nanoTime();
        for (var from = 1; from <= count; from += BATCH) {
            var batch = new ArrayList<MessageRequest>(BATCH);
            for (var n = from; n < from + BATCH; n++) {
                batch.add(new MessageRequest(
                        name, new MemberId(n), "running-club", "onboarding/nudge", Map.of(), OwnServer.PURPOSE, null));
            }
            messages.plan(batch);
        }
        var planned = (System.nanoTime() - started) / 1e9;
        while (server.number("select count(*) from message where status in ('planned', 'held', 'sending')") > 0) {
            LockSupport.parkNanos(50_000_000);
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        System.err.printf(Locale.ROOT, "%s: planned in %.1f s, sent in %.1f s%n", name, planned, seconds);
        return count / seconds;
    }

    /** Everybody got each message once, and nothing is in doubt. */
    private static boolean right(OwnServer server, Sink sink) throws Exception {
        var expected = MESSAGES / 2L + (long) ROUNDS * MESSAGES;
        var sent = server.number("select count(*) from message where status = 'sent'");
        var taken = sink.taken.keySet().stream().filter(id -> id.startsWith("msg_")).count();
        var twice = sink.taken.values().stream().filter(times -> times > 1).count();
        if (sent != expected || taken != expected || twice > 0) {
            System.err.println("WRONG: expected " + expected + " messages, but " + sent + " are sent, " + taken
                    + " were taken, " + twice + " of them twice");
            return false;
        }
        return true;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
