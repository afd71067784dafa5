package io.hearth.event;

import io.hearth.member.MemberId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event on its way into the log: whom it is about, and what became of it. */
final class Pending {

    final NewEvent event;
    private @Nullable MemberId member;
    private int partition;
    private EventLog.@Nullable Result result;

    Pending(NewEvent event) {
        this.event = event;
    }

    void about(MemberId found, int itsPartition) {
        member = found;
        partition = itsPartition;
    }

    void became(EventLog.Result what) {
        result = what;
    }

    /** Whether nobody looked yet which member the event is about. */
    boolean unknown() {
        return member == null && result == null;
    }

    boolean refused() {
        return result != null && result.refusal() != null;
    }

    MemberId member() {
        return Objects.requireNonNull(member);
    }

    int partition() {
        return partition;
    }

    EventLog.Result result() {
        return Objects.requireNonNull(result);
    }
}
