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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

@HearthTest
class OperationsTest {

    @Autowired
    Api api;

    @Autowired
    Environment environment;

    @Autowired
    FaultsInFilters faults;

    @Test
    void showsMetricsAndHealthOnThePortForOperations() throws IOException, InterruptedException {
        assertThat(fromOperations("/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes", "hikaricp_connections");
        assertThat(fromOperations("/actuator/health").body()).contains("\"redis\"", "\"db\"");
        assertThat(fromOperations("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    void answersAsBusyWhatFailsBeforeAController() throws Exception {
        for (var fault : List.of(
                new CannotGetJdbcConnectionException("gone", new SQLException("gone")),
                new CannotCreateTransactionException("gone"),
                new TransactionSystemException("rollback failed"))) {
            var answer = new MockHttpServletResponse();

            faults.doFilter(new MockHttpServletRequest("POST", "/api/v1/events"), answer, (request, response) -> {
                throw fault;
            });

            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getContentAsString()).contains("dependency.postgres");
        }
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
