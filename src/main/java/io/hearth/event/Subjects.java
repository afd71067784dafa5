package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds out which members events are about, many at once; makes those who are new. */
@Component
class Subjects {

    private final Members members;
    private final Aliases aliases;
    private final Partitions partitions;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Subjects(
            Members members,
            Aliases aliases,
            Partitions partitions,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.members = members;
        this.aliases = aliases;
        this.partitions = partitions;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** In the caller's transaction if there is one. */
    void resolve(Collection<Pending> events) {
        tell(events, members.resolve(identities(events)));
    }

    /**
     * In a transaction of its own; the events learn of it only once it is committed. New members needn't be on disk
     * before their events are: the log's commit flushes what was written before it.
     */
    void resolveAlone(Collection<Pending> events) {
        if (!events.isEmpty()) {
            tell(events, Objects.requireNonNull(transaction.execute(status -> {
                jdbc.execute("SET LOCAL synchronous_commit = off");
                return members.resolve(identities(events));
            })));
        }
    }

    private static Set<Identity> identities(Collection<Pending> events) {
        var identities = new LinkedHashSet<Identity>();
        for (var pending : events) {
            if (pending.event.identity() != null) {
                identities.add(pending.event.identity());
            }
        }
        return identities;
    }

    private void tell(Collection<Pending> events, Map<Identity, MemberId> found) {
        for (var pending : events) {
            var member =
                    pending.event.identity() == null ? pending.event.member() : found.get(pending.event.identity());
            if (member == null) {
                pending.became(EventLog.Result.refused(Refusal.erased()));
            } else {
                pending.about(member, partitions.of(aliases.of(member)));
            }
        }
    }

    /** All of them again, as identities may lead elsewhere by now. */
    void resolveAnew(List<Pending> events) {
        aliases.refresh();
        resolve(events.stream().filter(pending -> !pending.refused()).toList());
    }
}
