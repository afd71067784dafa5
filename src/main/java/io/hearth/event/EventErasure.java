package io.hearth.event;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Empties an erased member's events; their places in the log stay. Goes first: it locks the partition's lease, so that
 * the pipeline can't write what it read before, and its head, so that no event slips in behind.
 */
@Component
@Order(0)
class EventErasure implements Erasure, PersonalData {

    private static final int MOST = 10_000;

    private final JdbcTemplate jdbc;
    private final LogHeads heads;
    private final EventTail tail;
    private final Partitions partitions;

    EventErasure(JdbcTemplate jdbc, LogHeads heads, EventTail tail, Partitions partitions) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.tail = tail;
        this.partitions = partitions;
    }

    @Override
    public void erase(MemberId member) {
        int partition = partitions.of(member);
        heads.identitiesMoved(partition);
        jdbc.update("UPDATE log_lease SET token = token + 1 WHERE partition = ?", partition);
        jdbc.update(
                "UPDATE event SET data = '{}', object = NULL, effects = ? WHERE member_id = ?",
                Effects.NONE.code(),
                member.value());
        tail.clear(partition);
    }

    @Override
    public String section() {
        return "events";
    }

    @Override
    public Object of(MemberId member) {
        List<EventsController.Shown> shown = jdbc.query(
                "SELECT " + EventTable.COLUMNS + " FROM event e WHERE e.member_id = ? ORDER BY e.time LIMIT " + MOST,
                (row, n) -> EventsController.Shown.of(EventTable.event(row)),
                member.value());
        return shown;
    }
}
