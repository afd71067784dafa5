package io.hearth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class SessionTest {

    @Autowired
    Api api;

    @Autowired
    TestPeople people;

    @Autowired
    MovableClock clock;

    @Test
    void knowsWhoIsLoggedIn() {
        var mei = api.as(Set.of(Role.MARKETER), Set.of("volunteers"));

        var answer = mei.get("/session");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("name").asString()).isEqualTo(mei.name());
        assertThat(answer.json().path("roles").toString()).isEqualTo("[\"MARKETER\"]");
        assertThat(answer.json().path("groups").toString()).isEqualTo("[\"volunteers\"]");
        assertThat(answer.json().path("mustChangePassword").asBoolean()).isFalse();
    }

    @Test
    void refusesWhoeverIsNotLoggedIn() {
        assertThat(api.nobody().get("/session").status()).isEqualTo(401);
        assertThat(api.nobody().get("/people").code()).isEqualTo("session.required");
        assertThat(api.nobody().get("/openapi.json").status()).isEqualTo(401);
        assertThat(api.nobody().get("/no-such-thing").status()).isEqualTo(401);
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownNameAlike() {
        var known = people.hire(Set.of(), Set.of());

        var wrong = api.nobody().post("/session", Map.of("name", known.name(), "password", "wrong-password"));
        var unknown = api.nobody().post("/session", Map.of("name", "nobody-" + UUID.randomUUID(), "password", "x"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void makesGuessingSlow() {
        var known = people.hire(Set.of(), Set.of());
        var guesser = api.nobody();
        for (int i = 0; i < 5; i++) {
            guesser.post("/session", Map.of("name", known.name(), "password", "guess-" + i));
        }

        var right = guesser.post("/session", Map.of("name", known.name(), "password", known.password()));

        assertThat(right.status()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(16));
        assertThat(api.logIn(known).get("/session").status()).isEqualTo(200);
    }

    @Test
    void endsWithTheLogOut() {
        var somebody = api.as();
        var cookie = somebody.get("/session");
        assertThat(cookie.status()).isEqualTo(200);

        assertThat(somebody.delete("/session").status()).isEqualTo(204);

        assertThat(somebody.get("/session").status()).isEqualTo(401);
    }

    @Test
    void endsAfterAnIdleDay() {
        var somebody = api.as();

        clock.advance(Duration.ofHours(13));

        assertThat(somebody.get("/session").status()).isEqualTo(401);
    }

    @Test
    void insistsOnAPasswordOfOnesOwn() {
        var hired = people.hire("n-" + UUID.randomUUID(), Set.of(Role.MARKETER), Set.of(), true);
        var newcomer = api.logIn(hired);

        assertThat(newcomer.get("/people").code()).isEqualTo("password.change-required");
        assertThat(newcomer.get("/session").json().path("mustChangePassword").asBoolean())
                .isTrue();
        assertThat(newcomer.post("/session/password", Map.of("current", hired.password(), "new", "short"))
                        .code())
                .isEqualTo("password.weak");
        var changed =
                newcomer.post("/session/password", Map.of("current", hired.password(), "new", "correct horse battery"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(newcomer.get("/people").status()).isEqualTo(200);
        assertThat(api.logIn(new TestPeople.Hired(hired.name(), "correct horse battery"))
                        .get("/session")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsOneTokenAgainstForgery() {
        var administrator = api.as(Role.ADMINISTRATOR);
        administrator.get("/session");

        var again = administrator.get("/session");

        assertThat(again.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void refusesForgedRequests() {
        var administrator = api.as(Role.ADMINISTRATOR);

        var forged = administrator.send(
                "POST",
                "/groups",
                Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", "made-up"),
                Map.of("name", "forged"));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.code()).isEqualTo("request.forgery");
    }

    @Test
    void refusesKeysThatAreNone() {
        for (var forged :
                new String[] {"Bearer hk_made-up", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.", "Basic YTpi"}) {
            assertThat(api.withHeaders(Map.of("Authorization", forged))
                            .get("/session")
                            .status())
                    .as(forged)
                    .isEqualTo(401);
        }
    }
}
