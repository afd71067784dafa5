package io.hearth.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hearth.HearthTest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@HearthTest
class StoresTest {

    @Autowired
    Stores stores;

    @Autowired
    JdbcClient sql;

    @Autowired
    Redis redis;

    @Test
    void runsItsOwnStoresWhereNoneIsConfigured() {
        assertThat(stores.postgres().kind()).isEqualTo(Stores.Kind.EMBEDDED);
        assertThat(stores.postgres().version()).startsWith("18.");
        assertThat(stores.redis().kind()).isEqualTo(Stores.Kind.EMBEDDED);
        assertThat(stores.redis().version()).startsWith("6.2");
    }

    @Test
    void keepsWhatItAcknowledges() {
        for (var promise : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            assertThat(sql.sql("SHOW " + promise).query(String.class).single())
                    .as(promise)
                    .isEqualTo("on");
        }
    }

    @Test
    void worksAsARoleThatCannotChangeTheSchema() {
        assertThat(sql.sql("SELECT current_user").query(String.class).single()).isEqualTo("hearth_app");
        assertThatThrownBy(() -> sql.sql("CREATE TABLE sneaked_in (x int)").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void asksRedis() {
        var key = "test:" + UUID.randomUUID();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> redis.ask(commands -> commands.set(key, "1")).isPresent());

        assertThat(redis.ask(commands -> commands.get(key))).contains("1");
        assertThat(redis.available()).isTrue();
    }

    @Test
    void hearsNotices() {
        var topic = "test-" + UUID.randomUUID();
        var heard = new LinkedBlockingQueue<String>();
        redis.subscribe(topic, heard::add);

        // A notice may be lost, such as one sent before the subscription is in place.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            redis.publish(topic, "hello");
            return "hello".equals(heard.poll(200, TimeUnit.MILLISECONDS));
        });
    }
}
