package io.hearth.bench;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A few events every ten milliseconds, each worth points and so a receipt, to one server after the other. */
final class Steady implements AutoCloseable {

    private static final int BATCH = 8;
    private static final int EVERY_MILLIS = 10;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
    private volatile Exception fault;
    private int turn;

    Steady(Server... servers) {
        var senders = List.of(servers).stream().map(Sender::new).toList();
        var traffic = new Traffic("p", Fixtures.MEMBERS, 1);
        clock.scheduleAtFixedRate(
                () -> {
                    try {
                        senders.get(turn++ % senders.size()).send(traffic.batch(BATCH), Load.BATCHES);
                    } catch (Exception failed) {
                        fault = failed;
                        throw new IllegalStateException(failed);
                    }
                },
                0,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Throws if some events could not be sent. */
    void failed() throws Exception {
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
