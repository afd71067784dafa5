package io.hearth.message;

import io.hearth.platform.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * The same without the product: inserts a row a message in batches of 500, posts as large a body over as many
 * connections with the same client, and updates the row in batches. Nobody is asked, nothing is rendered.
 */
final class BareMessages {

    private static final int CONNECTIONS = 64;
    private static final int BATCH = 500;

    private final OwnServer server;
    private final Sink sink;
    private final String body;

    BareMessages(OwnServer server, Sink sink, String body) throws Exception {
        this.server = server;
        this.sink = sink;
        this.body = body;
        server.run("drop schema if exists bare cascade; create schema bare;"
                + " create table bare.message (like public.message including all)");
    }

    /** Messages by second. */
    double run(int messages) throws Exception {
        server.run("truncate bare.message");
        var planned = new LinkedBlockingQueue<UUID>();
        var sent = new ConcurrentLinkedQueue<UUID>();
        var fault = new AtomicReference<Exception>();
        var senders = Executors.newFixedThreadPool(CONNECTIONS);
        var started = System.nanoTime();
        try (var client = client();
                var insert = server.connect();
                var update = server.connect()) {
            for (var i = 0; i < CONNECTIONS; i++) {
                senders.execute(() -> {
                    try {
                        while (!Thread.currentThread().isInterrupted()) {
                            var id = planned.take();
                            post(client, id);
                            sent.add(id);
                        }
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    } catch (Exception broken) {
                        fault.set(broken);
                    }
                });
            }
            var planner = new Thread(() -> {
                try {
                    for (var from = 0; from < messages; from += BATCH) {
                        planned.addAll(insert(insert, from));
                    }
                } catch (SQLException broken) {
                    fault.set(broken);
                }
            });
            planner.start();
            for (var done = 0; done < messages; ) {
                if (fault.get() != null) {
                    throw fault.get();
                }
                var batch = new ArrayList<UUID>();
                for (var id = sent.poll(); id != null; id = sent.poll()) {
                    batch.add(id);
                }
                if (batch.isEmpty()) {
                    LockSupport.parkNanos(2_000_000);
                } else {
                    update(update, batch);
                    done += batch.size();
                }
            }
            planner.join();
        } finally {
            senders.shutdownNow();
        }
        return messages * 1e9 / (System.nanoTime() - started);
    }

    private static CloseableHttpClient client() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .build())
                .build();
    }

    private void post(CloseableHttpClient client, UUID id) throws IOException {
        var request = new HttpPost(sink.address());
        request.setHeader("webhook-id", "bare_" + id);
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        client.execute(request, response -> null);
    }

    private static ArrayList<UUID> insert(Connection connection, int from) throws SQLException {
        var ids = new ArrayList<UUID>(BATCH);
        var members = new Long[BATCH];
        for (var i = 0; i < BATCH; i++) {
            ids.add(Ids.next());
            members[i] = (long) from + i + 1;
        }
        try (var insert = connection.prepareStatement(
                """
                insert into bare.message (id, member_id, key, community, template, purpose, priority, values, channel,
                                          status, planned_at, due, expires, release)
                select id, member, 'bench-' || member, 'running-club', 'onboarding/nudge', 'marketing', 5, '{}', 'webhook',
                       'planned', ?, ?, ?, 'r' from unnest(?::uuid[], ?::bigint[]) as r (id, member)
                """)) {
            var now = Timestamp.from(Instant.now());
            insert.setTimestamp(1, now);
            insert.setTimestamp(2, now);
            insert.setTimestamp(3, now);
            insert.setArray(4, connection.createArrayOf("uuid", ids.toArray()));
            insert.setArray(5, connection.createArrayOf("bigint", members));
            insert.executeUpdate();
        }
        return ids;
    }

    private void update(Connection connection, ArrayList<UUID> ids) throws SQLException {
        try (var update = connection.prepareStatement(
                "update bare.message set status = 'sent', sent_at = ?, counted_at = ?, rendered = jsonb_build_object('data', ?::text)"
                        + " where id = any (?)")) {
            var now = Timestamp.from(Instant.now());
            update.setTimestamp(1, now);
            update.setTimestamp(2, now);
            update.setString(3, body);
            update.setArray(4, connection.createArrayOf("uuid", ids.toArray()));
            update.executeUpdate();
        }
    }
}
