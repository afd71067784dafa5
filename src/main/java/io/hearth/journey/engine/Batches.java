package io.hearth.journey.engine;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what is due: many in one transaction while all goes well; when one of them fails, nothing of the batch has
 * happened, and they are carried out one by one, so that the one that fails is found and the others go on.
 */
final class Batches {

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    private final TransactionTemplate transaction;

    Batches(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /** Something that is due, and how it is done. */
    interface Kind<T> {

        /** At most so many that are due, each locked against the other workers until the transaction ends. */
        List<T> claim(int most);

        /** The same one, locked, if it is still due. */
        List<T> claim(T one);

        /** All that were claimed together; in the same transaction, so that it is all of them or none. */
        void carryOut(List<T> claimed);

        void failed(T one, RuntimeException reason);

        String name(T one);
    }

    /** Returns how many were taken up, so that the caller knows whether to come back at once. */
    <T> int run(Kind<T> kind, int most) {
        var claimed = new java.util.ArrayList<T>();
        try {
            transaction.executeWithoutResult(status -> {
                claimed.addAll(kind.claim(most));
                kind.carryOut(claimed);
            });
        } catch (RuntimeException oneOfThem) {
            claimed.forEach(one -> alone(kind, one));
        }
        return claimed.size();
    }

    private <T> void alone(Kind<T> kind, T one) {
        try {
            inTransaction(() -> kind.carryOut(kind.claim(one)));
        } catch (RuntimeException reason) {
            LOG.warn("Expected to carry out {}, but it failed", kind.name(one), reason);
            inTransaction(() -> kind.claim(one).forEach(still -> kind.failed(still, reason)));
        }
    }

    private void inTransaction(Runnable work) {
        Consumer<org.springframework.transaction.TransactionStatus> step = status -> work.run();
        transaction.executeWithoutResult(step);
    }

    /** What a person can read of a failure: the innermost reason. */
    static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
