package io.hearth.community;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Who belongs where; read and written in sets. */
@Service
public class Memberships {

    private static final String LOAD = """
            SELECT m.member_id, m.community, m.status, m.role, m.level, m.joined_at, m.charter_version
            FROM unnest(?, ?) AS w (member_id, community)
            JOIN membership m ON m.member_id = w.member_id AND m.community = w.community
            """;

    private static final String STORE = """
            INSERT INTO membership (member_id, community, status, role, level, joined_at, charter_version, charter_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (member_id, community) DO UPDATE SET
                status = excluded.status, role = excluded.role, level = excluded.level, joined_at = excluded.joined_at,
                charter_version = excluded.charter_version,
                charter_at = coalesce(excluded.charter_at, membership.charter_at), changed_at = excluded.changed_at
            """;

    private final JdbcTemplate jdbc;
    private final Communities communities;

    Memberships(JdbcTemplate jdbc, Communities communities) {
        this.jdbc = jdbc;
        this.communities = communities;
    }

    /** The memberships that there are; who is not in the answer is a visitor. */
    public Map<MembershipKey, Membership> load(Collection<MembershipKey> keys) {
        return load(keys, "");
    }

    /** What an event of a member would make of these memberships, without writing it. */
    public Membership after(Membership membership, MembershipChange change) {
        return membership.after(withCharter(change), policy(change.key().community()));
    }

    /** Applies changes in their order, in the caller's transaction; what changes nothing leaves no trace. */
    public void apply(List<MembershipChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var keys =
                changes.stream().map(MembershipChange::key).distinct().sorted().toList();
        var now = load(keys, " ORDER BY m.member_id, m.community FOR UPDATE OF m");
        Map<MembershipKey, Membership> changed = new TreeMap<>();
        Map<MembershipKey, Instant> at = new HashMap<>();
        Map<MembershipKey, Instant> charterAt = new HashMap<>();
        List<MembershipChange> history = new ArrayList<>();
        for (var change : changes) {
            var before = now.getOrDefault(change.key(), Membership.none(change.key()));
            var next = after(before, change);
            if (!next.equals(before)) {
                now.put(change.key(), next);
                if (next.status() != Membership.Status.NONE) {
                    changed.put(change.key(), next);
                }
                at.put(change.key(), change.at());
                if (change.kind() == MembershipChange.Kind.CHARTER_ACCEPTED) {
                    charterAt.put(change.key(), change.at());
                }
                history.add(change);
            }
        }
        jdbc.batchUpdate(
                STORE,
                changed.values().stream()
                        .map(membership -> row(
                                membership,
                                Objects.requireNonNull(at.get(membership.key())),
                                charterAt.get(membership.key())))
                        .toList());
        jdbc.batchUpdate(
                "INSERT INTO membership_history (community, member_id, change, at, cause) VALUES (?, ?, ?, ?, ?)",
                history.stream().map(Memberships::historyRow).toList());
    }

    /** Where a member belongs. */
    public List<Membership> of(MemberId member) {
        return jdbc.query("""
                SELECT member_id, community, status, role, level, joined_at, charter_version
                FROM membership WHERE member_id = ? ORDER BY community
                """, (row, n) -> membership(row), member.value());
    }

    /** Active members of a community whose numbers come after one, by number. */
    public List<MemberId> active(String community, long after, int most) {
        return jdbc.query("""
                SELECT member_id FROM membership
                WHERE community = ? AND status = 'ACTIVE' AND member_id > ? ORDER BY member_id LIMIT ?
                """, (row, n) -> new MemberId(row.getLong(1)), community, after, most);
    }

    /** How many members a community has, by status. */
    public Map<String, Long> countByStatus(String community) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.query(
                "SELECT status, count(*) FROM membership WHERE community = ? GROUP BY status",
                row -> {
                    counts.put(Membership.Status.valueOf(row.getString(1)).word(), row.getLong(2));
                },
                community);
        return counts;
    }

    void erase(MemberId member) {
        jdbc.update("DELETE FROM membership WHERE member_id = ?", member.value());
        jdbc.update("DELETE FROM membership_history WHERE member_id = ?", member.value());
    }

    private Map<MembershipKey, Membership> load(Collection<MembershipKey> keys, String suffix) {
        if (keys.isEmpty()) {
            return new HashMap<>();
        }
        var members = keys.stream().mapToLong(key -> key.member().value()).toArray();
        var slugs = keys.stream().map(MembershipKey::community).toArray(String[]::new);
        ConnectionCallback<Map<MembershipKey, Membership>> read = connection -> {
            Map<MembershipKey, Membership> found = new HashMap<>(keys.size() * 2);
            try (var select = connection.prepareStatement(LOAD + suffix)) {
                select.setObject(1, members);
                select.setObject(2, slugs);
                var rows = select.executeQuery();
                while (rows.next()) {
                    var membership = membership(rows);
                    found.put(membership.key(), membership);
                }
            }
            return found;
        };
        return Objects.requireNonNull(jdbc.execute(read));
    }

    private JoinPolicy policy(String community) {
        return communities.find(community).map(Community::joinPolicy).orElse(JoinPolicy.REVIEW);
    }

    /** An acceptance that names no version means the one in force. */
    private MembershipChange withCharter(MembershipChange change) {
        if (change.kind() != MembershipChange.Kind.CHARTER_ACCEPTED || change.value() != null) {
            return change;
        }
        int version = communities
                .find(change.key().community())
                .map(Community::charterVersion)
                .orElse(0);
        return new MembershipChange(change.key(), change.kind(), String.valueOf(version), change.at(), change.cause());
    }

    private static Object[] row(Membership membership, Instant at, @Nullable Instant charterAt) {
        return new Object[] {
            membership.key().member().value(),
            membership.key().community(),
            membership.status().name(),
            membership.role(),
            membership.level(),
            timestamp(membership.joined()),
            membership.charterVersion(),
            timestamp(charterAt),
            Timestamp.from(at)
        };
    }

    private static Object[] historyRow(MembershipChange change) {
        var word = change.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return new Object[] {
            change.key().community(),
            change.key().member().value(),
            change.value() == null ? word : word + ": " + change.value(),
            Timestamp.from(change.at()),
            change.cause()
        };
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    static Membership membership(ResultSet row) throws SQLException {
        var joined = row.getTimestamp("joined_at");
        return new Membership(
                new MembershipKey(row.getString("community"), new MemberId(row.getLong("member_id"))),
                Membership.Status.valueOf(row.getString("status")),
                row.getString("role"),
                row.getString("level"),
                joined == null ? null : joined.toInstant(),
                row.getObject("charter_version", Integer.class));
    }
}
