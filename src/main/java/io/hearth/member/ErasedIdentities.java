package io.hearth.member;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Remembers erased identities by a keyed hash, so that they are refused without being known. */
@Component
class ErasedIdentities {

    private final JdbcTemplate jdbc;
    private volatile @Nullable SecretKeySpec key;

    ErasedIdentities(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(Collection<Identity> identities, Instant at) {
        for (var identity : identities) {
            jdbc.update(
                    "INSERT INTO erased_identity (hash, erased_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    hash(identity),
                    Timestamp.from(at));
        }
    }

    /** Which of these are erased; each that was asked for is counted, since the count is all that is kept of it. */
    Set<Identity> among(Collection<Identity> identities) {
        if (identities.isEmpty()) {
            return Set.of();
        }
        Map<String, Identity> byHash = new HashMap<>();
        var hashes = new byte[identities.size()][];
        int n = 0;
        for (var identity : identities) {
            hashes[n] = hash(identity);
            byHash.put(java.util.HexFormat.of().formatHex(hashes[n++]), identity);
        }
        ConnectionCallback<Set<Identity>> ask = connection -> {
            var found = new HashSet<Identity>();
            try (var update = connection.prepareStatement(
                    "UPDATE erased_identity SET refused = refused + 1 WHERE hash = ANY (?) RETURNING encode(hash, 'hex')")) {
                update.setArray(1, connection.createArrayOf("bytea", hashes));
                var rows = update.executeQuery();
                while (rows.next()) {
                    found.add(Objects.requireNonNull(byHash.get(rows.getString(1))));
                }
            }
            return found;
        };
        return Objects.requireNonNull(jdbc.execute(ask));
    }

    private byte[] hash(Identity identity) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            mac.update(identity.platform().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(identity.externalId().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected HmacSHA256 to be there, but it is not", e);
        }
    }

    private SecretKeySpec key() {
        var known = key;
        if (known == null) {
            known = new SecretKeySpec(
                    Objects.requireNonNull(jdbc.queryForObject("SELECT key FROM erasure_key", byte[].class)),
                    "HmacSHA256");
            key = known;
        }
        return known;
    }
}
