package io.hearth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.Api;
import io.hearth.HearthTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@HearthTest
class AccountsTest {

    @Autowired
    Api api;

    @Autowired
    KeyUse keyUse;

    @Autowired
    People people;

    @Autowired
    JdbcClient sql;

    @Autowired
    Clock clock;

    @Test
    void takesOnPeople() {
        var name = "n-" + UUID.randomUUID();
        var administrator = api.as(Role.ADMINISTRATOR);

        var added = administrator.post(
                "/people",
                Map.of("name", name, "displayName", "小林", "roles", List.of("MARKETER"), "groups", List.of("care")));

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var password = added.json().path("password").asString();
        var newcomer = api.logIn(new TestPeople.Hired(name, password));
        assertThat(newcomer.get("/session").json().path("mustChangePassword").asBoolean())
                .isTrue();
        assertThat(people.find(name).orElseThrow().groups()).containsExactly("care");
        assertThat(people.inGroup("care")).contains(name);
        assertThat(administrator
                        .get("/people/" + name)
                        .json()
                        .path("displayName")
                        .asString())
                .isEqualTo("小林");
    }

    @Test
    void keepsAdministrationToAdministrators() {
        for (var other :
                List.of(api.as(Role.MARKETER, Role.OPERATOR, Role.APPROVER), api.key(Set.of(Scope.ALL), "x"))) {
            assertThat(other.post("/people", Map.of()).status()).isEqualTo(403);
            assertThat(other.post("/groups", Map.of("name", "x")).status()).isEqualTo(403);
            assertThat(other.get("/api-keys").status()).isEqualTo(403);
            assertThat(other.post("/api-keys", Map.of()).status()).isEqualTo(403);
        }
    }

    @Test
    void recordsWhatIsRefused() {
        var curious = api.as(Role.MARKETER);

        curious.get("/api-keys");

        var entries = api.as(Role.OPERATOR).get("/audit?by=" + curious.name() + "&act=request.refused");
        assertThat(entries.json().path("items").get(0).path("subject").asString())
                .isEqualTo("GET /api/v1/api-keys");
    }

    @Test
    void logsOutWhoLeaves() {
        var administrator = api.as(Role.ADMINISTRATOR);
        var leaving = api.as(Role.MARKETER);

        administrator.patch("/people/" + leaving.name(), Map.of("active", false));

        assertThat(leaving.get("/session").status()).isEqualTo(401);
        assertThat(people.find(leaving.name())).isEmpty();
    }

    @Test
    void findsWhoStandsIn() {
        var first = api.as(Role.APPROVER);
        var second = api.as(Role.APPROVER);
        var third = api.as(Role.APPROVER);
        var now = clock.instant();
        var week = Map.of(
                "from", now.minus(Duration.ofDays(1)).toString(),
                "until", now.plus(Duration.ofDays(6)).toString());

        first.post("/people/" + first.name() + "/absences", plus(week, second.name()));
        var absent = second.post("/people/" + second.name() + "/absences", plus(week, third.name()));

        assertThat(absent.status()).as(absent.body()).isEqualTo(201);
        assertThat(people.substituteOf(first.name(), now)).contains(third.name());
        assertThat(people.substituteOf(first.name(), now.plus(Duration.ofDays(7))))
                .isEmpty();
        assertThat(first.post("/people/" + second.name() + "/absences", plus(week, first.name()))
                        .status())
                .as("another's absence")
                .isEqualTo(403);
    }

    private static Map<String, String> plus(Map<String, String> absence, String substitute) {
        return Map.of("from", absence.get("from"), "until", absence.get("until"), "substitute", substitute);
    }

    @Test
    void givesKeysThatReadAndNoMore() {
        var administrator = api.as(Role.ADMINISTRATOR);
        var made = administrator
                .post("/api-keys", Map.of("name", "reader", "scopes", List.of("READ"), "sources", List.of()))
                .json();
        var reader = api.withHeaders(
                Map.of("Authorization", "Bearer " + made.path("secret").asString()));

        assertThat(reader.get("/system").status()).isEqualTo(200);
        assertThat(reader.get("/people").status()).isEqualTo(403);
        assertThat(reader.post("/events", Map.of()).status()).isEqualTo(403);
        administrator.delete("/api-keys/" + made.path("id").asString());
        assertThat(reader.get("/system").status()).isEqualTo(401);
    }

    @Test
    void neverAltersTheAudit() {
        api.as(Role.OPERATOR).post("/groups", Map.of("name", "x"));

        assertThatThrownBy(
                        () -> sql.sql("UPDATE audit SET by = 'somebody else'").update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql.sql("DELETE FROM audit").update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void tellsWhenAKeyWasLastUsed() {
        var administrator = api.as(Role.ADMINISTRATOR);
        var name = "k-" + UUID.randomUUID();
        var made =
                administrator.post("/api-keys", Map.of("name", name, "scopes", List.of("READ"), "sources", List.of()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(lastUsed(administrator, name)).isEmpty();

        var before = clock.instant().minusSeconds(1);
        var secret = made.json().path("secret").asString();
        assertThat(api.withHeaders(Map.of("Authorization", "Bearer " + secret))
                        .get("/segments")
                        .status())
                .isEqualTo(200);
        keyUse.write();

        assertThat(Instant.parse(lastUsed(administrator, name))).isAfter(before);
    }

    private static String lastUsed(Api.Client client, String name) {
        for (var key : client.get("/api-keys").json().path("items")) {
            if (key.path("name").asString().equals(name)) {
                return key.path("lastUsedAt").asString("");
            }
        }
        throw new AssertionError("No key " + name);
    }
}
