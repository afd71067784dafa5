package io.hearth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.account.Role;
import io.hearth.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever sends nothing where something is expected is told so; the server doesn't fail. */
@HearthTest
class EmptyBodiesTest {

    private static final List<String> BODIES = List.of("{}", "[]", "null", "{\"reason\":null}");
    /** Names nothing that is there: nothing that other tests need is closed or changed. */
    private static final String NOBODY = "m-900000000000000001";

    private static final String NOTHING = "900000000000000001";

    @Autowired
    Api api;

    @Test
    void areRefusedByEveryOperation() throws IOException {
        var person = api.as(Set.of(Role.values()), Set.of());
        var failed = new ArrayList<String>();
        int asked = 0;
        var described = Json.bulk().readTree(Files.readString(Path.of("src/docs/openapi.json")));
        for (var path : described.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (!operation.getValue().has("requestBody") || path.getKey().startsWith("/api/v1/session")) {
                    continue;
                }
                for (var body : BODIES) {
                    asked++;
                    var status = person.send(operation.getKey().toUpperCase(Locale.ROOT), filled(path.getKey()), body)
                            .status();
                    if (status >= 500) {
                        failed.add(status + " " + operation.getKey() + " " + path.getKey() + " " + body);
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(200);
        assertThat(failed).isEmpty();
    }

    private static String filled(String path) {
        return path.replace("/api/v1", "")
                .replace("{member}", NOBODY)
                .replaceFirst("/members/\\{id}", "/members/" + NOBODY)
                .replaceAll("\\{[^}]*}", NOTHING);
    }
}
