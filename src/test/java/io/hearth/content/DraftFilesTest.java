package io.hearth.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.platform.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftFilesTest {

    @Test
    void keepsLongFilesWholeThroughJson() {
        var text = "a" + "🏃".repeat(70_000);
        var json = Json.mapper().writeValueAsString(new DraftFiles(List.of(DraftFile.of("rules/long.dslr", text))));

        var read = Json.mapper().readValue(json, DraftFiles.class);

        assertThat(json.chars().filter(c -> c == '?')).isEmpty();
        assertThat(read.over(ContentFiles.of(), "rules")
                        .find("rules/long.dslr")
                        .orElseThrow()
                        .text())
                .isEqualTo(text);
    }
}
