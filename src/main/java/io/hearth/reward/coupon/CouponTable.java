package io.hearth.reward.coupon;

import io.hearth.member.MemberId;
import io.hearth.platform.NewestFirst;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pools and their codes as they are kept. */
@Component
class CouponTable {

    private static final String POOL =
            "select id, community, name, benefit, valid_days, valid_until, returns, closed_at from coupon_pool ";

    private static final String COUPON = """
            select c.id, c.pool, p.name, p.community, p.benefit, c.code, c.state, c.member, c.issued_at, c.expires_at,
                c.reservation, c.reserved_until, c.shop_order, c.redeemed_at
            from coupon c join coupon_pool p on p.id = c.pool
            """;

    private final JdbcClient jdbc;

    CouponTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What became of a code. */
    record Act(
            String act, @Nullable String member, @Nullable String order, String by, Instant at) {}

    long insert(Pool pool, String by, Instant at) {
        return jdbc.sql("""
                insert into coupon_pool (community, name, benefit, valid_days, valid_until, returns, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id
                """)
                .params(Arrays.asList(
                        pool.community(),
                        pool.name(),
                        pool.benefit(),
                        pool.validDays(),
                        time(pool.validUntil()),
                        pool.returns(),
                        by,
                        Timestamp.from(at)))
                .query(Long.class)
                .single();
    }

    /** Adds codes that no pool has; returns how many those are. */
    int add(long pool, Collection<String> codes) {
        return jdbc.sql("""
                insert into coupon (pool, code) select ?, code from unnest(?::text[]) as c (code) on conflict do nothing
                """).params(pool, codes.toArray(String[]::new)).update();
    }

    Optional<Pool> pool(long id) {
        return jdbc.sql(POOL + "where id = ?")
                .param(id)
                .query((row, number) -> pool(row))
                .optional();
    }

    Page<Pool> pools(@Nullable String community, int limit, @Nullable Long after) {
        return NewestFirst.page(jdbc, POOL, (row, number) -> pool(row), Pool::id, community, limit, after);
    }

    /** How many codes of each pool are in which state. */
    Map<Long, Map<String, Long>> counts(Collection<Long> pools) {
        var counts = new HashMap<Long, Map<String, Long>>();
        jdbc.sql("select pool, state, count(*) from coupon where pool = any(?) group by pool, state")
                .param(pools.stream().mapToLong(Long::longValue).toArray())
                .query(row -> {
                    counts.computeIfAbsent(row.getLong(1), unused -> new HashMap<>())
                            .put(row.getString(2), row.getLong(3));
                });
        return counts;
    }

    void close(long pool, Instant at) {
        jdbc.sql("update coupon_pool set closed_at = ? where id = ? and closed_at is null")
                .params(Timestamp.from(at), pool)
                .update();
    }

    OptionalLong open(String community, String name) {
        return jdbc.sql("""
                select id from coupon_pool where community = ? and name = ? and closed_at is null order by id desc limit 1
                """)
                .params(community, name)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Free codes for each of these causes, without waiting for whoever takes others. */
    Map<String, String> issue(
            long pool, Map<String, MemberId> byCause, Instant at, @Nullable Instant expires, String by) {
        var issued = new HashMap<String, String>();
        jdbc.sql("""
                with wanted as (
                    select cause, member, row_number() over (order by cause) as n
                    from unnest(cast(:causes as text[]), cast(:members as bigint[])) as w (cause, member)
                    where not exists (
                        select from coupon c where c.pool = :pool and c.member = w.member and c.cause = w.cause)),
                free as (
                    select id, row_number() over (order by id) as n from (
                        select id from coupon where pool = :pool and state = 'free' order by -id desc
                        limit (select count(*) from wanted) for update skip locked) f),
                given as (
                    update coupon c set state = 'issued', member = w.member, cause = w.cause, issued_at = :at,
                        expires_at = :expires
                    from free f join wanted w using (n) where c.id = f.id
                    returning c.id, c.member, c.cause, c.code),
                noted as (
                    insert into coupon_act (coupon, act, member, by_whom, at)
                    select id, 'issued', member, :by, :at from given)
                select cause, code from given
                union all
                select c.cause, c.code from coupon c
                join unnest(cast(:causes as text[]), cast(:members as bigint[])) as w (cause, member)
                    on c.pool = :pool and c.member = w.member and c.cause = w.cause
                """)
                .param("causes", byCause.keySet().toArray(String[]::new))
                .param(
                        "members",
                        byCause.values().stream().mapToLong(MemberId::value).toArray())
                .param("at", Timestamp.from(at))
                .param("expires", time(expires))
                .param("pool", pool)
                .param("by", by)
                .query(row -> {
                    issued.put(row.getString(1), row.getString(2));
                });
        return issued;
    }

    Optional<Coupon> find(String code) {
        return jdbc.sql(COUPON + "where c.code = ?")
                .param(code)
                .query((row, number) -> coupon(row))
                .optional();
    }

    Optional<Coupon> reserved(UUID reservation) {
        return jdbc.sql(COUPON + "where c.reservation = ?")
                .param(reservation)
                .query((row, number) -> coupon(row))
                .optional();
    }

    Page<Coupon> list(
            @Nullable Long pool, @Nullable Long member, @Nullable String state, int limit, @Nullable Long after) {
        var found = jdbc.sql(COUPON + """
                where (:pool::bigint is null or c.pool = :pool) and (:member::bigint is null or c.member = :member)
                  and (:state::text is null or c.state = :state) and c.id > :after
                order by c.id limit :limit
                """)
                .param("pool", pool)
                .param("member", member)
                .param("state", state)
                .param("after", after == null ? 0 : after)
                .param("limit", limit + 1)
                .query((row, number) -> coupon(row))
                .list();
        return Page.of(found, limit, Coupon::id);
    }

    List<Act> acts(String code) {
        return jdbc.sql("""
                select a.act, a.member, a.shop_order, a.by_whom, a.at from coupon c join coupon_act a on a.coupon = c.id
                where c.code = ? order by a.id limit 200
                """)
                .param(code)
                .query((row, number) -> new Act(
                        row.getString(1),
                        member(row, 2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    private static @Nullable String member(ResultSet row, int column) throws SQLException {
        long member = row.getLong(column);
        return row.wasNull() ? null : "m-" + member;
    }

    private static Pool pool(ResultSet row) throws SQLException {
        return new Pool(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, Integer.class),
                instant(row, 6),
                row.getBoolean(7),
                instant(row, 8));
    }

    private static Coupon coupon(ResultSet row) throws SQLException {
        return new Coupon(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                member(row, 8),
                instant(row, 9),
                instant(row, 10),
                row.getString(11),
                instant(row, 12),
                row.getString(13),
                instant(row, 14));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
