package io.hearth.automation;

import io.hearth.event.Leases.LeaseLost;
import io.hearth.event.LoggedEvent;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A batch that fails is taken apart until what fails is one event, which is put aside; the others go on in their order.
 * Faults that pass by themselves are nobody's fault and are thrown on, for the batch to be tried again.
 */
final class TakingApart {

    private final Consumer<List<LoggedEvent>> tell;
    private final BiConsumer<LoggedEvent, Throwable> putAside;

    TakingApart(Consumer<List<LoggedEvent>> tell, BiConsumer<LoggedEvent, Throwable> putAside) {
        this.tell = tell;
        this.putAside = putAside;
    }

    void tell(List<LoggedEvent> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            tell.accept(batch);
        } catch (EventFailed failed) {
            var reason = Objects.requireNonNull(failed.getCause());
            throwOnIfPassing(failed);
            int at = batch.indexOf(failed.event());
            tell(batch.subList(0, at));
            putAside.accept(failed.event(), reason);
            tell(batch.subList(at + 1, batch.size()));
        } catch (RuntimeException fault) {
            throwOnIfPassing(fault);
            if (batch.size() == 1) {
                putAside.accept(batch.get(0), fault);
            } else {
                tell(batch.subList(0, batch.size() / 2));
                tell(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    private static void throwOnIfPassing(RuntimeException fault) {
        if (fault instanceof LeaseLost || Faults.passing(fault)) {
            throw fault;
        }
    }
}
