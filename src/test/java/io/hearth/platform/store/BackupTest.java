package io.hearth.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

@HearthTest
class BackupTest {

    @Autowired
    Environment environment;

    @Autowired
    Api api;

    @TempDir
    Path folder;

    @Test
    void restoresEverythingElsewhere() throws IOException {
        api.as(Role.ADMINISTRATOR).post("/groups", Map.of("name", "backed-up"));
        var original = folder.resolve("original.backup");
        var copy = folder.resolve("copy.backup");

        new StoreCommand(running().withProperty("backup", original.toString())).carryOut();
        new StoreCommand(elsewhere().withProperty("restore", original.toString())).carryOut();
        new StoreCommand(elsewhere().withProperty("backup", copy.toString())).carryOut();

        var expected = rows(original);
        assertThat(expected.get("tables/people_group")).anyMatch(row -> row.startsWith("backed-up\t"));
        assertThat(expected.get("tables/audit")).isNotEmpty();
        assertThat(rows(copy)).isEqualTo(expected);
        assertThatThrownBy(() -> new StoreCommand(elsewhere().withProperty("restore", original.toString())).carryOut())
                .as("a database in use")
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("empty database");
    }

    private MockEnvironment running() {
        return with(
                "spring.datasource.url", "spring.datasource.username", "spring.flyway.user", "spring.flyway.password");
    }

    private MockEnvironment elsewhere() {
        return with("hearth.platform.store.binaries")
                .withProperty("hearth.data", folder.resolve("data").toString())
                .withProperty("hearth.platform.store.postgres.settings.shared_buffers", "16MB");
    }

    private MockEnvironment with(String... names) {
        var chosen = new MockEnvironment();
        for (var name : names) {
            chosen.setProperty(name, environment.getRequiredProperty(name));
        }
        return chosen;
    }

    /** Each table's rows, in an order that doesn't depend on where they lie. */
    private static Map<String, List<String>> rows(Path file) throws IOException {
        var rows = new TreeMap<String, List<String>>();
        try (var archive = new ZipFile(file.toFile())) {
            for (var entry : archive.stream().toList()) {
                if (!entry.getName().equals(BackupManifest.FILE)) {
                    var text = new String(archive.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    rows.put(entry.getName(), text.lines().sorted().toList());
                }
            }
        }
        return rows;
    }
}
