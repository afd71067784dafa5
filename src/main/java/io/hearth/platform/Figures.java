package io.hearth.platform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells how much of something was done, for live figures, once it is committed. */
@Component
public class Figures {

    /** So much of one kind, dated in one minute, came about in one community. */
    public record Done(String community, String kind, Instant minute, long count) {}

    private final ApplicationEventPublisher publisher;

    Figures(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Tells of each thing as one. */
    public <T> void done(String kind, Collection<T> things, Function<T, String> community, Function<T, Instant> at) {
        done(kind, things, community, at, thing -> 1);
    }

    /** Tells of each thing as much as it counts, in the caller's transaction. */
    public <T> void done(
            String kind,
            Collection<T> things,
            Function<T, String> community,
            Function<T, Instant> at,
            ToLongFunction<T> count) {
        if (things.isEmpty()) {
            return;
        }
        var sums = new HashMap<Place, Long>();
        things.forEach(thing -> sums.merge(
                new Place(community.apply(thing), at.apply(thing).truncatedTo(ChronoUnit.MINUTES)),
                count.applyAsLong(thing),
                Long::sum));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    tell(kind, sums);
                }
            });
        } else {
            tell(kind, sums);
        }
    }

    private record Place(String community, Instant minute) {}

    private void tell(String kind, Map<Place, Long> sums) {
        sums.forEach(
                (place, count) -> publisher.publishEvent(new Done(place.community(), kind, place.minute(), count)));
    }
}
