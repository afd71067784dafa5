package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.Merge;
import io.hearth.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** The log of all events: durable when it answers, each event once, a member's events in one order. */
@Service
public class EventLog {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    /** Of so few unknown members the committer finds out for many requests at once. */
    private static final int FEW = 10;

    /** What became of one event that was to be appended. */
    public record Result(
            Status status,
            @Nullable EventRef event,
            @Nullable Refusal refusal) {

        /** Accepted and duplicate events are in the log, refused ones are not. */
        public enum Status {
            ACCEPTED,
            DUPLICATE,
            REFUSED
        }

        static Result accepted(EventRef event) {
            return new Result(Status.ACCEPTED, event, null);
        }

        static Result duplicate(@Nullable EventRef event) {
            return new Result(Status.DUPLICATE, event, null);
        }

        static Result refused(Refusal refusal) {
            return new Result(Status.REFUSED, null, refusal);
        }

        @Nullable
        EventRef eventRef() {
            return event;
        }
    }

    private final Members members;
    private final Aliases aliases;
    private final Partitions partitions;
    private final Committer committer;
    private final LogWriter writer;
    private final LogHeads heads;
    private final EventTail tail;
    private final EventTable table;
    private final EventMetrics metrics;
    private final EventProperties properties;
    private final Subjects subjects;

    EventLog(
            Members members,
            Aliases aliases,
            Partitions partitions,
            Committer committer,
            LogWriter writer,
            LogHeads heads,
            EventTail tail,
            EventTable table,
            EventMetrics metrics,
            EventProperties properties,
            Subjects subjects) {
        this.members = members;
        this.aliases = aliases;
        this.partitions = partitions;
        this.committer = committer;
        this.writer = writer;
        this.heads = heads;
        this.tail = tail;
        this.table = table;
        this.metrics = metrics;
        this.properties = properties;
        this.subjects = subjects;
    }

    /**
     * Appends events together with those of other callers, and answers when they are durable; one result an event, in
     * the same order. Not to be called inside a transaction.
     */
    public List<Result> append(List<NewEvent> events) {
        requireRoom();
        long started = System.nanoTime();
        long generation = members.generation();
        var batch = pending(events);
        var unknown = batch.stream().filter(Pending::unknown).toList();
        if (unknown.size() > FEW) {
            subjects.resolveAlone(unknown);
        }
        committer.commit(batch, generation);
        return results(batch, started);
    }

    /** Refuses more events while too many wait to be written, or to be decided. */
    void requireRoom() {
        if (!hasRoom()) {
            metrics.busy();
            throw Problem.caller(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "log.busy",
                    "Expected to append events, but too many wait already; send them again in a second.");
        }
    }

    /** Waits until more events may come, but not for ever. */
    void awaitRoom(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (!hasRoom() && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        requireRoom();
    }

    private boolean hasRoom() {
        return !committer.isFull() && tail.waiting() < properties.backlog();
    }

    /**
     * Appends events in the caller's transaction, which should end soon after, as it holds the partitions' heads. Known
     * keys are duplicates, so that appending again changes nothing.
     */
    public List<Result> appendCaused(List<NewEvent> events) {
        var batch = pending(events);
        subjects.resolve(batch.stream().filter(Pending::unknown).toList());
        writer.write(batch);
        return batch.stream().map(Pending::result).toList();
    }

    /**
     * As {@link #append}, but in the caller's transaction, so that what the caller writes there and the events become
     * durable together. Another attempt may be needed where identities are erased meanwhile.
     */
    public List<Result> appendWithin(List<NewEvent> events) {
        return appendCaused(events);
    }

    /** The events that follow a position, in order. From memory if they are new, else from the table. */
    public List<LoggedEvent> read(int partition, long after, int limit) {
        var fresh = tail.after(partition, after, limit);
        return present(fresh != null ? fresh : table.read(partition, after, limit));
    }

    /** The last position of each partition, by whichever node it was written. */
    public long[] heads() {
        return heads.last();
    }

    /** Called after this node appended; must return at once. */
    public void onAppend(Runnable listener) {
        tail.onAdd(listener);
    }

    public Optional<LoggedEvent> find(EventRef ref) {
        return table.find(ref).map(event -> event.about(aliases.of(event.member())));
    }

    /** Those of the events that exist, by reference. */
    public Map<EventRef, LoggedEvent> find(Set<EventRef> refs) {
        var found = table.find(refs);
        if (aliases.any()) {
            found.replaceAll((ref, event) -> event.about(aliases.of(event.member())));
        }
        return found;
    }

    /** The partition that has the member's events. */
    public int partition(MemberId member) {
        return partitions.of(aliases.of(member));
    }

    /** What both did since they were merged, each event under the number that it came under. */
    public List<LoggedEvent> since(Merge merge) {
        return table.since(
                merge.id(),
                Stream.concat(merge.ofMember().stream(), merge.ofAlias().stream())
                        .toList());
    }

    /** Reads all events of the members, in the order of each member's; only those of these types, unless one is {@code *}. */
    public void each(Collection<MemberId> members, Collection<String> types, Consumer<LoggedEvent> reader) {
        table.each(aliases.groups(members), types, event -> reader.accept(event.about(aliases.of(event.member()))));
    }

    /** Looks again which number stands for which member, as another node may have merged some. */
    public void lookAnew() {
        aliases.refresh();
        members.lookAnew();
    }

    /** Events under the number of a merged member are about the one who stayed. */
    private List<LoggedEvent> present(List<LoggedEvent> events) {
        return aliases.any()
                ? events.stream()
                        .map(event -> event.about(aliases.of(event.member())))
                        .toList()
                : events;
    }

    /** Who did something that was accepted in that time, in the order of their numbers. */
    public List<MemberId> membersBetween(@Nullable String community, Instant from, Instant until) {
        return table.membersBetween(community, from, until);
    }

    /** All that these members did until then: by member, in the log's order. */
    public List<LoggedEvent> historyOf(List<MemberId> members, @Nullable String community, Instant until) {
        return table.historyOf(members, community, until);
    }

    public int partitions() {
        return partitions.count();
    }

    private List<Pending> pending(List<NewEvent> events) {
        var batch = new ArrayList<Pending>(events.size());
        for (var event : events) {
            var pending = new Pending(event);
            batch.add(pending);
            var member = event.identity() == null ? event.member() : members.seen(event.identity());
            if (member != null) {
                pending.about(member, partition(member));
            }
        }
        return batch;
    }

    private List<Result> results(List<Pending> batch, long started) {
        var results = new ArrayList<Result>(batch.size());
        for (var pending : batch) {
            results.add(pending.result());
        }
        metrics.appended(results, System.nanoTime() - started);
        return results;
    }
}
