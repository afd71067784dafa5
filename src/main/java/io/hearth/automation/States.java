package io.hearth.automation;

import io.hearth.community.Membership;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.ActivityStore;
import io.hearth.platform.Json;
import io.hearth.reward.plan.Plans;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads all that is known of the members of a batch, in one query. */
@Component
class States {

    private static final String LOAD = """
            select k.member, k.community, a.state, a.next_check,
                m.language, nullif(m.attributes::text, '{}') as attributes,
                p.status, p.role, p.joined_at,
                s.points, s.level, s.badges,
                case when exists (select from segment_member where by_hand) then
                    (select array_agg(h.segment) from segment_member h
                     where h.member = k.member and h.community = k.community and h.by_hand) end as by_hand,
                p.level, p.charter_version, s.earned, nullif(s.barred, '{}'), nullif(s.plans, '{}'),
                s.grace_level, s.grace_until
            from unnest(?::bigint[], ?::text[]) as k (member, community)
            left join activity a on a.member = k.member and a.community = k.community
            left join member m on m.id = k.member
            left join membership p on p.member_id = k.member and p.community = k.community
            left join standing s on s.member = k.member and s.community = k.community
            """;

    private final JdbcClient jdbc;
    private final Plans plans;

    States(JdbcClient jdbc, Plans plans) {
        this.jdbc = jdbc;
        this.plans = plans;
    }

    Map<MembershipKey, MemberState> of(Collection<LoggedEvent> events, Brain brain) {
        var keys = new LinkedHashSet<MembershipKey>();
        events.forEach(event -> keys.add(key(event)));
        var states = load(keys);
        if (brain.oncePerObject()) {
            loadEffects(events, states, brain);
        }
        var paid = events.stream().filter(PaidPlans::isAbout).map(States::key).collect(Collectors.toSet());
        if (!paid.isEmpty()) {
            plans.of(paid).forEach((key, terms) -> Objects.requireNonNull(states.get(key)).terms = terms);
        }
        return states;
    }

    static MembershipKey key(LoggedEvent event) {
        return new MembershipKey(event.community(), event.member());
    }

    Map<MembershipKey, MemberState> load(Collection<MembershipKey> keys) {
        var states = new HashMap<MembershipKey, MemberState>(keys.size() * 2);
        jdbc.sql(LOAD)
                .params(
                        keys.stream().mapToLong(key -> key.member().value()).toArray(),
                        keys.stream().map(MembershipKey::community).toArray(String[]::new))
                .query(row -> {
                    var state = state(row);
                    states.put(state.key, state);
                });
        return states;
    }

    private static MemberState state(ResultSet row) throws SQLException {
        var key = new MembershipKey(row.getString(2), new MemberId(row.getLong(1)));
        var bytes = row.getBytes(3);
        var state = new MemberState(
                key,
                ActivityStore.read(bytes),
                Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant),
                orElse(row.getString(5), "zh"),
                attributes(row.getString(6)),
                set(row, 13),
                membership(key, row),
                set(row, 12));
        state.stored = bytes != null;
        state.points = row.getLong(10);
        state.level = row.getString(11);
        state.earned = row.getLong(16);
        state.barred = set(row, 17);
        state.plans = set(row, 18);
        state.graceLevel = row.getString(19);
        state.graceUntil = Optional.ofNullable(row.getTimestamp(20))
                .map(Timestamp::toInstant)
                .orElse(null);
        return state;
    }

    private static Membership membership(MembershipKey key, ResultSet row) throws SQLException {
        var status = row.getString(7);
        if (status == null) {
            return Membership.none(key);
        }
        var joined = row.getTimestamp(9);
        return new Membership(
                key,
                Membership.Status.valueOf(status),
                row.getString(8),
                row.getString(14),
                joined == null ? null : joined.toInstant(),
                row.getObject(15, Integer.class));
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static Set<String> set(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? Set.of() : Set.copyOf(List.of((String[]) array.getArray()));
    }

    /** Attributes are kept with their source; rules see the values. */
    private static Map<String, Object> attributes(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        var values = new HashMap<String, Object>();
        for (var attribute : Json.mapper().readValue(json, Map.class).entrySet()) {
            var entry = (Map.Entry<?, ?>) attribute;
            if (entry.getValue() instanceof Map<?, ?> kept && kept.get("value") != null) {
                values.put(entry.getKey().toString(), kept.get("value"));
            }
        }
        return values;
    }

    private void loadEffects(Collection<LoggedEvent> events, Map<MembershipKey, MemberState> states, Brain brain) {
        var about =
                events.stream().filter(event -> brain.objectOf(event) != null).toList();
        if (about.isEmpty()) {
            return;
        }
        jdbc.sql("""
                select e.member, e.community, e.rule, e.object
                from (select distinct * from unnest(?::bigint[], ?::text[], ?::text[])) as k (member, community, object)
                join effect e on e.member = k.member and e.community = k.community and e.object = k.object
                """)
                .params(
                        about.stream()
                                .mapToLong(event -> event.member().value())
                                .toArray(),
                        about.stream().map(LoggedEvent::community).toArray(String[]::new),
                        about.stream().map(brain::objectOf).toArray(String[]::new))
                .query(row -> {
                    var key = new MembershipKey(row.getString(2), new MemberId(row.getLong(1)));
                    var state = states.get(key);
                    if (state != null) {
                        state.effects.add(MemberState.effect(row.getLong(3), row.getString(4)));
                    }
                });
    }
}
