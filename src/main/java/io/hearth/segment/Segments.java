package io.hearth.segment;

import io.hearth.member.MemberId;
import io.hearth.platform.Figures;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which segment: by rules, kept apart from by hand, with a history of both. */
@Component
public class Segments {

    private final JdbcClient jdbc;
    private final Figures figures;
    private final ApplicationEventPublisher events;

    Segments(JdbcClient jdbc, Figures figures, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.events = events;
    }

    /**
     * Carries out what rules decided, in the caller's transaction; a change that is already so changes nothing.
     *
     * @return by which rule those who left had been in, by the receipt of their leaving
     */
    public Map<UUID, String> apply(List<SegmentChange> changes) {
        var left = new HashMap<UUID, String>();
        for (var round : rounds(changes)) {
            enter(round.stream().filter(SegmentChange::entered).toList());
            leave(round.stream().filter(change -> !change.entered()).toList(), left);
        }
        tell(changes.stream()
                .filter(SegmentChange::entered)
                .map(change -> new SegmentEntered.Entry(change.member(), change.community(), change.segment()))
                .toList());
        figures.done("segments", changes, SegmentChange::community, SegmentChange::at);
        return left;
    }

    private void tell(List<SegmentEntered.Entry> entries) {
        if (!entries.isEmpty()) {
            events.publishEvent(new SegmentEntered(entries));
        }
    }

    /** Which of these are so: the member is in the segment of the community at this moment. */
    public Set<SegmentEntered.Entry> among(Collection<SegmentEntered.Entry> asked) {
        var rows = List.copyOf(asked);
        return Set.copyOf(jdbc.sql("""
                select a.member, a.community, a.segment
                from unnest(?::bigint[], ?::text[], ?::text[]) as a (member, community, segment)
                where exists (select 1 from segment_member s
                    where s.member = a.member and s.community = a.community and s.segment = a.segment)
                """)
                .params(List.of(
                        rows.stream().mapToLong(one -> one.member().value()).toArray(),
                        rows.stream().map(SegmentEntered.Entry::community).toArray(String[]::new),
                        rows.stream().map(SegmentEntered.Entry::segment).toArray(String[]::new)))
                .query((row, n) ->
                        new SegmentEntered.Entry(new MemberId(row.getLong(1)), row.getString(2), row.getString(3)))
                .list());
    }

    /** Those in a segment of a community whose numbers come after one, by number. */
    public List<MemberId> members(String segment, String community, long after, int most) {
        return jdbc.sql("""
                select distinct member from segment_member
                where segment = ? and community = ? and member > ? order by member limit ?
                """)
                .params(segment, community, after, most)
                .query((row, n) -> new MemberId(row.getLong(1)))
                .list();
    }

    /** Those of these members who are in a segment of a community. */
    public Set<MemberId> among(String segment, String community, Collection<MemberId> members) {
        return new HashSet<>(jdbc.sql("""
                select distinct member from segment_member where segment = ? and community = ? and member = any(?)
                """)
                .params(
                        segment,
                        community,
                        members.stream().mapToLong(MemberId::value).toArray())
                .query((row, n) -> new MemberId(row.getLong(1)))
                .list());
    }

    /** Who enters, leaves and enters again within one batch does so in that order. */
    private static List<List<SegmentChange>> rounds(List<SegmentChange> changes) {
        var rounds = new ArrayList<List<SegmentChange>>();
        var seen = new HashMap<String, Integer>();
        for (var change : changes) {
            var what = change.member() + " " + change.community() + " " + change.segment();
            int round = seen.merge(what, 0, (before, none) -> before + 1);
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(change);
        }
        return rounds;
    }

    private void enter(List<SegmentChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with entered as (
                    insert into segment_member (member, community, segment, entered_at, receipt, rule)
                    select * from unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[], ?::text[])
                    on conflict do nothing
                    returning member, community, segment, entered_at, receipt, rule)
                insert into segment_history (member, community, segment, entered, at, receipt, rule)
                select member, community, segment, true, entered_at, receipt, rule from entered
                """).params(columns(changes)).update();
    }

    private void leave(List<SegmentChange> changes, Map<UUID, String> left) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with changed (member, community, segment, at, receipt, rule) as (
                    select * from unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[], ?::text[])),
                gone as (
                    delete from segment_member s using changed c
                    where s.member = c.member and s.community = c.community and s.segment = c.segment and not s.by_hand
                    returning s.member, s.community, s.segment, c.at, c.receipt, coalesce(c.rule, s.rule) as rule)
                insert into segment_history (member, community, segment, entered, at, receipt, rule)
                select member, community, segment, false, at, receipt, rule from gone
                returning receipt, rule
                """).params(columns(changes)).query(row -> {
            var receipt = row.getObject("receipt", UUID.class);
            if (receipt != null) {
                left.put(receipt, Objects.requireNonNullElse(row.getString("rule"), ""));
            }
        });
    }

    private static List<Object> columns(List<SegmentChange> changes) {
        return List.of(
                changes.stream().mapToLong(change -> change.member().value()).toArray(),
                changes.stream().map(SegmentChange::community).toArray(String[]::new),
                changes.stream().map(SegmentChange::segment).toArray(String[]::new),
                changes.stream().map(change -> change.at().toString()).toArray(String[]::new),
                changes.stream()
                        .map(change -> Objects.toString(change.receipt(), null))
                        .toArray(String[]::new),
                changes.stream().map(SegmentChange::rule).toArray(String[]::new));
    }

    /** Puts a member in by hand, or as a journey does, whatever rules say; returns whether that is new. */
    public boolean add(MemberId member, String community, String segment, Instant at, String by) {
        var isNew = jdbc.sql("""
                with entered as (
                    insert into segment_member (member, community, segment, by_hand, entered_at, put_by)
                    values (:member, :community, :segment, true, :at, :by)
                    on conflict do nothing
                    returning 1)
                insert into segment_history (member, community, segment, entered, by_hand, at, put_by)
                select :member, :community, :segment, true, true, :at, :by from entered
                """)
                        .param("member", member.value())
                        .param("community", community)
                        .param("segment", segment)
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                > 0;
        if (isNew) {
            tell(List.of(new SegmentEntered.Entry(member, community, segment)));
        }
        return isNew;
    }

    /** Takes back what was put in by hand or a journey; the member stays in where rules say so. */
    public boolean remove(MemberId member, String community, String segment, Instant at, String by) {
        return jdbc.sql("""
                with gone as (
                    delete from segment_member
                    where member = :member and community = :community and segment = :segment and by_hand
                    returning 1)
                insert into segment_history (member, community, segment, entered, by_hand, at, put_by)
                select :member, :community, :segment, false, true, :at, :by from gone
                """)
                        .param("member", member.value())
                        .param("community", community)
                        .param("segment", segment)
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                > 0;
    }
}
