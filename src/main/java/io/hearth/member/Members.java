package io.hearth.member;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is who: finds the members behind identities, makes those that are new, and knows their profiles. */
@Service
public class Members {

    private final IdentityTable identities;
    private final ErasedIdentities erased;
    private final ProfileTable profiles;
    private final TransactionTemplate transaction;
    private final Cache<Identity, MemberId> cache;
    private final ZoneId usualZone;
    private volatile long generation;

    Members(
            IdentityTable identities,
            ErasedIdentities erased,
            ProfileTable profiles,
            TransactionTemplate transaction,
            MemberProperties properties) {
        this.identities = identities;
        this.erased = erased;
        this.profiles = profiles;
        this.transaction = transaction;
        this.usualZone = properties.zone();
        this.cache = Caffeine.newBuilder()
                .maximumSize(properties.identitiesInMemory())
                .build();
    }

    /**
     * The members behind these identities, made where they are unknown; in the caller's transaction if there is one.
     * An erased identity is not in the answer, and is not made again.
     */
    public Map<Identity, MemberId> resolve(Collection<Identity> wanted) {
        Map<Identity, MemberId> found = new HashMap<>(wanted.size() * 2);
        Set<Identity> missing = new LinkedHashSet<>();
        for (var identity : wanted) {
            var member = cache.getIfPresent(identity);
            if (member == null) {
                missing.add(identity);
            } else {
                found.put(identity, member);
            }
        }
        if (!missing.isEmpty()) {
            transaction.executeWithoutResult(status -> found.putAll(read(missing)));
        }
        return found;
    }

    /** The members behind those identities that are known; none is made. */
    public Map<Identity, MemberId> find(Collection<Identity> wanted) {
        return identities.find(wanted);
    }

    /** The member behind an identity, if it was seen lately; never asks the database. */
    public @Nullable MemberId seen(Identity identity) {
        return cache.getIfPresent(identity);
    }

    /** Where members live of whom nothing else is known. */
    public ZoneId usualZone() {
        return usualZone;
    }

    public Map<MemberId, Profile> profiles(Collection<MemberId> members) {
        return profiles.load(members);
    }

    public Map<MemberId, List<Identity>> identities(Collection<MemberId> members) {
        return identities.of(members);
    }

    /** Writes what became known about members; values that are null are forgotten. In the caller's transaction. */
    public void describe(Collection<ProfileChange> changes) {
        profiles.apply(changes);
    }

    /** Rises whenever identities may lead elsewhere than before; an answer of {@link #resolve} is as old as this was. */
    public long generation() {
        return generation;
    }

    /** Forgets which identity leads where, since one was erased or moved, here or on another node. */
    public void lookAnew() {
        synchronized (cache) {
            generation++;
            cache.invalidateAll();
        }
    }

    private Map<Identity, MemberId> read(Set<Identity> wanted) {
        long before = generation;
        var found = identities.find(wanted);
        if (found.size() < wanted.size()) {
            var unknown = new ArrayList<Identity>();
            wanted.stream().filter(identity -> !found.containsKey(identity)).forEach(unknown::add);
            unknown.removeAll(erased.among(unknown));
            if (!unknown.isEmpty()) {
                identities.create(unknown);
                found.putAll(identities.find(unknown));
            }
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                keep(found, before);
            }
        });
        return found;
    }

    private void keep(Map<Identity, MemberId> found, long asOf) {
        synchronized (cache) {
            if (generation == asOf) {
                cache.putAll(found);
            }
        }
    }
}
