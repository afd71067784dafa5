package io.hearth.reward.catalogue;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Privileges that members have for a time. */
@Component
public class Privileges implements PersonalData, Erasure {

    private final JdbcClient jdbc;
    private final Clock clock;

    Privileges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A privilege and its term. */
    public record Held(String privilege, Instant startsAt, Instant endsAt, String cause) {}

    /** Grants a term, which begins when the member's present one ends; the same cause grants once. Returns its end. */
    @Transactional
    public Instant grant(MemberId member, String community, String privilege, Duration term, String cause) {
        var now = clock.instant();
        return jdbc.sql("""
                with present as (
                    select greatest(:now, coalesce(max(ends_at), :now)) as starts from privilege
                    where member = :member and community = :community and privilege = :privilege),
                granted as (
                    insert into privilege (member, community, privilege, cause, starts_at, ends_at)
                    select :member, :community, :privilege, :cause, starts, starts + make_interval(secs => :seconds)
                    from present
                    on conflict do nothing
                    returning ends_at)
                select ends_at from granted
                union all
                select ends_at from privilege
                where member = :member and community = :community and privilege = :privilege and cause = :cause
                """)
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .param("member", member.value())
                .param("community", community)
                .param("privilege", privilege)
                .param("cause", cause)
                .param("seconds", (double) term.toSeconds())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list()
                .get(0);
    }

    /** Ends what a cause granted. */
    @Transactional
    public void revoke(MemberId member, String community, String cause) {
        jdbc.sql("""
                update privilege set ends_at = least(ends_at, greatest(starts_at, ?))
                where member = ? and community = ? and cause = ?
                """)
                .params(Timestamp.from(clock.instant()), member.value(), community, cause)
                .update();
    }

    /** What a member has now, or will have. */
    public List<Held> of(MemberId member, String community) {
        return jdbc.sql("""
                select privilege, starts_at, ends_at, cause from privilege
                where member = ? and community = ? and ends_at > ? order by ends_at limit 200
                """)
                .params(member.value(), community, Timestamp.from(clock.instant()))
                .query((row, number) -> new Held(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4)))
                .list();
    }

    @Override
    public String section() {
        return "privileges";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "privileges",
                jdbc.sql("select community, privilege, starts_at, ends_at from privilege where member = ? order by id")
                        .param(member.value())
                        .query()
                        .listOfRows(),
                "redemptions",
                jdbc.sql("select item, points, state, at, done_at from item_redemption where member = ? order by id")
                        .param(member.value())
                        .query()
                        .listOfRows());
    }

    /** Purchases stay, as the books need them; they say nothing about the person. Notes that people wrote go. */
    @Override
    public void erase(MemberId member) {
        jdbc.sql("delete from privilege where member = ?").param(member.value()).update();
        jdbc.sql("update item_redemption set note = null where member = ?")
                .param(member.value())
                .update();
    }
}
