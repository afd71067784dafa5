package io.hearth.event;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The months that the log is cut into: made ahead of time, dropped as a whole when they are too old. */
@Component
class EventMonths {

    private static final Logger log = LoggerFactory.getLogger(EventMonths.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate own;
    private final EventProperties properties;
    private final Clock clock;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    EventMonths(JdbcTemplate jdbc, TransactionTemplate transaction, EventProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(java.util.Objects.requireNonNull(transaction.getTransactionManager()));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.properties = properties;
        this.clock = clock;
    }

    /** In a transaction of its own, before the caller's holds any lock on the log. */
    void ensure(Instant moment) {
        var month = YearMonth.from(moment.atOffset(ZoneOffset.UTC));
        if (!made.contains(month)) {
            own.executeWithoutResult(
                    status -> jdbc.query("SELECT make_event_month(?)", row -> {}, Timestamp.from(moment)));
            made.add(month);
        }
    }

    @Scheduled(initialDelay = 1_000, fixedDelay = 3_600_000)
    void lookAhead() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        ensure(now.toInstant());
        ensure(now.plusMonths(1).toInstant());
        ensure(now.plusMonths(2).toInstant());
        forgetOld(now.toInstant());
    }

    private void forgetOld(Instant now) {
        if (!properties.keep().isZero()) {
            var before = now.atOffset(ZoneOffset.UTC).minus(properties.keep()).toInstant();
            var dropped = jdbc.queryForObject("SELECT drop_event_months(?)", Integer.class, Timestamp.from(before));
            if (dropped != null && dropped > 0) {
                log.info("Dropped {} months of events from before {}", dropped, before);
            }
        }
        // Imported lines are recognised for ever: an old file may be imported again at any time.
        jdbc.update(
                "DELETE FROM event_key WHERE accepted_at < ? AND source NOT LIKE 'import:%'",
                Timestamp.from(now.minus(properties.keepKeys())));
    }
}
