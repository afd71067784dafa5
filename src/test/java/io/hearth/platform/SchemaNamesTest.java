package io.hearth.platform;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class SchemaNamesTest {

    @Autowired
    Api api;

    @Autowired
    SchemaNames names;

    @Test
    void givesNoTwoTypesOneName() {
        var schemas = api.as(Role.MARKETER)
                .get("/openapi.json")
                .json()
                .path("components")
                .path("schemas");

        var shared = names.given().entrySet().stream()
                .filter(name -> name.getValue().size() > 1 && schemas.has(name.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(schemas.has("GrantWanted")).isTrue();
        assertThat(shared)
                .as("Types of one name hide each other in the description of the API: say another by @Schema(name = …)")
                .isEmpty();
    }
}
