package io.hearth.automation;

import io.hearth.member.MemberId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What just happened, and how much waits for people. */
@Component
class Recent {

    private static final int EVENTS = 20;

    private final JdbcClient jdbc;
    private final Calendars calendars;
    private final Clock clock;

    Recent(JdbcClient jdbc, Calendars calendars, Clock clock) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** @param receipts how many rules had an outcome */
    record Happened(
            String event,
            MemberId member,
            @Nullable String name,
            String community,
            String summary,
            Instant at,
            long receipts) {}

    record Counts(long newMembers, long openTasks, long openCases) {}

    List<Happened> events(String community) {
        return jdbc.sql("""
                with latest as (
                    select partition, position, member_id, community, type, accepted_at from event
                    where accepted_at > :since and (:community = '*' or community = :community)
                      and type not in ('calendar.due', 'wake.due')
                    order by accepted_at desc
                    limit :limit)
                select l.partition || '-' || l.position as event, l.member_id, m.name, l.community, l.type, l.accepted_at,
                    (select count(*) from receipt r
                     where r.event = l.partition || '-' || l.position) as receipts
                from latest l left join member m on m.id = l.member_id
                order by l.accepted_at desc
                """)
                .param("since", clock.instant().minusSeconds(86_400).atOffset(ZoneOffset.UTC))
                .param("community", community)
                .param("limit", EVENTS)
                .query((row, number) -> new Happened(
                        row.getString("event"),
                        new MemberId(row.getLong("member_id")),
                        row.getString("name"),
                        row.getString("community"),
                        row.getString("type"),
                        row.getTimestamp("accepted_at").toInstant(),
                        row.getLong("receipts")))
                .list();
    }

    Counts counts(String community) {
        var days = calendars.of(community);
        var today = Instant.ofEpochMilli(days.startOf(days.day(clock.instant())));
        return jdbc.sql("""
                select (select count(*) from membership
                        where joined_at >= :today and (:community = '*' or community = :community)) as new_members,
                    (select count(*) from task
                        where state = 'open' and (:community = '*' or community = :community)) as open_tasks,
                    (select count(*) from escalation_case
                        where status in ('open', 'claimed') and (:community = '*' or community = :community)) as open_cases
                """)
                .param("today", today.atOffset(ZoneOffset.UTC))
                .param("community", community)
                .query((row, number) ->
                        new Counts(row.getLong("new_members"), row.getLong("open_tasks"), row.getLong("open_cases")))
                .single();
    }
}
