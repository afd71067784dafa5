package io.hearth.message;

import io.hearth.member.MemberId;
import io.hearth.message.template.Templates;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** Whether a million members may be messaged now: consent, suppression, quiet hours and caps, asked of the database. */
public final class ArbitrateBench {

    private static final int MEMBERS = Integer.getInteger("hearth.bench.members", 1_000_000);
    private static final int BATCH = Integer.getInteger("hearth.bench.batch", 5_000);

    public boolean run() throws Exception {
        try (var server = OwnServer.start("--spring.mail.host=localhost", "--hearth.message.overall.per-day=1")) {
            server.members(MEMBERS);
            server.copy(
                    "message_suppression (member_id, channel, reason, at)",
                    MEMBERS,
                    n -> n % 50 == 0 ? n + "\temail\tbounced\t2026-01-02 03:04:05+00" : "");
            var now = Instant.now();
            server.copy(
                    "message (id, member_id, key, community, template, purpose, priority, values, channel, status,"
                            + " planned_at, due, expires, counted_at)",
                    MEMBERS,
                    n -> n % 10 == 0
                            ? new java.util.UUID(n, n) + "\t" + n + "\tk\trunning-club\tonboarding/nudge\tmarketing\t5\t{}"
                                    + "\temail\tsent\t" + now + "\t" + now + "\t" + now + "\t"
                                    + now.minusSeconds(n % 20 == 0 ? 3_600 : 200_000)
                            : "");
            server.run("delete from consent where member_id % 25 = 1");
            server.run("vacuum analyze message, consent, message_suppression");
            var answers = new HashMap<String, Long>();
            decide(server, answers, MEMBERS / 5);
            answers.clear();
            var started = System.nanoTime();
            decide(server, answers, MEMBERS);
            var value = MEMBERS * 1e9 / (System.nanoTime() - started);
            System.err.println(answers);
            System.out.printf(Locale.ROOT, "arbitrate value=%.0f unit=decisions/s baseline=- ratio=-%n", value);
            return right(answers);
        }
    }

    private static void decide(OwnServer server, Map<String, Long> answers, int members) {
        var loader = server.bean(ContactLoader.class);
        var arbitration = server.bean(Arbitration.class);
        var template = server.bean(Templates.class).live().templates().find("onboarding/nudge").orElseThrow();
        for (long from = 1; from <= members; from += BATCH) {
            var now = Instant.now();
            var ids = LongStream.range(from, from + BATCH).mapToObj(MemberId::new).toList();
            var purse = server.bean(Allowances.class).look(arbitration.route().names(), now);
            var facts = loader.load(ids, List.of(OwnServer.PURPOSE), purse, now);
            for (var member : ids) {
                var question = new Arbitration.Question(
                        member,
                        template.id(),
                        OwnServer.PURPOSE,
                        template.description().quiet(),
                        now.plusSeconds(3_600),
                        arbitration.route().of(template, facts.preferred(member).orElse(null), List.of()));
                answers.merge(name(arbitration.decide(question, facts, now)), 1L, Long::sum);
            }
        }
    }

    private static String name(Verdict verdict) {
        return verdict instanceof Verdict.Drop drop ? drop.reason().code() : verdict.getClass().getSimpleName();
    }

    /** Every 50th bounced; every 25th, from the first, never agreed; every 20th was written to an hour ago. */
    private static boolean right(Map<String, Long> answers) {
        var suppressed = MEMBERS / 50L;
        var missing = MEMBERS / 25L;
        var capped = MEMBERS / 20L - MEMBERS / 100L;
        var expected = Map.of(
                "suppressed", suppressed,
                "consent-missing", missing,
                "cap-reached", capped,
                "Send", MEMBERS - suppressed - missing - capped);
        if (!answers.equals(expected)) {
            System.err.println("WRONG: expected " + expected + ", but got " + answers);
            return false;
        }
        return true;
    }
}
