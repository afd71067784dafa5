package io.hearth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.account.Role;
import io.hearth.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The description of the HTTP API is checked in, so that each change to it is seen in review. */
@HearthTest
class OpenApiTest {

    private static final Path CHECKED_IN = Path.of("src/docs/openapi.json");

    @Autowired
    Api api;

    @Test
    void describesTheApiAsCheckedIn() throws IOException {
        var answer = api.as(Role.MARKETER).get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        var described = Json.bulk().writerWithDefaultPrettyPrinter().writeValueAsString(answer.json()) + "\n";

        if (Boolean.getBoolean("hearth.update")) {
            Files.writeString(CHECKED_IN, described);
        }

        assertThat(CHECKED_IN)
                .as("The HTTP API changed. Look at the difference; if it is meant, write the new description with"
                        + " mvn test -Dtest=OpenApiTest -Dhearth.update=true")
                .hasContent(described);
    }
}
