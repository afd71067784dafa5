package io.hearth.escalation;

import io.hearth.platform.Figures;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens cases: one for each rule, member, community and object until it is closed. */
@Component
public class Cases {

    private final JdbcClient jdbc;
    private final EscalationSettings settings;
    private final Figures figures;
    private final ObjectProvider<CaseOrigin> origins;

    Cases(JdbcClient jdbc, EscalationSettings settings, Figures figures, ObjectProvider<CaseOrigin> origins) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.figures = figures;
        this.origins = origins;
    }

    /** A case that was opened, and where it stands in the list that was handed over. */
    public record Opened(long id, NewCase what) {}

    /** Opens those cases that aren't open yet, in the caller's transaction. */
    public List<Opened> open(List<NewCase> cases) {
        if (cases.isEmpty()) {
            return List.of();
        }
        var once = new HashMap<String, NewCase>();
        cases.forEach(wanted -> once.putIfAbsent(key(wanted), wanted));
        var wanted = List.copyOf(once.values());
        var opened = jdbc
                .sql("""
                insert into escalation_case (member, community, kind, severity, reason, rule, object, event, receipt,
                    route, opened_at, due_at)
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                on conflict (member, community, rule, object) where status <> 'closed' do nothing
                returning id, member, community, rule, object
                """)
                .params(
                        wanted.stream().mapToLong(one -> one.member().value()).toArray(),
                        wanted.stream().map(NewCase::community).toArray(String[]::new),
                        wanted.stream().map(NewCase::kind).toArray(String[]::new),
                        wanted.stream().map(NewCase::severity).toArray(String[]::new),
                        wanted.stream().map(NewCase::reason).toArray(String[]::new),
                        wanted.stream().map(NewCase::rule).toArray(String[]::new),
                        wanted.stream().map(Cases::object).toArray(String[]::new),
                        wanted.stream().map(NewCase::event).toArray(String[]::new),
                        wanted.stream()
                                .map(one -> Objects.toString(one.receipt(), null))
                                .toArray(String[]::new),
                        wanted.stream().map(one -> settings.route(one.kind())).toArray(String[]::new),
                        wanted.stream().map(one -> one.at().toString()).toArray(String[]::new),
                        wanted.stream()
                                .map(one -> one.at()
                                        .plus(settings.deadlineOf(one.severity()))
                                        .toString())
                                .toArray(String[]::new))
                .query((row, number) -> opened(
                        row.getLong("id"),
                        row.getLong("member"),
                        row.getString("community"),
                        row.getString("rule"),
                        row.getString("object"),
                        once))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        figures.done("cases", opened, one -> one.what().community(), one -> one.what()
                .at());
        return opened;
    }

    /**
     * Closes cases that some receipts opened, but those that something waits for; in the caller's transaction.
     *
     * @return the receipts whose cases were closed now
     */
    public Set<UUID> withdraw(Collection<UUID> receipts, String by, String why, Instant at) {
        return Set.copyOf(jdbc.sql("""
                update escalation_case set status = 'closed', closed_at = :at, closed_by = :by, resolution = :why
                where receipt = any(:receipts) and status <> 'closed' and kind <> all (:decided) returning receipt
                """)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .param("why", why)
                .param("receipts", receipts.toArray(UUID[]::new))
                .param("decided", origins.stream().map(CaseOrigin::kind).toArray(String[]::new))
                .query(UUID.class)
                .list());
    }

    private static Optional<Opened> opened(
            long id, long member, String community, String rule, String object, Map<String, NewCase> once) {
        return Optional.ofNullable(once.get(key(member, community, rule, object)))
                .map(what -> new Opened(id, what));
    }

    private static String key(NewCase wanted) {
        return key(wanted.member().value(), wanted.community(), wanted.rule(), object(wanted));
    }

    private static String key(long member, String community, String rule, String object) {
        return member + " " + community + " " + rule + " " + object;
    }

    private static String object(NewCase wanted) {
        return Objects.requireNonNullElse(wanted.object(), "");
    }
}
