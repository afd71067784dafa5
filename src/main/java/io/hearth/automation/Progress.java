package io.hearth.automation;

import io.hearth.event.EventLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each partition of the log is decided, and by which node. */
@Component
class Progress {

    private final EventLog log;
    private final JdbcClient jdbc;

    Progress(EventLog log, JdbcClient jdbc, MeterRegistry registry) {
        this.log = log;
        this.jdbc = jdbc;
        Gauge.builder("hearth.pipeline.lag", this, progress -> progress.lag())
                .description("Accepted events that are not decided yet")
                .register(registry);
    }

    record PartitionProgress(
            int partition,
            @Nullable String owner,
            long position,
            long head,
            long lag,
            @Nullable Instant leaseUntil) {}

    List<PartitionProgress> partitions() {
        var heads = log.heads();
        return jdbc.sql("""
                select partition, owner, position, case when isfinite(lease_until) then lease_until end as lease_until
                from log_lease order by partition
                """)
                .query((row, number) -> {
                    int partition = row.getInt("partition");
                    long position = row.getLong("position");
                    long head = Math.max(position, partition < heads.length ? heads[partition] : 0);
                    var until = row.getTimestamp("lease_until");
                    return new PartitionProgress(
                            partition,
                            row.getString("owner"),
                            position,
                            head,
                            head - position,
                            until == null ? null : until.toInstant());
                })
                .list();
    }

    long lag() {
        return partitions().stream().mapToLong(PartitionProgress::lag).sum();
    }
}
