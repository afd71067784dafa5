package io.hearth.message;

import io.hearth.message.template.Templates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a worker for each channel, from start to stop. */
@Component
class Dispatcher implements SmartLifecycle {

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(15);

    private final Supplier<List<ChannelWorker>> makeWorkers;
    private final MessageMetrics metrics;
    private final List<Thread> threads = new ArrayList<>();
    private volatile List<ChannelWorker> workers = List.of();
    private volatile boolean running;

    Dispatcher(
            Route route,
            MessageSettings settings,
            OutboxTable outbox,
            ContactLoader contacts,
            Allowances allowances,
            Arbitration arbitration,
            Templates templates,
            Sender sender,
            Standings standings,
            MessageMetrics metrics,
            TransactionTemplate transaction,
            Clock clock) {
        this.metrics = metrics;
        this.makeWorkers = () -> route.all().stream()
                .map(channel -> new ChannelWorker(
                        channel,
                        settings,
                        outbox,
                        new Claims(
                                channel,
                                settings,
                                outbox,
                                contacts,
                                allowances,
                                arbitration,
                                templates,
                                standings,
                                metrics,
                                transaction,
                                clock),
                        sender,
                        metrics,
                        clock))
                .toList();
    }

    /** There may be something to send. */
    void wake() {
        workers.forEach(ChannelWorker::wake);
    }

    List<ChannelWorker> workers() {
        return workers;
    }

    @Override
    public void start() {
        running = true;
        workers = makeWorkers.get();
        workers.forEach(metrics::watch);
        for (var worker : workers) {
            var thread = new Thread(worker, "messages-" + worker.name());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        workers.forEach(ChannelWorker::stop);
        for (var thread : threads) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
