package io.hearth.member;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Which member a number stands for: merged members keep their numbers, which lead to the one who stayed. In memory, as
 * merges are few; looked at anew whenever the log says that identities moved, and from time to time.
 */
@Service
public class Aliases {

    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final JdbcTemplate jdbc;
    private volatile Map<MemberId, MemberId> current = Map.of();
    private volatile Map<MemberId, Set<MemberId>> groups = Map.of();
    private volatile long lookAgain;

    Aliases(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        refresh();
    }

    /** The member that the number stands for: mostly itself. */
    public MemberId of(MemberId number) {
        var known = current;
        return known.isEmpty() ? number : known.getOrDefault(number, number);
    }

    /** The number and all others that lead to it. */
    public List<MemberId> group(MemberId member) {
        var all = new ArrayList<>(List.of(member));
        all.addAll(groups.getOrDefault(member, Set.of()));
        return all;
    }

    /** All numbers that lead to these members, themselves included. */
    public List<MemberId> groups(Collection<MemberId> members) {
        return members.stream().flatMap(member -> group(member).stream()).toList();
    }

    public boolean any() {
        return !current.isEmpty();
    }

    /** For those who only read: sees after a second what another node did. */
    public MemberId lookUp(MemberId number) {
        long now = System.nanoTime() / 1_000_000;
        if (now >= lookAgain) {
            refresh();
            lookAgain = now + LOOK_EVERY_MILLIS;
        }
        return of(number);
    }

    public void refresh() {
        Map<MemberId, MemberId> next = new HashMap<>();
        jdbc.query("SELECT alias, member FROM identity_merge WHERE undone_at IS NULL", row -> {
            next.put(new MemberId(row.getLong(1)), new MemberId(row.getLong(2)));
        });
        Map<MemberId, MemberId> last = new HashMap<>();
        Map<MemberId, Set<MemberId>> led = new HashMap<>();
        for (var alias : next.keySet()) {
            var member = alias;
            for (var further = next.get(member); further != null; further = next.get(member)) {
                member = further;
                led.computeIfAbsent(member, id -> new LinkedHashSet<>()).add(alias);
            }
            last.put(alias, member);
        }
        current = Map.copyOf(last);
        groups = Map.copyOf(led);
    }
}
