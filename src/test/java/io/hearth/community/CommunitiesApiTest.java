package io.hearth.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class CommunitiesApiTest {

    @Autowired
    Api api;

    @Test
    void foundsACommunityAndGivesItACharter() {
        var slug = "c-" + UUID.randomUUID();
        var marketer = api.as(Role.MARKETER);
        var founded = Map.of("slug", slug, "name", Map.of("zh", "读书会", "en", "Readers"));

        assertThat(marketer.post("/communities", founded).status()).isEqualTo(201);
        assertThat(marketer.post("/communities", founded).status()).isEqualTo(409);
        marketer.patch("/communities/" + slug, Map.of("charter", Map.of("zh", "一", "en", "One")));
        var changed = marketer.patch(
                "/communities/" + slug, Map.of("joinPolicy", "OPEN", "charter", Map.of("zh", "二", "en", "Two")));

        assertThat(changed.json().path("charterVersion").asInt()).isEqualTo(2);
        var shown = marketer.get("/communities/" + slug).json();
        assertThat(shown.path("joinPolicy").asString()).isEqualTo("OPEN");
        assertThat(shown.path("name").path("zh").asString()).isEqualTo("读书会");
        assertThat(shown.path("charters").get(0).path("en").asString()).isEqualTo("Two");
        assertThat(marketer.get("/communities").body()).contains(slug, "running-club");
    }

    @Test
    void refusesWhatIsNoCommunity() {
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.post("/communities", Map.of("slug", "../x", "name", Map.of("zh", "", "en", "")))
                        .status())
                .isEqualTo(400);
        assertThat(marketer.patch("/communities/running-club", Map.of("zone", "Mars"))
                        .status())
                .isEqualTo(400);
        assertThat(marketer.get("/communities/nowhere").status()).isEqualTo(404);
        assertThat(api.as(Role.APPROVER)
                        .patch("/communities/running-club", Map.of("purpose", "x"))
                        .status())
                .isEqualTo(403);
    }
}
