package io.hearth.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@HearthTest
class ConsoleFilesTest {

    @Autowired
    Api api;

    @BeforeEach
    void consoleIsBuilt() {
        assumeThat(new ClassPathResource("console/index.html").exists())
                .as("the console is built (not with -DskipConsole)")
                .isTrue();
    }

    @Test
    void servesTheApplicationForEachOfItsPages() {
        var page = api.nobody().get("//members/m-71");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<div id=\"root\">");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("script-src 'self'");
    }

    @Test
    void saysThatNothingChanged() {
        var tag = api.nobody().get("//").headers().firstValue("etag").orElseThrow();

        var again = api.withHeaders(Map.of("If-None-Match", tag)).get("//");

        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void letsBrowsersKeepWhatNeverChanges() {
        var script = api.nobody().get("//").body().replaceAll("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");

        var answer = api.nobody().get("/" + script);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
    }

    @Test
    void sendsWhatTheBuildCompressed() {
        var script = api.nobody().get("//").body().replaceAll("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");

        var answer = api.withHeaders(Map.of("Accept-Encoding", "br")).get("/" + script);

        assertThat(answer.headers().firstValue("content-encoding")).contains("br");
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).contains("javascript");
    }

    @Test
    void neverAnswersForTheApi() {
        assertThat(api.nobody().get("//api/v1/nothing").status()).isEqualTo(401);
        assertThat(api.nobody().get("//assets/gone.js").status()).isEqualTo(404);
        assertThat(api.nobody().get("//actuator/nothing").status()).isEqualTo(404);
    }
}
