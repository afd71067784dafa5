package io.hearth.member;

import io.hearth.account.Audit;
import io.hearth.platform.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets a member everywhere, in one transaction. What stays is a number without a name, and a keyed hash of each
 * identity, so that the member is not made again by a late event.
 */
@Service
public class MemberErasure {

    private static final int ATTEMPTS = 5;

    private final JdbcTemplate jdbc;
    private final IdentityTable identities;
    private final ErasedIdentities erased;
    private final Consents consents;
    private final Members members;
    private final Aliases aliases;
    private final ObjectProvider<Erasure> packages;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MemberErasure(
            JdbcTemplate jdbc,
            IdentityTable identities,
            ErasedIdentities erased,
            Consents consents,
            Members members,
            Aliases aliases,
            ObjectProvider<Erasure> packages,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.identities = identities;
        this.erased = erased;
        this.consents = consents;
        this.members = members;
        this.aliases = aliases;
        this.packages = packages;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The pipeline may hold what this needs, and the other way round; then one of them begins again. */
    public void erase(MemberId member) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> aliases.group(member).forEach(this::forget));
                return;
            } catch (PessimisticLockingFailureException crossed) {
                if (attempt == ATTEMPTS) {
                    throw crossed;
                }
            }
        }
    }

    private void forget(MemberId member) {
        var now = clock.instant();
        packages.orderedStream().forEach(one -> one.erase(member));
        int forgotten = jdbc.update("""
                UPDATE member SET name = NULL, email = NULL, phone = NULL, language = NULL, zone = NULL,
                    attributes = '{}', erased_at = coalesce(erased_at, ?)
                WHERE id = ?
                """, Timestamp.from(now), member.value());
        if (forgotten == 0) {
            throw Problem.notFound("member", member.toString());
        }
        erased.add(identities.of(List.of(member)).getOrDefault(member, List.of()), now);
        identities.delete(member);
        consents.erase(member);
        jdbc.update("""
                DELETE FROM identity_merge_kept k USING identity_merge g
                WHERE k.merge = g.id AND (g.member = ? OR g.alias = ?)
                """, member.value(), member.value());
        audit.record("member.erased", member.toString(), null, null);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                members.lookAnew();
            }
        });
    }
}
