package io.hearth.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentLocationTest {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        write("rules/catalogue.yaml", "eventTypes: {}");
        write("rules/rewards/规则.dslr", "rule");
        write("src/Main.java", "not content");
        write("rules/.DS_Store", "scratch");
        write("rules/rewards/~$levels.xlsx", "scratch");
    }

    @Test
    void readsTheThreeTreesOnly() {
        var read = new ContentLocation(folder.toString()).read();

        assertThat(read.findings()).isEmpty();
        assertThat(read.files())
                .extracting(ContentFile::path)
                .containsExactly("rules/catalogue.yaml", "rules/rewards/规则.dslr");
    }

    @Test
    void namesWhatCannotBeAPath() throws IOException {
        write("rules/rewards/a;b.dslr", "rule");

        var read = new ContentLocation(folder.toString()).read();

        assertThat(read.findings()).singleElement().satisfies(f -> assertThat(f.file())
                .isEqualTo("rules/rewards/a;b.dslr"));
    }

    @Test
    void hashesWhatIsInside() throws IOException {
        var before = new ContentLocation(folder.toString()).read().files();

        write("rules/catalogue.yaml", "eventTypes: {x: {}}");
        var after = new ContentLocation(folder.toString()).read().files();

        assertThat(after.hash()).isNotEqualTo(before.hash()).hasSize(64);
        assertThat(after.with(before.find("rules/catalogue.yaml").orElseThrow()).hash())
                .isEqualTo(before.hash());
    }

    @Test
    void waitsUntilAChangeHasComeToRest() throws IOException {
        var handedOver = new ArrayList<ContentLocation.Read>();
        var watch = new ContentWatch(new ContentLocation(folder.toString()), handedOver::add);
        watch.run();
        assertThat(handedOver).isEmpty();

        write("rules/catalogue.yaml", "eventTypes: {longer: {}}");
        watch.run();
        assertThat(handedOver).isEmpty();
        watch.run();
        watch.run();

        assertThat(handedOver).hasSize(1);
    }

    @Test
    void allowsNoWayOut() {
        for (var path : new String[] {
            "../x", "rules/../x", "/etc/passwd", "rules", "other/x", "rules/a\\b", "rules//x", "rules/%2e%2e/x"
        }) {
            assertThat(ContentPath.isValid(path)).as(path).isFalse();
        }
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
