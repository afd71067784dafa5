package io.hearth.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is known of the member who stays comes first, the other's fills the gaps. Of two answers about consent, the no
 * counts. Both members' own rows stay as they are for the day on which the merge is undone.
 */
@Component
@Order(10)
class MergedProfile implements Follows {

    private static final String SOURCE = "merge";

    private final JdbcTemplate jdbc;
    private final Consents consents;
    private final Kept kept;

    MergedProfile(JdbcTemplate jdbc, Consents consents, Kept kept) {
        this.jdbc = jdbc;
        this.consents = consents;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        jdbc.query(
                """
                SELECT jsonb_build_object('name', name, 'email', email, 'phone', phone, 'language', language,
                    'zone', zone, 'attributes', attributes)::text AS row
                FROM member WHERE id = ? FOR UPDATE
                """,
                row -> {
                    kept.keep(merge, "profile", merge.member().toString(), row.getString("row"));
                },
                merge.member().value());
        jdbc.update("""
                UPDATE member m SET name = coalesce(m.name, a.name), email = coalesce(m.email, a.email),
                    phone = coalesce(m.phone, a.phone), language = coalesce(m.language, a.language),
                    zone = coalesce(m.zone, a.zone), attributes = a.attributes || m.attributes
                FROM member a WHERE m.id = ? AND a.id = ?
                """, merge.member().value(), merge.alias().value());
        mergeConsents(merge);
    }

    /** For each purpose and channel that one of them answered, for itself or for every channel: a no of either is a no. */
    private void mergeConsents(Merge merge) {
        var own = consents.of(merge.member());
        var others = consents.of(merge.alias());
        List<Consent> stricter = new ArrayList<>();
        Stream.concat(own.stream(), others.stream())
                .map(one -> List.of(one.purpose(), one.channel()))
                .distinct()
                .forEach(asked -> {
                    var mine = answer(own, asked.get(0), asked.get(1));
                    var theirs = answer(others, asked.get(0), asked.get(1));
                    boolean granted = mine.orElse(true) && theirs.orElse(true);
                    var before = own.stream()
                            .filter(one -> one.purpose().equals(asked.get(0))
                                    && one.channel().equals(asked.get(1)))
                            .findFirst();
                    if (before.isEmpty() || before.get().granted() != granted) {
                        stricter.add(
                                new Consent(merge.member(), asked.get(0), asked.get(1), granted, merge.at(), SOURCE));
                        kept.keep(
                                merge,
                                "consent",
                                asked.get(0) + " " + asked.get(1),
                                before.map(one -> one.granted() + " " + one.at() + " " + one.source())
                                        .orElse(null));
                    }
                });
        consents.record(stricter, merge.by());
    }

    private static Optional<Boolean> answer(List<Consent> answers, String purpose, String channel) {
        return answers.stream()
                .filter(one -> one.purpose().equals(purpose)
                        && (one.channel().equals(channel) || one.channel().equals(Consent.EVERY_CHANNEL)))
                .min(Comparator.comparing(one -> one.channel().equals(Consent.EVERY_CHANNEL)))
                .map(Consent::granted);
    }

    /** What was learned or answered since the merge stays with the member. */
    @Override
    public void unmerged(Merge merge) {
        kept.data(merge, "profile")
                .values()
                .forEach(row -> jdbc.update(
                        """
                UPDATE member m SET
                    name = CASE WHEN m.name = a.name THEN o.row ->> 'name' ELSE m.name END,
                    email = CASE WHEN m.email = a.email THEN o.row ->> 'email' ELSE m.email END,
                    phone = CASE WHEN m.phone = a.phone THEN o.row ->> 'phone' ELSE m.phone END,
                    language = CASE WHEN m.language = a.language THEN o.row ->> 'language' ELSE m.language END,
                    zone = CASE WHEN m.zone = a.zone THEN o.row ->> 'zone' ELSE m.zone END,
                    attributes = (
                        SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(m.attributes)
                        WHERE jsonb_exists(o.row -> 'attributes', key) OR a.attributes -> key IS DISTINCT FROM value)
                FROM member a, (SELECT ?::jsonb AS row) AS o
                WHERE m.id = ? AND a.id = ?
                """, row, merge.member().value(), merge.alias().value()));
        jdbc.update(
                "DELETE FROM consent WHERE member_id = ? AND source = ? AND at = ?",
                merge.member().value(),
                SOURCE,
                java.sql.Timestamp.from(merge.mergedAt()));
        consents.record(
                kept.data(merge, "consent").entrySet().stream()
                        .map(entry -> before(merge, entry.getKey(), entry.getValue()))
                        .toList(),
                merge.by());
    }

    private static Consent before(Merge merge, String what, String answer) {
        int space = what.lastIndexOf(' ');
        var parts = answer.split(" ", 3);
        return new Consent(
                merge.member(),
                what.substring(0, space),
                what.substring(space + 1),
                Boolean.parseBoolean(parts[0]),
                java.time.Instant.parse(parts[1]),
                parts[2]);
    }
}
