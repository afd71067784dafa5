package io.hearth.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.HearthTest;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

@HearthTest
class LeasesTest {

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    EventTail tail;

    @Autowired
    Leases server;

    private final List<Leases> others = new ArrayList<>();

    @BeforeEach
    void serverOwnsAll() {
        server.tick();
    }

    @AfterEach
    void othersLeave() {
        others.forEach(Leases::stop);
        server.tick();
    }

    @Test
    void sharesEvenlyWithOneThatJoinsAndTakesBackFromOneThatLeaves() {
        assertThat(server.held()).hasSize(16);
        var other = node();

        other.tick();
        server.tick();
        other.tick();

        assertThat(server.held()).hasSize(8);
        assertThat(other.held()).hasSize(8);

        other.stop();
        server.tick();

        assertThat(server.held()).hasSize(16);
    }

    @Test
    void refusesTheWorkOfANodeThatWokeUpLate() {
        var sleeper = node();
        sleeper.tick();
        server.tick();
        sleeper.tick();
        var lease = sleeper.held().get(0);
        jdbc.update("UPDATE log_lease SET lease_until = '-infinity' WHERE owner = ?", sleeper.node());
        jdbc.update("DELETE FROM log_node WHERE node = ?", sleeper.node());
        server.tick();

        assertThat(server.held()).hasSize(16);
        assertThatThrownBy(
                        () -> transaction.executeWithoutResult(status -> sleeper.advance(lease, lease.position() + 1)))
                .isInstanceOf(Leases.LeaseLost.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> sleeper.check(lease)))
                .isInstanceOf(Leases.LeaseLost.class);
        assertThat(server.held(lease.partition()).orElseThrow().token()).isGreaterThan(lease.token());
    }

    private Leases node() {
        var properties = new EventProperties(
                16,
                1,
                1,
                1,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(5),
                1000,
                Duration.ofDays(400),
                Duration.ofHours(48),
                Period.ZERO,
                Duration.ofDays(500),
                Duration.ofSeconds(10),
                16);
        var node = new Leases(
                jdbc, transaction, tail, properties, UUID.randomUUID().toString());
        others.add(node);
        return node;
    }
}
