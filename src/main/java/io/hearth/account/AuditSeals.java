package io.hearth.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers the entries of the audit and chains their fingerprints, a moment after they were written, so that who writes needs to wait
 * for nobody. An entry that is changed, taken away, or put between others later doesn't fit the chain any more; who keeps a
 * fingerprint elsewhere, such as the log that is written each day, sees as well when the whole chain was made anew.
 */
@Component
class AuditSeals {

    private static final Logger log = LoggerFactory.getLogger(AuditSeals.class);
    private static final int BATCH = 1_000;
    private static final int PAGE = 10_000;
    private static final byte[] BEGINNING = new byte[32];

    /** What an entry says, in one form however it is stored or shown. */
    private static final String DIGEST = """
            sha256(convert_to(jsonb_build_array(a.id, (extract(epoch from a.at) * 1000000)::bigint, a.by, a.act, a.subject,
                a.before, a.after)::text, 'UTF8'))""";

    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;

    AuditSeals(JdbcTemplate sql, TransactionTemplate transaction) {
        this.sql = sql;
        this.transaction = transaction;
    }

    /**
     * What a look at the whole chain found.
     *
     * @param entries that were looked at
     * @param waiting written so lately that they are not chained yet
     * @param wrong the number of the first that is not as it was written; null where there is none
     * @param missing entries that were never chained and don't wait to be
     * @param fingerprint of the last one; keep it elsewhere, and compare it later with that of the same number
     */
    record Verification(
            long entries, long waiting, @Nullable Long wrong, long missing, String fingerprint) {

        public boolean isRight() {
            return wrong == null && missing == 0;
        }
    }

    private record Entry(long number, UUID id, byte @Nullable [] digest, byte[] hash) {}

    private record Last(long number, byte[] hash) {}

    @Scheduled(fixedDelayString = "PT1S")
    void seal() {
        while (sealed() == BATCH) {
            // There is more.
        }
    }

    /** Told where others keep it, once a day. */
    @Scheduled(cron = "0 0 3 * * *")
    void tell() {
        var last = last();
        log.info("The audit has {} entries up to fingerprint {}", last.number(), hex(last.hash()));
    }

    private int sealed() {
        var count = transaction.execute(status -> {
            // One node at a time goes on with the chain.
            if (!Boolean.TRUE.equals(
                    sql.queryForObject("select pg_try_advisory_xact_lock(hashtext('audit_seal'))", Boolean.class))) {
                return 0;
            }
            var found = sql.query(
                    "select u.number, a.id, " + DIGEST
                            + " as digest from audit_unsealed u join audit a on a.id = u.entry"
                            + " order by u.number limit " + BATCH,
                    (row, n) -> new Entry(
                            row.getLong("number"), row.getObject("id", UUID.class), row.getBytes("digest"), BEGINNING));
            if (!found.isEmpty()) {
                chain(found);
            }
            return found.size();
        });
        return count == null ? 0 : count;
    }

    private void chain(List<Entry> found) {
        var last = last();
        var rows = new ArrayList<Object[]>();
        for (var entry : found) {
            last = new Last(last.number() + 1, next(last.hash(), Objects.requireNonNull(entry.digest())));
            rows.add(new Object[] {last.number(), entry.id(), last.hash()});
        }
        sql.batchUpdate("insert into audit_seal (number, entry, hash) values (?, ?, ?)", rows);
        sql.update("delete from audit_unsealed where number = any(?)", (Object)
                found.stream().mapToLong(Entry::number).boxed().toArray(Long[]::new));
    }

    Verification verify() {
        long number = 0;
        byte[] hash = BEGINNING;
        @Nullable Long wrong = null;
        List<Entry> page;
        do {
            page = page(number);
            for (var entry : page) {
                boolean fits = entry.number() == number + 1
                        && entry.digest() != null
                        && MessageDigest.isEqual(next(hash, entry.digest()), entry.hash());
                number = entry.number();
                hash = entry.hash();
                if (!fits && wrong == null) {
                    wrong = number;
                }
            }
        } while (page.size() == PAGE);
        return new Verification(number, count("select count(*) from audit_unsealed"), wrong, count("""
                        select count(*) from audit a where not exists (select from audit_seal s where s.entry = a.id)
                          and not exists (select from audit_unsealed u where u.entry = a.id)"""), hex(hash));
    }

    private List<Entry> page(long after) {
        return sql.query(
                "select s.number, s.entry, s.hash, case when a.id is not null then " + DIGEST + " end as digest"
                        + " from audit_seal s left join audit a on a.id = s.entry where s.number > ? order by s.number limit "
                        + PAGE,
                (row, n) -> new Entry(
                        row.getLong("number"),
                        row.getObject("entry", UUID.class),
                        row.getBytes("digest"),
                        row.getBytes("hash")),
                after);
    }

    private Last last() {
        return sql
                .query(
                        "select number, hash from audit_seal order by number desc limit 1",
                        (row, n) -> new Last(row.getLong("number"), row.getBytes("hash")))
                .stream()
                .findFirst()
                .orElse(new Last(0, BEGINNING));
    }

    private long count(String query) {
        var found = sql.queryForObject(query, Long.class);
        return found == null ? 0 : found;
    }

    private static byte[] next(byte[] before, byte[] digest) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(before);
            return sha.digest(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
