package io.hearth.automation;

import io.hearth.decision.Aggregate;
import io.hearth.member.Merge;
import io.hearth.member.activity.ActivityState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Days in a row of two who are one: a day that one of them missed may be a day of the other's. The states know the last
 * streak only, the log knows all days as far as it reaches.
 */
@Component
class StreaksOfLog {

    private final JdbcClient jdbc;
    private final Calendars calendars;

    StreaksOfLog(JdbcClient jdbc, Calendars calendars) {
        this.jdbc = jdbc;
        this.calendars = calendars;
    }

    void extend(ActivityState state, Merge merge, String community) {
        days(merge, community).forEach((type, days) -> {
            var end = state.streakEnd(type);
            if (end.isEmpty() || !days.contains(end.getAsInt())) {
                return;
            }
            int start = end.getAsInt();
            while (days.contains(start - 1)) {
                start--;
            }
            state.extendStreak(type, start);
        });
    }

    private Map<String, TreeSet<Integer>> days(Merge merge, String community) {
        var zone = calendars.of(community).zone().getId();
        var found = new HashMap<String, TreeSet<Integer>>();
        jdbc.sql("""
                select distinct type, (time at time zone :zone)::date - date '1970-01-01' as day, cause is null as own
                from event
                where member_id = any(:numbers) and community = :community and not type = any(:others)
                """)
                .param("zone", zone)
                .param(
                        "numbers",
                        Merge.numbers(Stream.concat(merge.ofMember().stream(), merge.ofAlias().stream())
                                .toList()))
                .param("community", community)
                .param("others", Recording.NO_ACTIVITY.toArray(String[]::new))
                .query(row -> {
                    add(found, Objects.requireNonNull(row.getString(1)), row.getInt(2));
                    if (row.getBoolean(3)) {
                        add(found, Aggregate.ANY, row.getInt(2));
                    }
                });
        return found;
    }

    private static void add(Map<String, TreeSet<Integer>> found, String type, int day) {
        found.computeIfAbsent(type, none -> new TreeSet<>()).add(day);
    }
}
