package io.hearth.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** The rank of any member among a million, and how long the board takes to be made anew from the ledger. */
final class LeaderboardBench {

    private static final int MEMBERS = 1_000_000;
    private static final int ASKED = 20_000;
    private static final int WARM_SECONDS = Integer.getInteger("hearth.bench.warm", 60);

    private final Server server;

    LeaderboardBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        server.run(
                """
                insert into community (slug, name_zh, name_en, join_policy, zone, created_at)
                values ('bench', '基准', 'Bench', 'OPEN', 'Asia/Shanghai', now()) on conflict do nothing;
                insert into standing (member, community, points, earned)
                select n, 'bench', 1 + n::bigint * 7919 % 100000, 1 + n::bigint * 7919 % 100000 from generate_series(1, %1$d) n;
                insert into ledger_entry (member, community, account, points, cause, reason, at)
                select n, 'bench', 'available', 1 + n::bigint * 7919 % 100000, 'bench', 'bench', now() from generate_series(1, %1$d) n;
                insert into ledger_entry (member, community, account, points, cause, reason, at)
                select 0, 'bench', 'issued', -1 - n::bigint * 7919 % 100000, n || ':bench', 'bench', now() from generate_series(1, %1$d) n;
                """
                        .replace(" % 100000", " %% 100000")
                        .formatted(MEMBERS));
        server.run("vacuum analyze");
        long began = System.nanoTime();
        ask(1);
        double rebuild = (System.nanoTime() - began) / 1e9;
        while (!ask(1).contains("\"of\":" + MEMBERS)) {
            LockSupport.parkNanos(200_000_000);
        }
        var random = new SplittableRandom(7);
        long warm = System.nanoTime() + WARM_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < warm) {
            ask(1 + random.nextInt(MEMBERS));
        }
        var before = Effort.of(server);
        var took = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long asked = System.nanoTime();
            ask(1 + random.nextInt(MEMBERS));
            took[i] = System.nanoTime() - asked;
        }
        System.err.println(Effort.of(server).since(before).by(ASKED));
        Arrays.sort(took);
        boolean right = check(random);
        System.out.printf(
                Locale.ROOT,
                "leaderboard value=%.2f unit=ms baseline=5.00 ratio=%.2f p50_ms=%.2f rebuild_s=%.1f%n",
                took[ASKED * 99 / 100] / 1e6,
                took[ASKED * 99 / 100] / 5e6,
                took[ASKED / 2] / 1e6,
                rebuild);
        return right;
    }

    /** What the board says of some members is what the ledger says. */
    private boolean check(SplittableRandom random) throws Exception {
        for (int i = 0; i < 5; i++) {
            int member = 1 + random.nextInt(MEMBERS);
            long rank = server.number("select 1 + count(*) from standing where community = 'bench' and earned >"
                    + " (select earned from standing where community = 'bench' and member = " + member + ")");
            var answer = ask(member);
            if (!answer.contains("\"rank\":" + rank + ",")) {
                System.err.println("WRONG: expected rank " + rank + " of m-" + member + ", but got " + answer);
                return false;
            }
        }
        return true;
    }

    private String ask(int member) throws Exception {
        return server.ask("/api/v1/leaderboard/places/m-" + member + "?community=bench&period=week", null);
    }
}
