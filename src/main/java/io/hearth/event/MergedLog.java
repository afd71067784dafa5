package io.hearth.event;

import io.hearth.member.Follows;
import io.hearth.member.MemberId;
import io.hearth.member.Merge;
import io.hearth.member.MergeLater;
import io.hearth.member.MergePosition;
import io.hearth.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The log when members become one. Events keep the number under which they came; those that come after a merge go to the
 * partition of the member who stayed, so that one worker decides them in one order. Goes last: it says what happened by
 * an event, and makes appenders and workers look at both partitions anew.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class MergedLog implements Follows, MergePosition {

    static final String MERGED = "identity.merged";
    static final String UNMERGED = "identity.unmerged";

    private final JdbcTemplate jdbc;
    private final EventLog log;
    private final LogHeads heads;
    private final Partitions partitions;

    MergedLog(JdbcTemplate jdbc, EventLog log, LogHeads heads, Partitions partitions) {
        this.jdbc = jdbc;
        this.log = log;
        this.heads = heads;
        this.partitions = partitions;
    }

    /** Heads before leases, as the pipeline takes them. */
    @Override
    public long hold(List<MemberId> ofMember, List<MemberId> ofAlias) {
        var both = both(ofMember.get(0), ofAlias.get(0));
        jdbc.queryForList(
                "SELECT partition FROM log_head WHERE partition = ANY (?) ORDER BY partition FOR UPDATE",
                Short.class,
                (Object) both);
        jdbc.queryForList(
                "SELECT partition FROM log_lease WHERE partition = ANY (?) ORDER BY partition FOR UPDATE",
                Short.class,
                (Object) both);
        var numbers =
                Merge.numbers(Stream.concat(ofMember.stream(), ofAlias.stream()).toList());
        boolean waiting = Boolean.TRUE.equals(jdbc.queryForObject("""
                SELECT EXISTS (
                    SELECT FROM log_lease l JOIN event e ON e.partition = l.partition AND e.position > l.position
                    WHERE l.partition = ANY (?) AND e.member_id = ANY (?))
                """, Boolean.class, both, numbers));
        if (waiting) {
            throw new MergeLater("events of theirs wait to be decided");
        }
        return last(ofMember.get(0));
    }

    @Override
    public long last(MemberId member) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT next_position - 1 FROM log_head WHERE partition = ?", Long.class, (short)
                        partitions.of(member)));
    }

    @Override
    public void merged(Merge merge) {
        jdbc.update("""
                UPDATE identity_merge SET positions = (
                    SELECT array_agg(next_position - 1 ORDER BY partition) FROM log_head)
                WHERE id = ?
                """, merge.id());
        say(merge, MERGED);
        lookAnew(merge);
    }

    @Override
    public void unmerged(Merge merge) {
        say(merge, UNMERGED);
        lookAnew(merge);
    }

    /** Once in each community in which one of them did anything. */
    private void say(Merge merge, String type) {
        var data = Map.of("alias", merge.alias().toString(), "merge", merge.id(), "by", merge.by());
        var json = Json.mapper().writeValueAsString(data);
        var said = communities(merge).stream()
                .map(community -> NewEvent.own(
                        merge.cause() + "/" + type + "/" + community,
                        type,
                        merge.at(),
                        merge.member(),
                        community,
                        null,
                        json,
                        null,
                        0))
                .toList();
        if (said.isEmpty()) {
            return;
        }
        try {
            log.appendCaused(said);
        } catch (LogHeads.IdentitiesMoved moved) {
            throw new MergeLater("identities moved meanwhile");
        }
    }

    private List<String> communities(Merge merge) {
        return jdbc.queryForList(
                "SELECT DISTINCT community FROM event WHERE member_id = ANY (?)", String.class, (Object)
                        Merge.numbers(Stream.concat(merge.ofMember().stream(), merge.ofAlias().stream())
                                .toList()));
    }

    private void lookAnew(Merge merge) {
        for (short partition : both(merge.member(), merge.alias())) {
            heads.identitiesMoved(partition);
            jdbc.update("UPDATE log_lease SET token = token + 1 WHERE partition = ?", partition);
        }
    }

    private Short[] both(MemberId member, MemberId alias) {
        return Stream.of(member, alias)
                .map(one -> (short) partitions.of(one))
                .distinct()
                .sorted()
                .toArray(Short[]::new);
    }
}
