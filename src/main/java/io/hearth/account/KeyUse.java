package io.hearth.account;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When API keys were last used, written down once a minute, so that a key nobody uses can be told and revoked. */
@Component
class KeyUse {

    private final JdbcTemplate sql;
    private final Clock clock;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    KeyUse(JdbcTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void note(UUID key) {
        used.put(key, clock.instant());
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void write() {
        var uses = List.copyOf(used.entrySet());
        if (uses.isEmpty()) {
            return;
        }
        sql.batchUpdate(
                "UPDATE api_key SET used_at = greatest(used_at, ?) WHERE id = ?", uses, uses.size(), (row, use) -> {
                    row.setObject(1, use.getValue().atOffset(ZoneOffset.UTC));
                    row.setObject(2, use.getKey());
                });
        uses.forEach(use -> used.remove(use.getKey(), use.getValue()));
    }
}
