package io.hearth.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageResolverTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "members", "members/m-71", "tasks/0190-7c", "people"})
    void answersPagesWithTheApplication(String path) {
        assertThat(PageResolver.isPage(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/v1/nothing",
                "actuator/health",
                "assets/gone",
                "t/token",
                "u/token",
                "p/token",
                "flame.svg",
                "engine-rest/engine"
            })
    void leavesTheRestToOthers(String path) {
        assertThat(PageResolver.isPage(path)).isFalse();
    }

    @Test
    void knowsEveryPageOfTheConsole() throws IOException {
        var routes = Pattern.compile("path=\"/([a-z-]*)")
                .matcher(Files.readString(Path.of("src/main/console/src/Routing.tsx")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(PageResolver.PAGES).isEqualTo(routes);
    }
}
