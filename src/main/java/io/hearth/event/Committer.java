package io.hearth.event;

import io.hearth.member.Members;
import io.hearth.platform.GroupCommit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what many requests bring in one transaction. What waits is bounded. */
@Component
class Committer extends GroupCommit<Committer.Batch> {

    record Batch(List<Pending> events, long generation) {}

    private final LogWriter writer;
    private final Members members;
    private final Subjects subjects;
    private final TransactionTemplate transaction;
    private final EventProperties properties;

    Committer(
            LogWriter writer,
            Members members,
            Subjects subjects,
            TransactionTemplate transaction,
            EventProperties properties) {
        super("log", properties.group());
        this.writer = writer;
        this.members = members;
        this.subjects = subjects;
        this.transaction = transaction;
        this.properties = properties;
    }

    boolean isFull() {
        return waiting() >= properties.queue();
    }

    /** Returns once the events are durable, or refused. */
    void commit(List<Pending> events, long generation) {
        join(new Batch(events, generation), events.size(), "append " + events.size() + " events");
    }

    @Override
    protected void carryOut(List<Batch> group) {
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
}
