package io.hearth.member.activity;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads and stores activity in sets. */
@Component
public class ActivityStore {

    /** Beyond this nobody needs to look: what lies so far ahead changes with the next event. */
    private static final Duration HORIZON = Duration.ofDays(3_650);

    private final JdbcClient jdbc;

    ActivityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A state to store.
     *
     * @param nextCheck what the row says now
     * @param known whether there is a row, which then is changed; one that was erased meanwhile stays so
     */
    public record Saved(MembershipKey key, ActivityState state, Optional<Instant> nextCheck, boolean known) {

        public Saved(MembershipKey key, ActivityState state, Optional<Instant> nextCheck) {
            this(key, state, nextCheck, false);
        }
    }

    /** Reads a stored state; a new one where there is none. */
    public static ActivityState read(byte @Nullable [] bytes) {
        return bytes == null ? new ActivityState() : ActivityCodec.decode(bytes);
    }

    public Map<MembershipKey, ActivityState> load(Collection<MembershipKey> keys) {
        var found = new HashMap<MembershipKey, ActivityState>();
        jdbc.sql("""
                select a.member, a.community, a.state
                from unnest(?::bigint[], ?::text[]) as k (member, community)
                join activity a using (member, community)
                """)
                .params(
                        keys.stream().mapToLong(key -> key.member().value()).toArray(),
                        keys.stream().map(MembershipKey::community).toArray(String[]::new))
                .query(row -> {
                    found.put(
                            new MembershipKey(row.getString("community"), new MemberId(row.getLong("member"))),
                            ActivityCodec.decode(row.getBytes("state")));
                });
        return found;
    }

    public Optional<ActivityState> find(MemberId member, String community) {
        return Optional.ofNullable(
                load(List.of(new MembershipKey(community, member))).get(new MembershipKey(community, member)));
    }

    /** Stores states, in the caller's transaction. */
    public void save(List<Saved> states) {
        write("""
                update activity a set state = k.state, next_check = k.next_check
                from unnest(?::bigint[], ?::text[], ?::bytea[], ?::timestamptz[])
                    as k (member, community, state, next_check)
                where a.member = k.member and a.community = k.community
                """, states.stream().filter(Saved::known).toList());
        write("""
                insert into activity (member, community, state, next_check)
                select * from unnest(?::bigint[], ?::text[], ?::bytea[], ?::timestamptz[])
                on conflict (member, community) do update set state = excluded.state, next_check = excluded.next_check
                """, states.stream().filter(state -> !state.known()).toList());
    }

    private void write(String sql, List<Saved> states) {
        if (states.isEmpty()) {
            return;
        }
        int size = states.size();
        var members = new long[size];
        var communities = new String[size];
        var bytes = new byte[size][];
        var checks = new String[size];
        for (int i = 0; i < size; i++) {
            var saved = states.get(i);
            members[i] = saved.key().member().value();
            communities[i] = saved.key().community();
            bytes[i] = ActivityCodec.encode(saved.state());
            checks[i] = nextCheck(saved);
        }
        jdbc.sql(sql).params(members, communities, bytes, checks).update();
    }

    /**
     * A check that stands earlier than needed stays: it finds nothing to do once, which costs less than moving the
     * index entry with every event.
     */
    private static @Nullable String nextCheck(Saved saved) {
        var holds = saved.state().holdsUntil;
        if (holds == Long.MAX_VALUE || holds > saved.state().latest + HORIZON.toMillis()) {
            return null;
        }
        var needed = Instant.ofEpochMilli(holds);
        var stands = saved.nextCheck();
        return (stands.isPresent() && stands.get().isBefore(needed) ? stands.get() : needed).toString();
    }

    /** Members whose segments may have changed with the calendar by {@code now}; locks what it returns. */
    public List<Due> due(Instant now, int limit) {
        return jdbc.sql("""
                select member, community, state from activity
                where next_check <= ?
                order by next_check
                limit ?
                for update skip locked
                """)
                .params(Timestamp.from(now), limit)
                .query((row, number) -> new Due(
                        new MembershipKey(row.getString("community"), new MemberId(row.getLong("member"))),
                        ActivityCodec.decode(row.getBytes("state")).holdsUntil()))
                .list();
    }

    /** A check that came due, and until when the segments really hold. */
    public record Due(MembershipKey key, Instant holdsUntil) {}

    /** Moves checks on, in the caller's transaction; {@link Instant#MAX} ends them. */
    public void check(List<Due> next) {
        if (next.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update activity a set next_check = k.next_check
                from unnest(?::bigint[], ?::text[], ?::timestamptz[]) as k (member, community, next_check)
                where a.member = k.member and a.community = k.community
                """)
                .params(
                        next.stream()
                                .mapToLong(due -> due.key().member().value())
                                .toArray(),
                        next.stream().map(due -> due.key().community()).toArray(String[]::new),
                        next.stream()
                                .map(due -> due.holdsUntil().equals(Instant.MAX)
                                        ? null
                                        : due.holdsUntil().toString())
                                .toArray(String[]::new))
                .update();
    }
}
