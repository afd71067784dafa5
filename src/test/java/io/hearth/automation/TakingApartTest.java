package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.event.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class TakingApartTest {

    private final Happenings happenings = new Happenings("apart");
    private final List<LoggedEvent> told = new ArrayList<>();
    private final List<LoggedEvent> aside = new ArrayList<>();

    @Test
    void putsAsideTheEventThatIsToBlameAndGoesOnWithTheOthersInOrder() {
        var events = events(20);
        var poison = Set.of(events.get(3), events.get(4), events.get(19));

        new TakingApart(
                        batch -> {
                            for (var event : batch) {
                                if (poison.contains(event)) {
                                    throw new EventFailed(event, new IllegalStateException("poison"));
                                }
                            }
                            told.addAll(batch);
                        },
                        (event, reason) -> aside.add(event))
                .tell(events);

        assertThat(aside).containsExactly(events.get(3), events.get(4), events.get(19));
        assertThat(told)
                .containsExactlyElementsOf(
                        events.stream().filter(event -> !poison.contains(event)).toList());
    }

    @Test
    void findsTheEventToBlameWhereTheFaultNamesNone() {
        var events = events(64);
        var poison = events.get(new Random().nextInt(64));

        new TakingApart(
                        batch -> {
                            if (batch.contains(poison)) {
                                throw new IllegalArgumentException("the table refuses");
                            }
                            told.addAll(batch);
                        },
                        (event, reason) -> aside.add(event))
                .tell(events);

        assertThat(aside).containsExactly(poison);
        assertThat(told).hasSize(63).isSortedAccordingTo((a, b) -> Long.compare(a.position(), b.position()));
    }

    @Test
    void blamesNobodyForAFaultThatPasses() {
        var apart = new TakingApart(
                batch -> {
                    throw new EventFailed(batch.get(0), new CannotAcquireLockException("deadlock"));
                },
                (event, reason) -> aside.add(event));

        assertThatThrownBy(() -> apart.tell(events(5))).isInstanceOf(EventFailed.class);
        assertThat(aside).isEmpty();
    }

    private List<LoggedEvent> events(int count) {
        return Stream.generate(() -> happenings.event(Happenings.somebody(), "post.created", Instant.EPOCH))
                .limit(count)
                .toList();
    }
}
