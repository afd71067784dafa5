package io.hearth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@HearthTest
class AuditSealsTest {

    @Autowired
    Api api;

    @Autowired
    Audit audit;

    @Autowired
    AuditSeals seals;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    Environment environment;

    private final String subject = "sealed-" + UUID.randomUUID();

    @Test
    void findsWhatIsChangedTakenAwayOrWrittenPastIt() throws SQLException {
        for (var act : new String[] {"one", "two", "three"}) {
            audit.record("somebody", "test." + act, subject, null, act);
        }
        long first = sealedAt("test.one");
        long second = sealedAt("test.two");

        assertThat(second).isEqualTo(first + 1);
        assertThat(api.as(Role.OPERATOR)
                        .get("/audit/verification")
                        .json()
                        .path("right")
                        .asBoolean())
                .isTrue();
        assertThat(asOwner("UPDATE audit SET by = 'nobody' WHERE act = 'test.two' AND subject = '" + subject + "'"))
                .isEqualTo(second);
        assertThat(asOwner("DELETE FROM audit WHERE act = 'test.one' AND subject = '" + subject + "'"))
                .isEqualTo(first);
        assertThat(asOwner("DELETE FROM audit_seal WHERE number = " + second)).isEqualTo(second + 1);
        assertThat(asOwner(
                        "INSERT INTO audit (id, at, by, act, subject) VALUES (gen_random_uuid(), now(), 'x', 'y', '"
                                + subject + "'); DELETE FROM audit_unsealed",
                        AuditSeals.Verification::missing))
                .isGreaterThanOrEqualTo(1);
        assertThat(seals.verify().isRight()).isTrue();
    }

    private long sealedAt(String act) {
        return await("a seal of " + act)
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            seals.seal();
                            return sql.sql("SELECT s.number FROM audit a JOIN audit_seal s ON s.entry = a.id"
                                            + " WHERE a.act = :act AND a.subject = :subject")
                                    .param("act", act)
                                    .param("subject", subject)
                                    .query(Long.class)
                                    .optional()
                                    .orElse(0L);
                        },
                        number -> number > 0);
    }

    private Long asOwner(String change) throws SQLException {
        return asOwner(change, found -> found.wrong() == null ? 0 : found.wrong());
    }

    /** What a look finds after somebody who owns the database did this; nothing of it stays. */
    private <T> T asOwner(String change, Function<AuditSeals.Verification, T> look) throws SQLException {
        try (var connection = DriverManager.getConnection(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.flyway.user"),
                environment.getRequiredProperty("spring.flyway.password"))) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("ALTER TABLE audit DISABLE TRIGGER audit_append_only;"
                        + " ALTER TABLE audit_seal DISABLE TRIGGER audit_seal_append_only; " + change);
            }
            var theirs = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            var found = new AuditSeals(theirs, transaction).verify();
            connection.rollback();
            return look.apply(found);
        }
    }
}
