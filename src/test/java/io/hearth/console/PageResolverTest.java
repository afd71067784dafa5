package io.hearth.console;

import static org.assertj.core.api.Assertions.assertThat;

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
            strings = {"api/v1/nothing", "actuator/health", "assets/gone", "t/token", "u/token", "p/token", "flame.svg"
            })
    void leavesTheRestToOthers(String path) {
        assertThat(PageResolver.isPage(path)).isFalse();
    }
}
