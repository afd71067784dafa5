package io.hearth.event;

import io.hearth.member.MemberId;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How the log is cut: a member's events are all in one partition. Fixed at the very first start. */
@Component
public class Partitions {

    private final int count;

    Partitions(JdbcTemplate jdbc, EventProperties properties) {
        jdbc.update("""
                INSERT INTO log_head (partition)
                SELECT generate_series(0, ? - 1) WHERE NOT EXISTS (SELECT FROM log_head)
                ON CONFLICT DO NOTHING
                """, properties.partitions());
        jdbc.update("INSERT INTO log_lease (partition) SELECT partition FROM log_head ON CONFLICT DO NOTHING");
        count = Objects.requireNonNull(jdbc.queryForObject("SELECT count(*) FROM log_head", Integer.class));
    }

    public int count() {
        return count;
    }

    public int of(MemberId member) {
        return (int) Long.remainderUnsigned(mix(member.value()), count);
    }

    /** MurmurHash3's finalizer; as it decides where events are, it must never change. */
    private static long mix(long value) {
        long hash = value;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
