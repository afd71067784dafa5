package io.hearth.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class ProblemTest {

    @Autowired
    Api api;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\", \"password\": \"b\", \"admin\": true} | 400 | request.invalid | admin",
                "{\"name\": \"a\"} | 400 | request.invalid | password",
                "{\"name\": \"a\", \"name\": \"b\", \"password\": \"c\"} | 400 | request.malformed | ",
                "{\"name\": 7, \"password\": \"c\"} | 400 | request.invalid | name",
                "{\"name\": \"a\", \"password\": \"c\"} {} | 400 | request.invalid | ",
                "{\"name\": \"a\\u0000\", \"password\": \"c\"} | 400 | request.invalid | name",
                "{\"name\": \"\\ud800\", \"password\": \"c\"} | 400 | request.invalid | name",
                "{'name': 'a'} | 400 | request.malformed | ",
                "[] | 400 | request.invalid | ",
                "{ | 400 | request.malformed | ",
            })
    void saysWhatIsWrongWithABody(String body, int status, String code, String field) {
        var answer = api.nobody().post("/session", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().path("field").asString(null)).isEqualTo(field);
        assertThat(answer.json().path("category").asString()).isEqualTo("caller");
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
    }

    /** However its characters are written, a path leads to the same method, and none that is not there to any. */
    @ParameterizedTest
    @CsvSource({
        "/catalogue/4611686018427387903, 404, item.not-found",
        "/%63atalogue/4611686018427387903, 404, item.not-found",
        "/catalogues/4611686018427387903, 404, ",
    })
    void findsTheMethodForAPath(String path, int status, String code) {
        var answer = api.as(Role.MARKETER).get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (code != null) {
            assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        }
    }

    @Test
    void refusesDeepNesting() {
        var deep = "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}";

        assertThat(api.nobody().post("/session", deep).status()).isEqualTo(400);
    }

    @Test
    void refusesWhatItCannotReadOrWrite() {
        var type = api.nobody().send("POST", "/session", Map.of("Content-Type", "text/xml"), "<a/>");
        var accept = api.as(Role.MARKETER).send("GET", "/people", Map.of("Accept", "image/png"), null);
        var method = api.as(Role.MARKETER).put("/session", Map.of());

        assertThat(type.status()).isEqualTo(415);
        assertThat(type.code()).isEqualTo("request.unsupported-media-type");
        assertThat(accept.status()).isEqualTo(406);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("request.method-not-allowed");
    }

    @Test
    void refusesParametersThatNobodyReads() {
        var answer = api.as(Role.OPERATOR).get("/audit?sort=(select%20pg_sleep(10))");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isEqualTo("sort");
    }

    @Test
    void boundsPages() {
        assertThat(api.as(Role.OPERATOR).get("/audit?limit=2147483647").status())
                .isEqualTo(400);
        assertThat(api.as(Role.OPERATOR).get("/audit?limit=-1").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine-rest/engine",
                "camunda/app/",
                "h2-console",
                "actuator/env",
                "actuator/heapdump",
                "actuator/loggers",
                "actuator/prometheus",
                "v3/api-docs",
                "swagger-ui.html",
                "error",
            })
    void hasNothingOpenThatIsNotMeantToBe(String path) {
        assertThat(api.nobody().get("//" + path).status()).isEqualTo(404);
    }

    @Test
    void refusesTrace() {
        assertThat(api.nobody().send("TRACE", "//", null).status()).isIn(400, 405);
    }

    @Test
    void ignoresMethodsInHeaders() {
        var answer = api.as(Role.MARKETER).send("GET", "/session", Map.of("X-HTTP-Method-Override", "DELETE"), null);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void tellsItsHealthOnTheMainPort() {
        var health = api.nobody().get("//actuator/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("status").asString()).isEqualTo("UP");
    }
}
