package io.hearth.automation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Communities whose segments are decided as of a day in the past, because their data ends there. */
@Component
class AsOf {

    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Map<String, Instant> days = Map.of();
    private volatile long lookAgain;

    AsOf(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<Instant> of(String community) {
        return Optional.ofNullable(days.get(community));
    }

    /** Reads what other nodes may have set; called before a batch. */
    void refresh() {
        long now = System.nanoTime() / 1_000_000;
        if (now < lookAgain) {
            return;
        }
        var found = new ConcurrentHashMap<String, Instant>();
        jdbc.sql("select community, at from as_of").query(row -> {
            found.put(row.getString("community"), row.getTimestamp("at").toInstant());
        });
        days = found;
        lookAgain = now + LOOK_EVERY_MILLIS;
    }

    /** Decides the community's segments as of a moment from now on, or as of now again; everybody is checked anew. */
    void set(String community, Optional<Instant> at) {
        transaction.executeWithoutResult(status -> {
            if (at.isPresent()) {
                jdbc.sql("""
                        insert into as_of (community, at) values (?, ?)
                        on conflict (community) do update set at = excluded.at
                        """).params(community, Timestamp.from(at.get())).update();
            } else {
                jdbc.sql("delete from as_of where community = ?")
                        .param(community)
                        .update();
            }
            jdbc.sql("update activity set next_check = ? where community = ?")
                    .params(Timestamp.from(clock.instant()), community)
                    .update();
        });
        lookAgain = 0;
    }
}
