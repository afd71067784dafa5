package io.hearth.message;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Drops the texts of old messages, and later the messages, some at a time so that nobody waits for it. */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 5_000;
    private static final String ENDED = "('sent', 'suppressed', 'failed')";

    /** What is still open keeps its text, however old it is; the mark moves on, and erasing the message ends it. */
    private static final String TEXTS = """
            WITH old AS (
                SELECT id FROM message
                WHERE planned_at >= ? AND planned_at < ? AND status IN %s
                  AND (rendered IS NOT NULL OR values <> '{}' OR provider_id IS NOT NULL)
                LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE message SET rendered = NULL, values = '{}', provider_id = NULL FROM old WHERE message.id = old.id
            """.formatted(ENDED);

    private static final String MESSAGES = """
            WITH old AS (
                SELECT id FROM message WHERE planned_at < ? AND status IN %s LIMIT ? FOR UPDATE SKIP LOCKED),
            told AS (DELETE FROM message_report USING old WHERE message_id = old.id)
            DELETE FROM message USING old WHERE message.id = old.id
            """.formatted(ENDED);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final MessageSettings settings;
    private final Clock clock;

    Retention(JdbcTemplate jdbc, TransactionTemplate transaction, MessageSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void sweep() {
        var now = clock.instant().atZone(ZoneOffset.UTC);
        var texts = dropTexts(now.minus(settings.keepTexts()).toInstant());
        var messages = dropMessages(now.minus(settings.keep()).toInstant());
        if (texts > 0 || messages > 0) {
            log.info("Dropped the texts of {} messages and {} messages, since they are old", texts, messages);
        }
    }

    int dropTexts(Instant before) {
        var from = jdbc.queryForObject(
                "SELECT greatest(texts_until, '2000-01-01') FROM message_retention", Timestamp.class);
        var until = Timestamp.from(before);
        if (from == null || !from.before(until)) {
            return 0;
        }
        var dropped = inBatches(TEXTS, from, until, BATCH);
        jdbc.update("UPDATE message_retention SET texts_until = ? WHERE texts_until < ?", until, until);
        return dropped;
    }

    int dropMessages(Instant before) {
        return inBatches(MESSAGES, Timestamp.from(before), BATCH);
    }

    private int inBatches(String sql, Object... arguments) {
        var all = 0;
        for (var some = BATCH; some == BATCH; all += some) {
            var changed = transaction.execute(status -> jdbc.update(sql, arguments));
            some = changed == null ? 0 : changed;
        }
        return all;
    }
}
