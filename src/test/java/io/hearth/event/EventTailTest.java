package io.hearth.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.member.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTailTest {

    private final EventTail.Run run = new EventTail.Run(4);

    @Test
    void countsWhatItsReaderHasNotReadYet() {
        add(1, 2, 3);
        assertThat(run.waiting()).as("nobody reads it here").isZero();
        assertThat(run.after(0, 2)).extracting(LoggedEvent::position).containsExactly(1L, 2L);
        assertThat(run.waiting()).isEqualTo(3);
        assertThat(run.after(2, 2)).extracting(LoggedEvent::position).containsExactly(3L);
        assertThat(run.waiting()).isEqualTo(1);
    }

    @Test
    void countsAlsoWhatNoLongerFits() {
        add(1);
        run.after(0, 1);
        add(2, 3, 4, 5, 6, 7);
        assertThat(run.waiting()).isEqualTo(7);
        assertThat(run.after(1, 1)).as("has to be read from the table").isNull();
    }

    @Test
    void countsNothingOnceAnotherNodeReadsIt() {
        add(1, 2);
        run.after(0, 1);
        run.clear();
        add(3);
        assertThat(run.waiting()).isZero();
    }

    private void add(long... positions) {
        for (long position : positions) {
            run.add(new LoggedEvent(
                    new EventRef(3, position),
                    "tail-test",
                    "e" + position,
                    "post.created",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    new MemberId(1),
                    "test",
                    null,
                    "{}".getBytes(StandardCharsets.UTF_8),
                    null,
                    0,
                    Effects.ALL));
        }
    }

    @Test
    void givesNothingWhereItHasNothing() {
        assertThat(run.after(0, 1)).isNull();
        add(1);
        assertThat(List.of(run.after(0, 9).get(0).id())).containsExactly("e1");
    }
}
