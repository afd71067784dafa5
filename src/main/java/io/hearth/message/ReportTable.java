package io.hearth.message;

import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reports and the messages that they are about, read and written in sets. */
@Component
class ReportTable {

    private static final String FIND = """
            SELECT id, provider_id, member_id, community, template, channel, cause FROM message WHERE id = ANY (?)
            UNION
            SELECT id, provider_id, member_id, community, template, channel, cause FROM message WHERE provider_id = ANY (?)
            """;

    private static final String KEEP = """
            INSERT INTO message_report (source, id, message_id, kind, lasting, detail, at, received_at)
            SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::boolean[], ?::text[], ?::timestamptz[],
                                 ?::timestamptz[])
            ON CONFLICT DO NOTHING RETURNING source, id
            """;

    /** What is reported was taken by the channel, which ends a doubt. The gravest report stays. */
    private static final String MARK = """
            UPDATE message m
            SET report = CASE WHEN m.report IS NULL OR array_position(g.graveness, m.report) < array_position(g.graveness, r.kind)
                              THEN r.kind ELSE m.report END,
                reported_at = r.at,
                status = CASE WHEN m.status = 'unknown' THEN 'sent' ELSE m.status END,
                reason = CASE WHEN m.status = 'unknown' THEN NULL ELSE m.reason END,
                sent_at = CASE WHEN m.status = 'unknown' THEN coalesce(m.sent_at, r.at) ELSE m.sent_at END,
                history = m.history || jsonb_strip_nulls(jsonb_build_object(
                    'at', r.at, 'status', r.kind, 'channel', m.channel, 'by', r.source,
                    'detail', CASE WHEN m.forgotten THEN NULL ELSE r.detail END))
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[]) AS r (id, kind, source, detail, at),
                 (SELECT ARRAY['delivered', 'bounced', 'complained'] AS graveness) AS g
            WHERE m.id = r.id
            """;

    private static final String SUPPRESS = """
            INSERT INTO message_suppression (member_id, channel, reason, at)
            SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[]) ON CONFLICT DO NOTHING
            """;

    private final JdbcTemplate jdbc;

    ReportTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A message, as far as a report about it goes. */
    record About(
            UUID id,
            MemberId member,
            String community,
            String template,
            String channel,
            @Nullable String cause) {}

    record Told(Report report, About about) {}

    /** Messages by their own ids, as text, and by their providers'. */
    Map<String, About> find(Collection<UUID> ids, Collection<String> providerIds) {
        var found = new HashMap<String, About>();
        jdbc.query(
                FIND,
                row -> {
                    var about = new About(
                            row.getObject("id", UUID.class),
                            new MemberId(row.getLong("member_id")),
                            row.getString("community"),
                            row.getString("template"),
                            row.getString("channel"),
                            row.getString("cause"));
                    found.put(about.id().toString(), about);
                    var providerId = row.getString("provider_id");
                    if (providerId != null) {
                        found.put(providerId, about);
                    }
                },
                ids.toArray(UUID[]::new),
                providerIds.toArray(String[]::new));
        return found;
    }

    /** Keeps those that are news, and returns which they are. */
    Set<List<String>> keep(List<Told> told, Instant now) {
        var kept = new HashSet<List<String>>();
        ConnectionCallback<Set<List<String>>> insert = connection -> {
            try (var statement = connection.prepareStatement(KEEP)) {
                statement.setObject(1, column(told, t -> t.report().source()));
                statement.setObject(2, column(told, t -> t.report().id()));
                statement.setObject(3, told.stream().map(t -> t.about().id()).toArray(UUID[]::new));
                statement.setObject(4, column(told, t -> t.report().kind().label()));
                statement.setObject(
                        5, told.stream().map(t -> t.report().lasting()).toArray(Boolean[]::new));
                statement.setObject(6, column(told, t -> t.report().detail()));
                statement.setArray(7, connection.createArrayOf("timestamptz", times(told, t -> t.report()
                        .at())));
                statement.setArray(8, connection.createArrayOf("timestamptz", times(told, t -> now)));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        kept.add(List.of(rows.getString(1), rows.getString(2)));
                    }
                }
            }
            return kept;
        };
        jdbc.execute(insert);
        return kept;
    }

    /** Writes them on their messages; each message once at most. */
    void mark(List<Told> told) {
        ConnectionCallback<Integer> update = connection -> {
            try (var statement = connection.prepareStatement(MARK)) {
                statement.setObject(1, told.stream().map(t -> t.about().id()).toArray(UUID[]::new));
                statement.setObject(2, column(told, t -> t.report().kind().label()));
                statement.setObject(3, column(told, t -> t.report().source()));
                statement.setObject(4, column(told, t -> t.report().detail()));
                statement.setArray(5, connection.createArrayOf("timestamptz", times(told, t -> t.report()
                        .at())));
                return statement.executeUpdate();
            }
        };
        jdbc.execute(update);
    }

    void suppress(List<Told> told, Function<Told, String> reason) {
        ConnectionCallback<Integer> insert = connection -> {
            try (var statement = connection.prepareStatement(SUPPRESS)) {
                statement.setObject(
                        1, told.stream().map(t -> t.about().member().value()).toArray(Long[]::new));
                statement.setObject(2, column(told, t -> t.about().channel()));
                statement.setObject(3, column(told, reason));
                statement.setArray(4, connection.createArrayOf("timestamptz", times(told, t -> t.report()
                        .at())));
                return statement.executeUpdate();
            }
        };
        jdbc.execute(insert);
    }

    private static String[] column(List<Told> told, Function<Told, @Nullable String> of) {
        return told.stream().map(of).toArray(String[]::new);
    }

    private static Object[] times(List<Told> told, Function<Told, Instant> of) {
        return told.stream().map(of).map(Timestamp::from).toArray();
    }
}
