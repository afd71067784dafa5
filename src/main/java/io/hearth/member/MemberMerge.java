package io.hearth.member;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes two members one, and two again. One transaction over all packages, while no event of either is under way: the
 * log's heads and leases of both partitions are held, in one order. What came before is decided, what comes after finds
 * the one member.
 */
@Service
public class MemberMerge {

    private static final long PATIENCE = Duration.ofSeconds(15).toNanos();
    private static final long PAUSE = Duration.ofMillis(40).toNanos();

    private final MergeTable table;
    private final Aliases aliases;
    private final Members members;
    private final MergePosition position;
    private final ObjectProvider<Follows> packages;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MemberMerge(
            MergeTable table,
            Aliases aliases,
            Members members,
            MergePosition position,
            ObjectProvider<Follows> packages,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.aliases = aliases;
        this.members = members;
        this.position = position;
        this.packages = packages;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The other one's number leads to the member from now on. */
    MergeTable.Row merge(MemberId member, MemberId other, String reason) {
        aliases.refresh();
        var alias = aliases.of(other);
        if (alias.equals(member)) {
            throw refused("merge.same", "Expected two members, but " + other + " is " + member + " already.");
        }
        exists(member);
        exists(alias);
        return patiently(() -> {
            var now = clock.instant();
            var merge = new Merge(
                    Ids.next(),
                    member,
                    alias,
                    aliases.group(member),
                    aliases.group(alias),
                    position.hold(aliases.group(member), aliases.group(alias)),
                    position.last(alias),
                    reason,
                    now,
                    now,
                    Caller.current().name());
            stillStandsFor(member, member);
            stillStandsFor(alias, alias);
            table.add(merge);
            packages.orderedStream().forEach(one -> one.merged(merge));
            audit.record("member.merged", member.toString(), null, Map.of("alias", alias, "reason", reason));
            return merge;
        });
    }

    /** Brings back the member that was merged last. */
    MergeTable.Row undo(MemberId member, MemberId alias, String reason) {
        aliases.refresh();
        var latest = table.latest(member)
                .orElseThrow(() ->
                        refused("merge.none", "Expected a merge into " + member + " to undo, but there is none left."));
        if (!latest.alias().equals(alias)) {
            throw refused(
                    "merge.order",
                    "Expected to part " + alias + " from " + member + ", but " + latest.alias()
                            + " was merged later; part that one first.");
        }
        return patiently(() -> {
            var ofAlias = aliases.group(alias);
            var ofMember = aliases.group(member).stream()
                    .filter(number -> !ofAlias.contains(number))
                    .toList();
            position.hold(ofMember, ofAlias);
            stillStandsFor(alias, member);
            var merge = new Merge(
                    latest.id(),
                    member,
                    alias,
                    ofMember,
                    ofAlias,
                    table.position(latest.id()),
                    position.last(alias),
                    latest.reason(),
                    latest.at(),
                    clock.instant(),
                    Caller.current().name());
            table.undo(merge, reason);
            packages.orderedStream().forEach(one -> one.unmerged(merge));
            audit.record("member.unmerged", member.toString(), Map.of("alias", alias), Map.of("reason", reason));
            return merge;
        });
    }

    List<MergeTable.Row> of(MemberId member) {
        return table.of(member);
    }

    /** Under the locks: nobody else merged or parted them meanwhile. */
    private void stillStandsFor(MemberId number, MemberId expected) {
        aliases.refresh();
        if (!aliases.of(number).equals(expected)) {
            throw new MergeLater(number + " was merged or parted meanwhile");
        }
    }

    private void exists(MemberId member) {
        if (members.profiles(List.of(member)).isEmpty()) {
            throw Problem.notFound("member", member.toString());
        }
    }

    private MergeTable.Row patiently(Supplier<Merge> work) {
        long until = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                var done = Objects.requireNonNull(transaction.execute(status -> {
                    var merge = work.get();
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int how) {
                            aliases.refresh();
                            members.lookAnew();
                        }
                    });
                    return merge;
                }));
                return table.of(done.member()).stream()
                        .filter(row -> row.id().equals(done.id()))
                        .findFirst()
                        .orElseThrow();
            } catch (MergeLater | PessimisticLockingFailureException | DuplicateKeyException underWay) {
                // The last: a run that began for either meanwhile took the number that seemed to be free.
                if (System.nanoTime() > until) {
                    throw Problem.caller(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "merge.later",
                            "Expected to merge or part members, but " + underWay.getMessage() + "; try again later.");
                }
                aliases.refresh();
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static Problem refused(String code, String detail) {
        return Problem.caller(HttpStatus.CONFLICT, code, detail);
    }
}
