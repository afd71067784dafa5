package io.hearth.bench;

import java.nio.file.Path;
import java.util.List;

/** Starts a benchmark by its name. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("rules")) {
            var right = new RulesBench().run();
            System.out.flush();
            System.exit(right ? 0 : 1);
        }
        if (arguments[0].equals("render")) {
            io.hearth.message.template.RenderBench.main(arguments);
            return;
        }
        if (List.of("messages", "arbitrate").contains(arguments[0])) {
            var right = arguments[0].equals("messages")
                    ? new io.hearth.message.MessagesBench().run()
                    : new io.hearth.message.ArbitrateBench().run();
            System.out.flush();
            System.exit(right ? 0 : 1);
        }
        if (arguments[0].equals("messages-killed")) {
            var right = new KilledSend()
                    .run(Path.of(System.getProperty("hearth.bench.jar")), Path.of(System.getProperty("hearth.bench.work")));
            System.out.flush();
            System.exit(right ? 0 : 1);
        }
        if (arguments[0].equals("memory")) {
            System.setProperty("hearth.bench.members", Integer.toString(MemoryBench.MEMBERS));
            System.setProperty("hearth.bench.rules", Integer.toString(MemoryBench.RULES));
        }
        if (arguments[0].equals("pages")) {
            System.setProperty("hearth.bench.members", System.getProperty("hearth.bench.members", "1000000"));
        }
        if (arguments[0].equals("publish")) {
            System.setProperty("hearth.bench.members", "5000");
            System.setProperty("hearth.bench.rules", "500");
        }
        if (arguments[0].equals("journeys")) {
            System.setProperty("hearth.bench.members", Integer.toString(JourneysBench.WARM + JourneysBench.RUNS));
        }
        if (arguments[0].equals("timers")) {
            System.setProperty("hearth.bench.members", Integer.toString(TimersBench.WARM + TimersBench.TIMERS));
        }
        if (arguments[0].equals("correlate")) {
            System.setProperty("hearth.bench.members", Integer.toString(CorrelateBench.MEMBERS));
        }
        var work = Path.of(System.getProperty("hearth.bench.work"));
        var jar = Path.of(System.getProperty("hearth.bench.jar"));
        var content = work.resolve("content");
        StandardContent.write(content);
        if (arguments[0].equals("promotion")) {
            PromotionBench.write(content);
        }
        if (List.of("journeys", "correlate", "timers").contains(arguments[0])) {
            Runs.write(content);
        }
        boolean right;
        if (arguments[0].equals("publish")) {
            try (var first = Server.start(jar, work, content, "--hearth.content.watch=true");
                    var second = first.beside(jar, work, content)) {
                right = new PublishBench(first, second, content).run();
            }
            System.out.flush();
            System.exit(right ? 0 : 1);
        }
        try (var server = Server.start(jar, work, content)) {
            right = switch (arguments[0]) {
                case "events" -> new EventsBench(server, content).run();
                case "events-single" -> new SingleBench(server).run();
                case "growth" -> new GrowthBench(server).run();
                case "reevaluate" -> new ReevaluateBench(server).run();
                case "pages" -> new PagesBench(server).run();
                case "inbox" -> new InboxBench(server).run();
                case "soak" -> new SoakBench(server).run();
                case "memory" -> new MemoryBench(server).run();
                case "replay" -> new ReplayBench(server, content).run();
                case "ledger" -> new EventsBench(server, content, "ledger", 1).run();
                case "leaderboard" -> new LeaderboardBench(server).run();
                case "redeem" -> new RedeemBench(server).run();
                case "promotion" -> new PromotionBench(server).run();
                case "journeys" -> new JourneysBench(server).run();
                case "correlate" -> new CorrelateBench(server).run();
                case "timers" -> new TimersBench(server).run();
                case "latency" -> new LatencyBench(server).run();
                default -> throw new IllegalArgumentException("Expected a benchmark's name, but got " + arguments[0]);
            };
        }
        System.out.flush();
        System.exit(right ? 0 : 1);
    }
}
