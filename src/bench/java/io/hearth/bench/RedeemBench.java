package io.hearth.bench;

import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** 64 clients buy, by turns, coupons of one pool and units of one item with a limited stock, until both are gone. */
final class RedeemBench {

    private static final int CLIENTS = 64;
    private static final int WARM = Integer.getInteger("hearth.bench.warm", 60_000);
    private static final int STOCK = 20_000;

    private final Server server;

    RedeemBench(Server server) {
        this.server = server;
    }

    boolean run() throws Exception {
        int members = WARM + STOCK * 2;
        server.run(
                """
                insert into community (slug, name_zh, name_en, join_policy, zone, created_at)
                values ('bench', '基准', 'Bench', 'OPEN', 'Asia/Shanghai', now()) on conflict do nothing;
                update api_key set scopes = '{READ,REDEEM}' where name = 'bench';
                insert into standing (member, community, points, earned) select n, 'bench', 100, 100
                from generate_series(1, %1$d) n;
                insert into ledger_entry (member, community, account, points, cause, reason, at)
                select n, 'bench', 'available', 100, 'bench', 'bench', now() from generate_series(1, %1$d) n;
                insert into ledger_entry (member, community, account, points, cause, reason, at)
                select 0, 'bench', 'issued', -100, n || ':bench', 'bench', now() from generate_series(1, %1$d) n;
                insert into coupon_pool (community, name, benefit, returns, created_by, created_at)
                values ('bench', 'bench', 'bench', false, 'bench', now());
                insert into coupon (pool, code) select (select max(id) from coupon_pool), gen_random_uuid()::text
                from generate_series(1, %2$d);
                insert into catalogue_item (community, name_zh, name_en, kind, points, limited, pool, fulfil_group, created_by, created_at)
                values ('bench', '券', 'Coupon', 'coupon', 10, false, (select max(id) from coupon_pool), 'care', 'bench', now()),
                    ('bench', '礼', 'Gift', 'gift', 10, true, null, 'care', 'bench', now());
                insert into stock_unit (item) select (select max(id) from catalogue_item) from generate_series(1, %2$d);
                """
                        .formatted(members, STOCK + WARM / 2));
        server.run("vacuum analyze");
        long coupon = server.number("select id from catalogue_item where kind = 'coupon' and community = 'bench'");
        long gift = server.number("select id from catalogue_item where kind = 'gift' and community = 'bench'");
        long warming = System.nanoTime();
        redeem(coupon, gift, 0, WARM);
        System.err.printf(Locale.ROOT, "warm-up: %.0f redemptions/s%n", WARM / ((System.nanoTime() - warming) / 1e9));
        var before = Effort.of(server);
        long began = System.nanoTime();
        redeem(coupon, gift, WARM, members);
        double value = STOCK * 2 / ((System.nanoTime() - began) / 1e9);
        System.err.println(Effort.of(server).since(before).by(STOCK * 2));
        boolean right = server.same("coupons given", STOCK + WARM / 2, "select count(*) from coupon where state = 'issued'")
                & server.same("members with them", STOCK + WARM / 2, "select count(distinct member) from coupon where state = 'issued'")
                & server.same("units taken", STOCK + WARM / 2, "select count(redemption) from stock_unit")
                & server.same("purchases", members, "select count(*) from item_redemption")
                & server.same("points left", 90L * members, "select sum(points) from standing where community = 'bench'")
                & server.same("sum over all accounts", 0, "select sum(points) from ledger_entry");
        System.out.printf(
                Locale.ROOT, "redeem value=%.0f unit=redemptions/s baseline=1000 ratio=%.2f%n", value, value / 1_000);
        return right;
    }

    private void redeem(long coupon, long gift, int from, int to) throws Exception {
        var next = new AtomicInteger(from);
        var pool = Executors.newFixedThreadPool(CLIENTS);
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(pool.submit(() -> {
                for (int number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                    redeem(number % 2 == 0 ? coupon : gift, number + 1);
                }
                return null;
            }));
        }
        for (var one : running) {
            one.get();
        }
        pool.shutdown();
    }

    private void redeem(long item, int member) throws Exception {
        server.ask("/api/v1/catalogue/" + item + "/redemptions", "{\"member\":\"m-" + member + "\",\"key\":\"bench\"}");
    }
}
