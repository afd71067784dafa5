package io.hearth.reward.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What each community decided about its points. A change holds for what is earned after it; other nodes see it in seconds. */
@Component
public class Policies {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final LedgerSettings settings;
    private final Clock clock;
    private final Cache<String, Policy> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(SEEN_WITHIN)
            .build();

    Policies(JdbcClient jdbc, LedgerSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    public Policy of(String community) {
        return Objects.requireNonNull(known.get(community, this::read));
    }

    private Policy read(String community) {
        return jdbc.sql("""
                select hold_days, expire_after_days, transfers from reward_policy where community = ?
                """)
                .param(community)
                .query((row, number) ->
                        new Policy(community, row.getInt(1), row.getObject(2, Integer.class), row.getBoolean(3)))
                .optional()
                .orElseGet(() -> Policy.usual(community));
    }

    /** When points given then are lost, if ever: at the end of the last day. */
    public Optional<Instant> expiry(Policy policy, Instant given) {
        var days = policy.expireAfterDays();
        return days == null
                ? Optional.empty()
                : Optional.of(given.atZone(settings.zone())
                        .toLocalDate()
                        .plusDays(days + 1L)
                        .atStartOfDay(settings.zone())
                        .toInstant());
    }

    void change(Policy policy, String by) {
        jdbc.sql("""
                insert into reward_policy (community, hold_days, expire_after_days, transfers, changed_by, changed_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (community) do update set hold_days = excluded.hold_days,
                    expire_after_days = excluded.expire_after_days, transfers = excluded.transfers,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .params(Arrays.asList(
                        policy.community(),
                        policy.holdDays(),
                        policy.expireAfterDays(),
                        policy.transfers(),
                        by,
                        Timestamp.from(clock.instant())))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.invalidate(policy.community());
            }
        });
    }
}
