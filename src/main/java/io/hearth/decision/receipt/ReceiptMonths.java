package io.hearth.decision.receipt;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The months that receipts are cut into: made ahead of time, dropped as a whole when they are too old. */
@Component
class ReceiptMonths {

    private static final Logger log = LoggerFactory.getLogger(ReceiptMonths.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate own;
    private final ReceiptSettings settings;
    private final Clock clock;
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    ReceiptMonths(JdbcTemplate jdbc, TransactionTemplate transaction, ReceiptSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
        this.clock = clock;
    }

    /** In a transaction of its own, so that the caller's holds no lock on the table as a whole. */
    void ensure(Instant moment) {
        var month = YearMonth.from(moment.atOffset(ZoneOffset.UTC));
        if (!made.contains(month)) {
            own.executeWithoutResult(
                    status -> jdbc.query("SELECT make_receipt_month(?)", row -> {}, Timestamp.from(moment)));
            made.add(month);
        }
    }

    @Scheduled(initialDelay = 2_000, fixedDelay = 3_600_000)
    void lookAhead() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        ensure(now.toInstant());
        ensure(now.plusMonths(1).toInstant());
        if (!settings.keep().isZero()) {
            var before = now.minus(settings.keep()).toInstant();
            var dropped = jdbc.queryForObject("SELECT drop_receipt_months(?)", Integer.class, Timestamp.from(before));
            if (dropped != null && dropped > 0) {
                log.info("Dropped {} months of receipts from before {}", dropped, before);
            }
        }
    }
}
