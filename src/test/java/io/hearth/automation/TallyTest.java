package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.platform.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class TallyTest {

    private final String community = "c-" + UUID.randomUUID();

    @Autowired
    private Api api;

    @Autowired
    private Tally tally;

    @Autowired
    private Redis redis;

    @Test
    void countsAgainWhatRedisForgot() {
        haveThreePostedInANewCommunity();
        var before = quiet();
        assertThat(before).containsEntry("active", 3L).containsKeys("points", "segments");
        long lately = lastHour("points");

        redis.ask(commands -> commands.flushall());
        assertThat(tally.today(community)).isEqualTo(Map.of("active", 0L));
        tally.flush();

        assertThat(tally.today(community)).isEqualTo(before);
        assertThat(lastHour("points")).isEqualTo(lately);
        assertThat(lastHour("events")).isEqualTo(before.get("events"));
    }

    @Test
    void doesNotCountTwiceWhatRedisRemembers() {
        haveThreePostedInANewCommunity();
        var before = quiet();

        tally.flush();
        tally.flush();

        assertThat(tally.today(community)).isEqualTo(before);
    }

    /** The figures once nothing more is decided. */
    private Map<String, Long> quiet() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> tally.today(community).getOrDefault("active", 0L) == 3);
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(new LastSeen(), Objects::nonNull);
    }

    /** The figures, where they are as they were a second ago. */
    private final class LastSeen implements Callable<Map<String, Long>> {

        private Map<String, Long> seen = Map.of();

        @Override
        public Map<String, Long> call() {
            var now = tally.today(community);
            var same = now.equals(seen) ? now : null;
            seen = now;
            return same;
        }
    }

    private long lastHour(String kind) {
        return tally.lastHour(community).stream()
                .mapToLong(minute -> minute.counts().getOrDefault(kind, 0L))
                .sum();
    }

    private void haveThreePostedInANewCommunity() {
        var founded = api.as(Role.MARKETER)
                .post("/communities", Map.of("slug", community, "name", Map.of("zh", "读书会", "en", "Readers")));
        assertThat(founded.status()).isEqualTo(201);
        var threeDaysAgo = Instant.now().minus(Duration.ofDays(3));
        for (int person = 0; person < 3; person++) {
            api.tell("test:" + community + person, "member.joined", community, Map.of());
            // What is earned by it is dated then, whenever it comes.
            api.tell("test:" + community + person, "run.finished", community, threeDaysAgo, Map.of("km", 10));
            api.tell("test:" + community + person, "post.created", community, Map.of("text", "hello"));
        }
    }
}
