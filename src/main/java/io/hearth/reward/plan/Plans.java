package io.hearth.reward.plan;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.PersonalData;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps how far members have paid for their plans, in sets and in the caller's transaction. */
@Component
public class Plans implements PersonalData, Erasure {

    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A plan that time changes now. */
    public record Due(MembershipKey key, String plan, Instant at) {}

    /** The terms of these members, by plan. */
    public Map<MembershipKey, Map<String, Term>> of(Collection<MembershipKey> keys) {
        var members = keys.stream().mapToLong(key -> key.member().value()).toArray();
        var communities = keys.stream().map(MembershipKey::community).toArray(String[]::new);
        var payments = payments(members, communities);
        var found = new HashMap<MembershipKey, Map<String, Term>>();
        jdbc.sql("""
                select p.member, p.community, plan, state, since, paid_until, grace_until, renews
                from (select distinct * from unnest(?::bigint[], ?::text[])) as k (member, community)
                join plan_membership p using (member, community)
                """).params(members, communities).query(row -> {
            var key = new MembershipKey(row.getString(2), new MemberId(row.getLong(1)));
            var plan = Objects.requireNonNull(row.getString(3));
            found.computeIfAbsent(key, none -> new HashMap<>())
                    .put(
                            plan,
                            new Term(
                                    row.getString(4),
                                    row.getTimestamp(5).toInstant(),
                                    row.getTimestamp(6).toInstant(),
                                    row.getTimestamp(7).toInstant(),
                                    row.getBoolean(8),
                                    Map.copyOf(
                                            payments.getOrDefault(key, Map.of()).getOrDefault(plan, Map.of()))));
        });
        return found;
    }

    private Map<MembershipKey, Map<String, Map<String, Integer>>> payments(long[] members, String[] communities) {
        var found = new HashMap<MembershipKey, Map<String, Map<String, Integer>>>();
        jdbc.sql("""
                select a.member, a.community, a.plan, a.reference, a.days
                from (select distinct * from unnest(?::bigint[], ?::text[])) as k (member, community)
                join plan_membership p using (member, community)
                join plan_act a on a.member = p.member and a.community = p.community and a.plan = p.plan
                    and a.act = 'paid' and not a.refunded and a.at >= p.since
                """).params(members, communities).query(row -> {
            var key = new MembershipKey(row.getString(2), new MemberId(row.getLong(1)));
            found.computeIfAbsent(key, none -> new HashMap<>())
                    .computeIfAbsent(Objects.requireNonNull(row.getString(3)), none -> new LinkedHashMap<>())
                    .put(Objects.requireNonNull(row.getString(4)), row.getInt(5));
        });
        return found;
    }

    /** Writes changes down; of several of one plan the last one counts. */
    public void apply(List<PlanChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var noted = changes.stream().filter(change -> !change.act().isEmpty()).toList();
        if (!noted.isEmpty()) {
            note(noted);
        }
        var last = new LinkedHashMap<String, PlanChange>();
        changes.forEach(change -> last.put(change.key() + " " + change.plan(), change));
        var now = List.copyOf(last.values());
        keep(now);
        privileges(now);
        jdbc.sql("""
                insert into standing as s (member, community, plans)
                select k.member, k.community, coalesce(array_agg(p.plan order by p.plan) filter (where p.plan is not null), '{}')
                from (select distinct * from unnest(?::bigint[], ?::text[])) as k (member, community)
                left join plan_membership p
                    on p.member = k.member and p.community = k.community and p.state <> 'ended'
                group by 1, 2
                on conflict (member, community) do update set plans = excluded.plans
                """)
                .params(members(now), texts(now, change -> change.key().community()))
                .update();
    }

    private void note(List<PlanChange> changes) {
        jdbc.sql("""
                insert into plan_act (member, community, plan, act, reference, days, until, event, at)
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
                    ?::timestamptz[], ?::text[], ?::timestamptz[])
                on conflict do nothing
                """)
                .params(
                        members(changes),
                        texts(changes, change -> change.key().community()),
                        texts(changes, PlanChange::plan),
                        texts(changes, PlanChange::act),
                        texts(changes, PlanChange::reference),
                        changes.stream().mapToInt(PlanChange::days).toArray(),
                        texts(changes, change -> change.after().paidUntil().toString()),
                        texts(changes, PlanChange::event),
                        texts(changes, change -> change.at().toString()))
                .update();
        var refunded = changes.stream()
                .filter(change -> change.act().equals("refunded"))
                .toList();
        if (!refunded.isEmpty()) {
            jdbc.sql("""
                    update plan_act a set refunded = true
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as k (member, community, plan, reference)
                    where a.member = k.member and a.community = k.community and a.plan = k.plan and a.act = 'paid'
                      and a.reference = k.reference
                    """)
                    .params(
                            members(refunded),
                            texts(refunded, change -> change.key().community()),
                            texts(refunded, PlanChange::plan),
                            texts(refunded, PlanChange::reference))
                    .update();
        }
    }

    private void keep(List<PlanChange> changes) {
        jdbc.sql("""
                insert into plan_membership
                    (member, community, plan, state, since, paid_until, grace_until, renews, changed_at, look_at)
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                    ?::timestamptz[], ?::boolean[], ?::timestamptz[], ?::timestamptz[])
                on conflict (member, community, plan) do update set state = excluded.state, since = excluded.since,
                    paid_until = excluded.paid_until, grace_until = excluded.grace_until, renews = excluded.renews,
                    changed_at = excluded.changed_at, look_at = excluded.look_at
                """)
                .params(new ArrayList<>(List.of(
                        members(changes),
                        texts(changes, change -> change.key().community()),
                        texts(changes, PlanChange::plan),
                        texts(changes, change -> change.after().state()),
                        texts(changes, change -> change.after().since().toString()),
                        texts(changes, change -> change.after().paidUntil().toString()),
                        texts(changes, change -> change.after().graceUntil().toString()),
                        changes.stream().map(change -> change.after().renews()).toArray(Boolean[]::new),
                        texts(changes, change -> change.at().toString()),
                        texts(changes, change -> change.after()
                                .nextLook()
                                .map(Instant::toString)
                                .orElse(null)))))
                .update();
    }

    /** What comes with a plan lasts as long as the plan and its days of grace. */
    private void privileges(List<PlanChange> changes) {
        var each = changes.stream()
                .flatMap(change -> change.privileges().stream().map(privilege -> new Coming(change, privilege)))
                .toList();
        if (each.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into privilege as p (member, community, privilege, cause, starts_at, ends_at)
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                on conflict (member, community, privilege, cause) do update set
                    starts_at = excluded.starts_at, ends_at = excluded.ends_at
                """)
                .params(
                        each.stream()
                                .mapToLong(one -> one.change.key().member().value())
                                .toArray(),
                        texts(each, one -> one.change.key().community()),
                        texts(each, one -> one.privilege),
                        texts(each, one -> "plan/" + one.change.plan()),
                        texts(each, one -> one.change.after().since().toString()),
                        texts(each, one -> one.change.after().graceUntil().toString()))
                .update();
    }

    private record Coming(PlanChange change, String privilege) {}

    private static long[] members(List<PlanChange> changes) {
        return changes.stream()
                .mapToLong(change -> change.key().member().value())
                .toArray();
    }

    private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }

    /** Takes what is due, in the caller's transaction; nobody else gets the same. Found by index. */
    public List<Due> takeDue(Instant now, int limit) {
        return jdbc.sql("""
                update plan_membership p set look_at = null
                from (select member, community, plan, look_at from plan_membership where look_at <= ? order by look_at
                      limit ? for update skip locked) d
                where p.member = d.member and p.community = d.community and p.plan = d.plan
                returning p.member, p.community, p.plan, d.look_at
                """)
                .params(Timestamp.from(now), limit)
                .query((row, number) -> new Due(
                        new MembershipKey(row.getString(2), new MemberId(row.getLong(1))),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    @Override
    public String section() {
        return "plans";
    }

    @Override
    public Object of(MemberId member) {
        return jdbc.sql("select community, plan, act, reference, until, at from plan_act where member = ? order by id")
                .param(member.value())
                .query()
                .listOfRows();
    }

    @Override
    public void erase(MemberId member) {
        for (var table : List.of("plan_membership", "plan_act")) {
            jdbc.sql("delete from " + table + " where member = ?")
                    .param(member.value())
                    .update();
        }
        jdbc.sql("update standing set plans = '{}' where member = ?")
                .param(member.value())
                .update();
    }
}
