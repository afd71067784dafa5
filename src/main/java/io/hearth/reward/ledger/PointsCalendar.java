package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What time does to points: those on hold become available, those that are too old expire. Found by index, so many members
 * at a time, each exactly once whichever node looks.
 */
@Component
class PointsCalendar {

    private static final Logger log = LoggerFactory.getLogger(PointsCalendar.class);
    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Lots lots;
    private final Expiry expiry;
    private final Policies policies;
    private final List<Earned.Listener> listeners;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PointsCalendar(
            JdbcClient jdbc,
            Accounts accounts,
            Lots lots,
            Expiry expiry,
            Policies policies,
            List<Earned.Listener> listeners,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.lots = lots;
        this.expiry = expiry;
        this.policies = policies;
        this.listeners = listeners;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Held(
            MembershipKey key,
            String cause,
            long points,
            String reason,
            @Nullable String rule,
            @Nullable UUID receipt,
            @Nullable String event,
            Instant releaseAt) {}

    @Scheduled(fixedDelayString = "${hearth.reward.calendar:1s}")
    void look() {
        try {
            while (release() == MOST) {
                log.debug("Released {} awards, and looks for more", MOST);
            }
            while (expire() == MOST) {
                log.debug("Expired points of {} members, and looks for more", MOST);
            }
        } catch (RuntimeException fault) {
            log.warn("Expected to release and expire points, but {}", fault.toString());
        }
    }

    /** Releases what has waited long enough, as of when its wait was over. */
    int release() {
        return count(() -> {
            var due = due();
            if (due.isEmpty()) {
                return 0;
            }
            var lines = new ArrayList<Line>();
            var fresh = new ArrayList<Lots.New>();
            var change = new HashMap<MembershipKey, Accounts.Balance>();
            for (var held : due) {
                lines.add(line(held, Line.PENDING, -held.points(), Line.AVAILABLE));
                lines.add(line(held, Line.AVAILABLE, held.points(), Line.PENDING));
                change.merge(
                        held.key(),
                        new Accounts.Balance(held.points(), -held.points(), held.points()),
                        (one, more) -> new Accounts.Balance(
                                one.available() + more.available(),
                                one.pending() + more.pending(),
                                one.earned() + more.earned()));
                var policy = policies.of(held.key().community());
                policies.expiry(policy, held.releaseAt())
                        .ifPresent(at -> fresh.add(new Lots.New(
                                held.key().member(), held.key().community(), held.cause(), held.points(), at)));
            }
            lots.add(fresh);
            accounts.change(change);
            accounts.post(lines);
            var earned = due.stream()
                    .map(held ->
                            new Earned(held.key().member(), held.key().community(), held.points(), held.releaseAt()))
                    .toList();
            listeners.forEach(listener -> listener.earned(earned));
            return due.size();
        });
    }

    /** Locks the balances first, as everyone does, and takes the holds of those whose balance nobody else has. */
    private List<Held> due() {
        return jdbc.sql("""
                with due as (
                    select member, community, cause from points_held where release_at <= ?
                    order by release_at limit ?),
                locked as (
                    select s.member, s.community from standing s
                    where (s.member, s.community) in (select member, community from due)
                    order by s.member, s.community
                    for update skip locked)
                delete from points_held h
                using due d join locked using (member, community)
                where h.member = d.member and h.community = d.community and h.cause = d.cause
                returning h.member, h.community, h.cause, h.points, h.reason, h.rule, h.receipt, h.event, h.release_at
                """)
                .params(Timestamp.from(clock.instant()), MOST)
                .query((row, number) -> new Held(
                        new MembershipKey(row.getString(2), new MemberId(row.getLong(1))),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, UUID.class),
                        row.getString(8),
                        row.getTimestamp(9).toInstant()))
                .list();
    }

    private static Line line(Held held, String account, long points, String contra) {
        return new Line(
                held.key().member().value(),
                held.key().community(),
                account,
                points,
                Kind.RELEASE,
                "release/" + held.cause(),
                held.reason(),
                contra,
                held.rule(),
                held.receipt(),
                held.event(),
                null,
                null,
                held.releaseAt());
    }

    /** Takes what is too old off the balances; one entry for each member and look. */
    int expire() {
        return count(() -> {
            var now = clock.instant();
            var keys = lots.due(now, MOST);
            expiry.settle(keys, now);
            return keys.size();
        });
    }

    private int count(Supplier<Integer> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
