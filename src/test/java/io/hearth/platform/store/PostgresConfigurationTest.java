package io.hearth.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresConfigurationTest {

    @ParameterizedTest
    @CsvSource({"0, 128", "1, 128", "4, 256", "8, 512", "16, 1024", "512, 1024"})
    void keepsAShareOfTheMachinesMemoryForPages(long gibibytes, long mebibytes) {
        assertThat(PostgresConfiguration.sharedBuffers(gibibytes << 30)).isEqualTo(mebibytes);
    }

    @ParameterizedTest
    @CsvSource({"shared_buffers, 64MB", "work_mem, 8MB"})
    void canBeReplaced(String name, String value) {
        assertThat(PostgresConfiguration.text(5432, Map.of(name, value)))
                .containsOnlyOnce("\n" + name + " = ")
                .contains("\n" + name + " = '" + value + "'\n");
    }
}
