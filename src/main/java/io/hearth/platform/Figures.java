package io.hearth.platform;

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

    /** So much of one kind happened in one community. */
    public record Done(String community, String kind, long count) {}

    private final ApplicationEventPublisher publisher;

    Figures(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Tells of each thing as one. */
    public <T> void done(String kind, Collection<T> things, Function<T, String> community) {
        done(kind, things, community, thing -> 1);
    }

    /** Tells of each thing as much as it counts, in the caller's transaction. */
    public <T> void done(String kind, Collection<T> things, Function<T, String> community, ToLongFunction<T> count) {
        if (things.isEmpty()) {
            return;
        }
        var sums = new HashMap<String, Long>();
        things.forEach(thing -> sums.merge(community.apply(thing), count.applyAsLong(thing), Long::sum));
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

    private void tell(String kind, Map<String, Long> sums) {
        sums.forEach((community, count) -> publisher.publishEvent(new Done(community, kind, count)));
    }
}
