package io.hearth.decision.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often each rule has fired in the last day; counted at most twice a minute. */
@Component
public class FiringCounts {

    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<String, Map<String, Long>> counted =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(30)).build();

    FiringCounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The firings of the last 24 hours by rule; rules without any are not in it. */
    public Map<String, Long> lastDay() {
        return counted.get("", key -> count());
    }

    private Map<String, Long> count() {
        var counts = new HashMap<String, Long>();
        jdbc.sql("""
                        select w.word, count(*) from receipt r join receipt_word w on w.id = r.rule_word
                        where r.at > :since group by w.word
                        """)
                .param("since", Timestamp.from(clock.instant().minus(DAY)))
                .query((rs, n) -> counts.put(rs.getString(1), rs.getLong(2)))
                .list();
        return counts;
    }
}
