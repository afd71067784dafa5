package io.hearth.message.channel;

import io.hearth.member.MemberId;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.platform.Ids;
import io.hearth.platform.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Calls of the webhook's receiver that are no messages: kept in the transaction that asks for them, made afterwards, and
 * tried again under the same id until the receiver takes them or their attempts are used up.
 */
public final class WebhookCalls implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCalls.class);
    private static final int BATCH = 20;
    private static final int LONGEST = 500;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final @Nullable WebhookReceiver receiver;
    private final MessageSettings.Limits limits;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private @Nullable Thread thread;

    /**
     * What is told.
     *
     * @param key named after the cause, so that asking twice calls once
     * @param run the run that asks
     */
    public record Call(
            String key, String name, UUID run, MemberId member, String community, Map<String, Object> values) {}

    /** What became of a call: {@code planned}, {@code taken} or {@code failed}. */
    public record Made(
            String name,
            String state,
            int attempts,
            @Nullable String answer,
            Instant plannedAt) {}

    private record Due(UUID id, String body, int attempts) {}

    WebhookCalls(JdbcTemplate jdbc, @Nullable WebhookReceiver receiver, MessageSettings.Limits limits, Clock clock) {
        this.sql = JdbcClient.create(jdbc);
        this.receiver = receiver;
        this.limits = limits;
        this.clock = clock;
    }

    /** In the caller's transaction; a key that was asked under before is left alone. */
    public void plan(Call call) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "journey." + call.name());
        body.put("member", call.member().toString());
        body.put("community", call.community());
        body.put("values", call.values());
        sql.sql("""
                insert into webhook_call (id, key, name, run, member, body, state, answer, planned_at, next_at)
                values (:id, :key, :name, :run, :member, :body, :state, :answer, :now, :now)
                on conflict (key) do nothing
                """)
                .param("id", Ids.next())
                .param("key", call.key())
                .param("name", call.name())
                .param("run", call.run())
                .param("member", call.member().value())
                .param("body", Json.mapper().writeValueAsString(body))
                .param("state", receiver == null ? "failed" : "planned")
                .param("answer", receiver == null ? "no webhook is set up (hearth.message.webhook.url)" : null)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The calls that a run asked for, oldest first. */
    public List<Made> of(UUID run) {
        return sql.sql("""
                        select name, state, attempts, answer, planned_at from webhook_call
                        where run = :run order by id limit 100
                        """)
                .param("run", run)
                .query((row, number) -> new Made(
                        row.getString("name"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("answer"),
                        row.getObject("planned_at", java.time.OffsetDateTime.class)
                                .toInstant()))
                .list();
    }

    /** Forgets what was or would have been told about a member. */
    public void forget(MemberId member) {
        sql.sql("delete from webhook_call where member = :member")
                .param("member", member.value())
                .update();
    }

    /** Makes the calls that are due; returns how many those were. */
    int round() {
        var to = receiver;
        if (to == null) {
            return 0;
        }
        var now = clock.instant();
        var due = sql.sql("""
                        update webhook_call set next_at = :lease, attempts = attempts + 1
                        where id in (select id from webhook_call where state = 'planned' and next_at <= :now
                            order by next_at limit :most for update skip locked)
                        returning id, body, attempts
                        """)
                .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", BATCH)
                .query(Due.class)
                .list();
        due.forEach(call -> settle(call, make(to, call)));
        return due.size();
    }

    private static Delivery make(WebhookReceiver to, Due call) {
        return Answers.byStatus(to.post("call_" + call.id().toString().replace("-", ""), call.body()));
    }

    private void settle(Due call, Delivery outcome) {
        if (outcome instanceof Delivery.Accepted) {
            note(call, "taken", null, clock.instant());
        } else if (outcome instanceof Delivery.Refused refused) {
            note(call, "failed", refused.why(), clock.instant());
        } else {
            var why = outcome instanceof Delivery.Later later
                    ? later.why()
                    : outcome instanceof Delivery.Doubtful doubt ? doubt.why() : "";
            var pause = outcome instanceof Delivery.Later later && later.after() != null
                    ? later.after()
                    : rest(call.attempts());
            note(
                    call,
                    call.attempts() >= limits.attempts() ? "failed" : "planned",
                    why,
                    clock.instant().plus(pause));
        }
    }

    private Duration rest(int attempt) {
        var rest = limits.backoff().multipliedBy(1L << Math.min(attempt - 1, 10));
        return rest.compareTo(limits.longestBackoff()) > 0 ? limits.longestBackoff() : rest;
    }

    private void note(Due call, String state, @Nullable String answer, Instant next) {
        sql.sql("update webhook_call set state = :state, answer = :answer, next_at = :next where id = :id")
                .param("state", state)
                .param("answer", answer == null || answer.length() <= LONGEST ? answer : answer.substring(0, LONGEST))
                .param("next", next.atOffset(ZoneOffset.UTC))
                .param("id", call.id())
                .update();
    }

    @Override
    public void start() {
        if (receiver != null && running.compareAndSet(false, true)) {
            var worker = new Thread(this::work, "webhook-calls");
            worker.setDaemon(true);
            thread = worker;
            worker.start();
        }
    }

    @Override
    public void stop() {
        running.set(false);
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    private void work() {
        while (running.get()) {
            try {
                if (round() == 0) {
                    java.util.concurrent.TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                }
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException storeAway) {
                LOG.warn("Expected to call the webhook's receiver, but the store did not answer", storeAway);
                java.util.concurrent.locks.LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }
}
