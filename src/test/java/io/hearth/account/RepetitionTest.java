package io.hearth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HearthTest
class RepetitionTest {

    @Autowired
    Api api;

    @Autowired
    IdempotencyKeys keys;

    @Autowired
    JdbcClient sql;

    @Autowired
    MovableClock clock;

    private final String key = "k-" + UUID.randomUUID();

    @Test
    void answersTheSameRequestAlikeAndDoesItOnce() {
        var marketer = api.as(Role.MARKETER);
        var founded = community();

        var first = found(marketer, founded);
        var again = found(marketer, founded);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(marketer.post("/communities", founded).status())
                .as("without the key")
                .isEqualTo(409);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        var marketer = api.as(Role.MARKETER);
        found(marketer, community());

        var other = found(marketer, community());

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency.other-request");
    }

    @Test
    void keepsCallersApart() {
        assertThat(found(api.as(Role.MARKETER), community()).status()).isEqualTo(201);
        assertThat(found(api.as(Role.MARKETER), community()).status()).isEqualTo(201);
    }

    @Test
    void doesOneOfManyAtTheSameMoment() throws Exception {
        var marketer = api.as(Role.MARKETER);
        var founded = community();
        Callable<Api.Answer> request = () -> found(marketer, founded);
        var clients = Executors.newFixedThreadPool(8);
        List<Future<Api.Answer>> answers;
        try {
            answers = clients.invokeAll(Collections.nCopies(8, request));
        } finally {
            clients.shutdown();
        }

        int done = 0;
        for (var answer : answers) {
            boolean replayed =
                    answer.get().headers().firstValue("Idempotency-Replayed").isPresent();
            assertThat(answer.get().status()).isIn(201, 409);
            if (answer.get().status() == 409) {
                assertThat(answer.get().code()).isEqualTo("idempotency.unanswered");
            } else if (!replayed) {
                done++;
            }
        }
        assertThat(done).isEqualTo(1);
    }

    @Test
    void letsARefusedRequestBeCorrected() {
        var marketer = api.as(Role.MARKETER);

        assertThat(found(marketer, Map.of("slug", "Not A Slug")).status()).isEqualTo(400);
        assertThat(found(marketer, community()).status()).isEqualTo(201);
    }

    @Test
    void doesNotGuessWhatBecameOfARequestWithoutAnAnswer() {
        var marketer = api.as(Role.MARKETER);
        var founded = community();
        found(marketer, founded);
        sql.sql("UPDATE idempotency_key SET status = NULL, body = NULL WHERE caller = :caller AND key = :key")
                .param("caller", marketer.name())
                .param("key", key)
                .update();

        var again = found(marketer, founded);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("idempotency.unanswered");
    }

    @Test
    void storesNoSecret() {
        var administrator = api.as(Role.ADMINISTRATOR);
        var person = Map.of("name", key, "displayName", "Lin", "roles", List.of("MARKETER"), "groups", List.of());
        var first = administrator.send("POST", "/people", header(key), person);
        var again = administrator.send("POST", "/people", header(key), person);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("idempotency.shown-once");
        assertThat(sql.sql("SELECT body FROM idempotency_key WHERE caller = :caller AND key = :key")
                        .param("caller", administrator.name())
                        .param("key", key)
                        .query((row, number) -> row.getBytes("body") == null)
                        .single())
                .isTrue();
    }

    @Test
    void forgetsKeysAfterADay() {
        var marketer = api.as(Role.MARKETER);
        found(marketer, community());

        clock.advance(IdempotencyKeys.KEEP.minusMinutes(1));
        keys.forgetExpired();
        assertThat(kept(marketer)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(2));
        keys.forgetExpired();
        assertThat(kept(marketer)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b"})
    void refusesAKeyThatIsNoKey(String wrong) {
        var answer = api.as(Role.MARKETER).send("POST", "/communities", header(wrong), community());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("idempotency.key");
    }

    @Test
    void refusesALongKey() {
        var answer = api.as(Role.MARKETER).send("POST", "/communities", header("k".repeat(256)), community());

        assertThat(answer.code()).isEqualTo("idempotency.key");
    }

    private int kept(Api.Client client) {
        return sql.sql("SELECT count(*) FROM idempotency_key WHERE caller = :caller")
                .param("caller", client.name())
                .query(Integer.class)
                .single();
    }

    private Api.Answer found(Api.Client client, Map<String, ?> community) {
        return client.send("POST", "/communities", header(key), community);
    }

    private static Map<String, String> header(String key) {
        return Map.of("Content-Type", "application/json", "Idempotency-Key", key);
    }

    private static Map<String, Object> community() {
        return Map.of("slug", "c-" + UUID.randomUUID(), "name", Map.of("zh", "读书会", "en", "Readers"));
    }
}
