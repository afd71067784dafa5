package io.hearth.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Old months of the log go as a whole, and only those that are older than is kept. */
@HearthTest
class RetentionTest {

    private static final String OLD = "2019-03-15T12:00:00Z";
    private static final String LESS_OLD = "2019-05-15T12:00:00Z";

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private io.hearth.MovableClock clock;

    @Test
    void dropsMonthsThatEndedBeforeWhatIsKept() {
        event(OLD);
        event(LESS_OLD);
        clock.set("2020-04-20T00:00:00Z");

        keeping(Period.ZERO, clock).lookAhead();
        assertThat(months()).contains("event_2019_03", "event_2019_05");

        keeping(Period.ofMonths(12), clock).lookAhead();
        assertThat(months())
                .doesNotContain("event_2019_03")
                .contains("event_2019_05", "event_2020_04", "event_2020_06");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM event WHERE source = 'retention-test'", Long.class))
                .isEqualTo(1);

        keeping(Period.ofMonths(10), clock).lookAhead();
        assertThat(months()).doesNotContain("event_2019_05");
    }

    private EventMonths keeping(Period keep, Clock now) {
        var mebibyte = DataSize.ofMegabytes(1);
        var properties = new EventProperties(
                16,
                1,
                1,
                1,
                mebibyte,
                mebibyte,
                1,
                Duration.ofDays(1),
                Duration.ofDays(1),
                keep,
                Duration.ofDays(10_000),
                Duration.ofSeconds(10),
                1);
        return new EventMonths(jdbc, transaction, properties, now);
    }

    private void event(String at) {
        jdbc.query("SELECT make_event_month(?::timestamptz)", row -> {}, at);
        jdbc.update("""
                INSERT INTO event (partition, depth, effects, position, member_id, accepted_at, time, source, id, type,
                    community, data)
                VALUES (999, 0, 0, ?, 1, ?::timestamptz, ?::timestamptz, 'retention-test', ?, 'test.done', 'test', '{}')
                """, at.hashCode() & 0xffff, at, at, at);
    }

    private java.util.List<String> months() {
        return jdbc.queryForList(
                "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'event'::regclass",
                String.class);
    }
}
