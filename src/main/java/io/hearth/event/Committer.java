package io.hearth.event;

import io.hearth.member.Members;
import io.hearth.platform.GroupCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what many requests bring in one transaction. What waits is bounded. */
@Component
class Committer implements SmartLifecycle {

    private record Batch(List<Pending> events, long generation) {}

    private final LogWriter writer;
    private final Members members;
    private final Subjects subjects;
    private final TransactionTemplate transaction;
    private final EventProperties properties;
    private final GroupCommit<Batch> batches;

    Committer(
            LogWriter writer,
            Members members,
            Subjects subjects,
            TransactionTemplate transaction,
            EventProperties properties) {
        this.writer = writer;
        this.members = members;
        this.subjects = subjects;
        this.transaction = transaction;
        this.properties = properties;
        this.batches = new GroupCommit<>("event-log", properties.group(), this::write);
    }

    boolean isFull() {
        return batches.waiting() >= properties.queue();
    }

    int waiting() {
        return batches.waiting();
    }

    /** Done once the events are durable, or refused. */
    CompletableFuture<Void> commit(List<Pending> events, long generation) {
        return batches.add(new Batch(events, generation), events.size());
    }

    private void write(List<Batch> group) {
        var events = new ArrayList<Pending>();
        group.forEach(one -> events.addAll(one.events));
        boolean anew = group.stream().anyMatch(one -> one.generation != members.generation());
        for (int attempt = 1; ; attempt++) {
            if (anew) {
                subjects.resolveAnew(events);
            } else {
                subjects.resolveAlone(events.stream().filter(Pending::unknown).toList());
            }
            try {
                transaction.executeWithoutResult(status -> writer.write(events));
                return;
            } catch (LogHeads.IdentitiesMoved | org.springframework.dao.PessimisticLockingFailureException again) {
                if (attempt == 5) {
                    throw again;
                }
                anew = true;
            }
        }
    }

    @Override
    public void start() {
        batches.start();
    }

    @Override
    public void stop() {
        batches.stop();
    }

    @Override
    public boolean isRunning() {
        return batches.isOpen();
    }

    /** Before the web server, so that no request finds it closed. */
    @Override
    public int getPhase() {
        return 0;
    }
}
