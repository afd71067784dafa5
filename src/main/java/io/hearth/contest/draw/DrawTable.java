package io.hearth.contest.draw;

import io.hearth.contest.draw.Draw.Lot;
import io.hearth.contest.draw.Drawing.Entrant;
import io.hearth.member.MemberId;
import io.hearth.platform.AtHand;
import io.hearth.platform.Json;
import io.hearth.platform.NewestFirst;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The draws and who takes part; those that are open are kept at hand, as every batch of events asks for them. */
@Component
class DrawTable {

    private static final int MOST_OPEN = 1_000;

    private static final String SELECT = """
            select id, community, name_zh, name_en, segment, ticket_event, most_tickets, prizes, commitment, secret,
                public_source, starts_at, ends_at, list_hash, closed_at, public_value, seed, drawn_at
            from prize_draw
            """;

    private final JdbcClient jdbc;
    private final AtHand<Draw> open;

    DrawTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.open = new AtHand<>(clock, this::notClosed, Draw::community);
    }

    /** A ticket, or several. */
    record Ticket(long draw, MemberId member, Instant at) {}

    /** The draws of each community that are open; another node's change shows within a second. */
    Map<String, List<Draw>> open() {
        return open.byCommunity();
    }

    private List<Draw> notClosed() {
        return jdbc.sql(SELECT + "where closed_at is null order by id desc limit " + MOST_OPEN)
                .query((row, number) -> draw(row))
                .list();
    }

    long insert(Draw one, String by, Instant at) {
        open.lookAnewAfterCommit();
        return jdbc.sql("""
                insert into prize_draw (community, name_zh, name_en, segment, ticket_event, most_tickets, prizes, commitment,
                    secret, public_source, starts_at, ends_at, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?) returning id
                """)
                .params(Arrays.asList(
                        one.community(),
                        one.nameZh(),
                        one.nameEn(),
                        one.segment(),
                        one.ticketEvent(),
                        one.mostTickets(),
                        Json.mapper().writeValueAsString(one.prizes()),
                        one.commitment(),
                        one.secret(),
                        one.publicSource(),
                        Timestamp.from(one.startsAt()),
                        Timestamp.from(one.endsAt()),
                        by,
                        Timestamp.from(at)))
                .query(Long.class)
                .single();
    }

    /** Adds tickets, up to the most that one may have, to draws that are not closed; in one order, so that nobody waits in a circle. */
    void add(List<Ticket> tickets) {
        jdbc.sql("""
                insert into draw_entry (draw, member, tickets, entered_at)
                select d.id, t.member, least(count(*), d.most_tickets), min(t.at)
                from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) as t (draw, member, at)
                join prize_draw d on d.id = t.draw and d.closed_at is null
                group by d.id, t.member, d.most_tickets order by d.id, t.member
                on conflict (draw, member) do update set tickets = least(draw_entry.tickets + excluded.tickets,
                    (select most_tickets from prize_draw d where d.id = excluded.draw))
                """)
                .params(
                        tickets.stream().mapToLong(Ticket::draw).toArray(),
                        tickets.stream().mapToLong(one -> one.member().value()).toArray(),
                        tickets.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .update();
    }

    /** Takes part with one ticket; false where the member has one. */
    boolean enter(long draw, MemberId member, Instant at) {
        return jdbc.sql("""
                insert into draw_entry (draw, member, tickets, entered_at) values (?, ?, 1, ?) on conflict do nothing
                """).params(draw, member.value(), Timestamp.from(at)).update() == 1;
    }

    /** Locks a draw against whoever closes or draws it at the same time. */
    Optional<Draw> lock(long id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id)
                .query((row, number) -> draw(row))
                .optional();
    }

    /** All who take part, by number. */
    List<Entrant> entrants(long draw) {
        return jdbc.sql("select member, tickets from draw_entry where draw = ? order by member")
                .param(draw)
                .query((row, number) -> new Entrant(new MemberId(row.getLong(1)), row.getInt(2)))
                .list();
    }

    void close(long id, String list, String listHash, Instant at) {
        open.lookAnewAfterCommit();
        jdbc.sql("update prize_draw set list = ?, list_hash = ?, closed_at = ? where id = ?")
                .params(list, listHash, Timestamp.from(at), id)
                .update();
    }

    void drawn(long id, String publicValue, String seed, String by, Instant at) {
        jdbc.sql("update prize_draw set public_value = ?, seed = ?, drawn_by = ?, drawn_at = ? where id = ?")
                .params(publicValue, seed, by, Timestamp.from(at), id)
                .update();
    }

    /** The list as it was closed; empty before. */
    Optional<String> list(long id) {
        return jdbc.sql("select list from prize_draw where id = ? and list is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    long entries(long draw) {
        return jdbc.sql("select count(*) from draw_entry where draw = ?")
                .param(draw)
                .query(Long.class)
                .single();
    }

    Optional<Draw> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, number) -> draw(row))
                .optional();
    }

    /** Those that ended before a moment and wait for nothing but being drawn. */
    List<Draw> ended(Instant before, int most) {
        return jdbc.sql(SELECT + """
                where drawn_at is null and ends_at <= ? and (public_source is null or closed_at is null)
                order by ends_at limit ?
                """)
                .params(Timestamp.from(before), most)
                .query((row, number) -> draw(row))
                .list();
    }

    Page<Draw> list(@Nullable String community, int limit, @Nullable Long after) {
        return NewestFirst.page(jdbc, SELECT, (row, number) -> draw(row), Draw::id, community, limit, after);
    }

    private static Draw draw(ResultSet row) throws SQLException {
        return new Draw(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                Json.mapper().readValue(row.getString(8), new TypeReference<List<Lot>>() {}),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getTimestamp(12).toInstant(),
                row.getTimestamp(13).toInstant(),
                row.getString(14),
                instant(row, 15),
                row.getString(16),
                row.getString(17),
                instant(row, 18));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
