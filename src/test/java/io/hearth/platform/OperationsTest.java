package io.hearth.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@HearthTest
class OperationsTest {

    @Autowired
    Api api;

    @Autowired
    Environment environment;

    @Test
    void showsMetricsAndHealthOnThePortForOperations() throws IOException, InterruptedException {
        assertThat(fromOperations("/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes", "hikaricp_connections");
        assertThat(fromOperations("/actuator/health").body()).contains("\"redis\"", "\"db\"");
        assertThat(fromOperations("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhichStoresItUses() {
        var system = api.as(Role.MARKETER).get("/system").json();

        assertThat(system.at("/stores/postgres/kind").asString()).isEqualTo("EMBEDDED");
        assertThat(system.at("/stores/postgres/up").asBoolean()).isTrue();
        assertThat(system.at("/stores/redis/up").asBoolean()).isTrue();
        assertThat(system.at("/stores/redis/address").asString()).doesNotContain("@");
    }

    @Test
    void goesOnWithoutRedis() {
        var away = new Redis(new RedisSettings("redis://127.0.0.1:1", Duration.ofMillis(250), Duration.ofSeconds(1)));
        var asked = new AtomicInteger();

        var answer = away.ask(commands -> asked.incrementAndGet());

        assertThat(answer).isEmpty();
        assertThat(asked).hasValue(0);
        assertThat(away.available()).isFalse();
        away.destroy();
    }

    private HttpResponse<String> fromOperations(String path) throws IOException, InterruptedException {
        var port = environment.getProperty("local.management.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
