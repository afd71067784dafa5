package io.hearth.collaboration;

import io.hearth.message.TrackedTarget;
import io.hearth.referral.InvitationCode;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The link of a collaboration: leads to its page with its code, and counts by day how often it was opened. */
@Component
class OwnLinks implements TrackedTarget {

    private final JdbcClient sql;
    private final Clock clock;

    OwnLinks(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Page(long id, String page) {}

    @Override
    public Optional<URI> follow(String token, boolean counts) {
        if (!InvitationCode.isOne(token)) {
            return Optional.empty();
        }
        var found = sql.sql("select id, page from collaboration where code = :code")
                .param("code", token)
                .query(Page.class)
                .optional();
        found.filter(page -> counts).ifPresent(page -> count(page.id()));
        return found.or(() -> jointly(token)).map(page -> URI.create(withCode(page.page(), token)));
    }

    /** The page of a joint event, by its own code or by that of one of its partners. */
    private Optional<Page> jointly(String token) {
        return sql.sql("""
                        select e.id, e.page from joint_event e
                        where e.code = :code
                            or e.id = (select p.event from joint_event_partner p where p.code = :code)
                        """).param("code", token).query(Page.class).optional();
    }

    static String withCode(@Nullable String page, String code) {
        var address = String.valueOf(page);
        return address + (address.contains("?") ? "&" : "?") + "code=" + code;
    }

    private void count(long collaboration) {
        sql.sql("""
                insert into collaboration_click (collaboration, day, clicks) values (:id, :day, 1)
                on conflict (collaboration, day) do update set clicks = collaboration_click.clicks + 1
                """)
                .param("id", collaboration)
                .param("day", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
