package io.hearth.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void sendsNoMoreInAnyMinuteThanARobotTakes() {
        var pace = new Pace(0, 20, nanos::get);

        var sent = drive(pace, 300, 7);

        for (var from = 0; from < 240; from++) {
            var start = from * 1_000L;
            assertThat(sent.stream().filter(at -> at >= start && at < start + 60_000))
                    .as("from second " + from)
                    .hasSizeLessThanOrEqualTo(20);
        }
        assertThat(sent).hasSizeBetween(85, 100);
    }

    @Test
    void sendsNoMoreInASecondThanItsPace() {
        var sent = drive(new Pace(5, 0, nanos::get), 10, 1);

        assertThat(sent).hasSizeBetween(50, 55);
    }

    @Test
    void knowsNoLimitWhereNoneIsSet() {
        assertThat(new Pace(0, 0, nanos::get).room(1_000)).isEqualTo(1_000);
    }

    /** Takes whatever there is room for, every tenth of a second; when each was sent, in milliseconds. */
    private ArrayList<Long> drive(Pace pace, int seconds, int wanted) {
        var sent = new ArrayList<Long>();
        for (var at = 0L; at < seconds * 1_000L; at += 100) {
            nanos.set(TimeUnit.MILLISECONDS.toNanos(at));
            var room = pace.room(wanted);
            pace.take(room);
            for (var i = 0; i < room; i++) {
                sent.add(at);
            }
        }
        return sent;
    }
}
