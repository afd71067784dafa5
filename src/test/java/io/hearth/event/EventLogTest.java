package io.hearth.event;

import static io.hearth.event.EventLog.Result.Status.ACCEPTED;
import static io.hearth.event.EventLog.Result.Status.DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@HearthTest
class EventLogTest {

    @Autowired
    EventLog log;

    @Autowired
    EventTable table;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    private final String source = "test-" + UUID.randomUUID();

    @Test
    void keepsWhatItAcceptedAsItWasSent() {
        var event = event("e-1", "u-1", "{\"km\": 5.25, \"地点\": \"外滩\"}");

        var result = log.append(List.of(event)).get(0);

        assertThat(result.status()).isEqualTo(ACCEPTED);
        var logged = log.find(result.event()).orElseThrow();
        assertThat(logged.json()).isEqualTo("{\"km\": 5.25, \"地点\": \"外滩\"}");
        assertThat(logged.data()).containsEntry("km", new java.math.BigDecimal("5.25"));
        assertThat(logged.time()).isEqualTo(Instant.parse("2026-03-14T01:02:03.456789Z"));
        assertThat(logged.member()).isEqualTo(memberOf("u-1"));
        assertThat(logged.partition()).isBetween(0, log.partitions() - 1);
    }

    @Test
    void takesAnEventOnceHoweverOftenItComes() {
        var first = log.append(List.of(event("e-1", "u-1", "{}"))).get(0);

        var again =
                log.append(List.of(event("e-0", "u-1", "{}"), event("e-1", "u-1", "{}"), event("e-0", "u-1", "{}")));

        assertThat(again).extracting(EventLog.Result::status).containsExactly(ACCEPTED, DUPLICATE, DUPLICATE);
        assertThat(again.get(1).event()).isEqualTo(first.event());
        assertThat(again.get(2).event()).isEqualTo(again.get(0).event());
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void leavesNoGapWhereDuplicatesWere() throws Exception {
        var random = new Random(7);
        var writers = Executors.newFixedThreadPool(8);
        List<Callable<List<EventLog.Result>>> calls = new ArrayList<>();
        for (int call = 0; call < 120; call++) {
            var events = IntStream.range(0, 1 + random.nextInt(40))
                    .mapToObj(n -> random.nextInt(1500))
                    .map(n -> event("e-" + n, "u-" + n % 97, "{\"n\":" + n + "}"))
                    .toList();
            calls.add(() -> log.append(events));
        }

        Map<EventRef, Integer> accepted = new HashMap<>();
        Set<EventRef> answered = new HashSet<>();
        for (var answer : writers.invokeAll(calls)) {
            for (var result : answer.get()) {
                answered.add(result.event());
                if (result.status() == ACCEPTED) {
                    accepted.merge(result.event(), 1, Integer::sum);
                }
            }
        }
        writers.shutdown();

        assertThat(accepted.values()).containsOnly(1);
        assertThat(accepted.keySet()).isEqualTo(answered);
        assertThat(stored()).isEqualTo(accepted.size());
        assertThat(sql.sql(
                                "SELECT count(*) FROM event_key k JOIN event e USING (partition, position, source, id) WHERE source = ?")
                        .param(source)
                        .query(Long.class)
                        .single())
                .isEqualTo(accepted.size());
        for (int partition = 0; partition < log.partitions(); partition++) {
            var row = sql.sql("SELECT count(*) AS n, coalesce(max(position), 0) AS last FROM event WHERE partition = ?")
                    .param(partition)
                    .query()
                    .singleRow();
            assertThat(row.get("n")).as("partition " + partition).isEqualTo(row.get("last"));
            assertThat(log.heads()[partition]).isEqualTo(row.get("last"));
        }
    }

    @Test
    void readsTheSameFromMemoryAndFromTheTable() {
        var results = log.append(IntStream.range(0, 300)
                .mapToObj(n -> event("e-" + n, "u-1", "{\"n\":" + n + "}"))
                .toList());
        var first = results.get(0).event();

        var fromTable = table.read(first.partition(), first.position() - 1, 1000);
        var fromLog = log.read(first.partition(), first.position() - 1, 1000);

        assertThat(fromTable).extracting(LoggedEvent::id).contains("e-0", "e-299");
        assertThat(fromTable).extracting(LoggedEvent::position).isSorted();
        assertThat(fromLog.subList(0, 300))
                .usingRecursiveComparison()
                .ignoringFields("data")
                .isEqualTo(fromTable.subList(0, 300));
    }

    @Test
    void appendsWhatWasCausedWithItsCauseOrNotAtAll() {
        var cause = log.find(
                        log.append(List.of(event("e-1", "u-1", "{}"))).get(0).event())
                .orElseThrow();
        var caused = NewEvent.caused(cause, source + "-c", "level.changed", cause.time(), "gold", "{\"to\":\"gold\"}");

        transaction.executeWithoutResult(status -> {
            log.appendCaused(List.of(caused));
            status.setRollbackOnly();
        });
        var kept =
                transaction.execute(status -> log.appendCaused(List.of(caused))).get(0);
        var again =
                transaction.execute(status -> log.appendCaused(List.of(caused))).get(0);

        assertThat(kept.status()).isEqualTo(ACCEPTED);
        assertThat(again.status()).isEqualTo(DUPLICATE);
        assertThat(again.event()).isEqualTo(kept.event());
        var logged = log.find(kept.event()).orElseThrow();
        assertThat(logged.cause()).isEqualTo(cause.ref().toString());
        assertThat(logged.depth()).isEqualTo(1);
        assertThat(logged.partition()).isEqualTo(cause.partition());
    }

    private NewEvent event(String id, String user, String json) {
        return NewEvent.from(
                source,
                id,
                "post.created",
                Instant.parse("2026-03-14T01:02:03.456789Z"),
                new Identity(source, user),
                "running-club",
                null,
                json.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Effects.NONE);
    }

    private MemberId memberOf(String user) {
        var identity = new Identity(source, user);
        return members.find(List.of(identity)).get(identity);
    }

    private long stored() {
        return sql.sql("SELECT count(*) FROM event WHERE source = ?")
                .param(source)
                .query(Long.class)
                .single();
    }
}
