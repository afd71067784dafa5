package io.hearth.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What every batch of events asks for, though people seldom change it: by community, in memory. What another node changed
 * shows within a second, what this one changed as soon as that is committed.
 */
public final class AtHand<T> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Clock clock;
    private final Supplier<List<T>> source;
    private final Function<T, String> community;
    private volatile Known<T> known = nothing();

    private record Known<T>(Map<String, List<T>> byCommunity, Instant at) {}

    /** @param source all of them, with a limit of its own */
    public AtHand(Clock clock, Supplier<List<T>> source, Function<T, String> community) {
        this.clock = clock;
        this.source = source;
        this.community = community;
    }

    public Map<String, List<T>> byCommunity() {
        var held = known;
        var now = clock.instant();
        if (Duration.between(held.at(), now).abs().compareTo(LOOK_EVERY) < 0) {
            return held.byCommunity();
        }
        var fresh = source.get().stream().collect(Collectors.groupingBy(community));
        known = new Known<>(fresh, now);
        return fresh;
    }

    /** To be called by whoever changes one of them, in the transaction that does. */
    public void lookAnewAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known = nothing();
            }
        });
    }

    private static <T> Known<T> nothing() {
        return new Known<>(Map.of(), Instant.EPOCH);
    }
}
