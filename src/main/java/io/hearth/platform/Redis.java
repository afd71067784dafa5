package io.hearth.platform;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What must be fast and shared and can be rebuilt.
 *
 * <p>Asking never fails and never takes longer than {@code hearth.redis.patience}: while Redis is away the answer is empty
 * and the caller goes on without it. Notices may be lost; whoever depends on one also looks at PostgreSQL.
 */
@Component
public class Redis implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);

    /** One slow answer may be this server's own doing. */
    private static final int PINGS_UNTIL_AWAY = 3;

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final RedisSettings settings;
    private final ClientResources resources;
    private final RedisClient client;
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> notices;
    private volatile boolean away;
    private int missedPings;
    private volatile long leftAloneUntil = System.nanoTime();

    Redis(RedisSettings settings) {
        this.settings = settings;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        var uri = RedisURI.create(settings.url());
        // For the greeting; commands have less.
        uri.setTimeout(CONNECT_WITHIN);
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_WITHIN).build())
                .timeoutOptions(TimeoutOptions.enabled(settings.patience()))
                .build());
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "redis-watch");
            thread.setDaemon(true);
            return thread;
        });
        look();
        var unused = watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** What Redis answers, or empty while it is away. */
    public <T> Optional<T> ask(Function<RedisCommands<String, String>, @Nullable T> question) {
        var open = connection;
        if (open == null || !open.isOpen() || System.nanoTime() - leftAloneUntil < 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(question.apply(open.sync()));
        } catch (RedisCommandTimeoutException slow) {
            leftAloneUntil = System.nanoTime() + settings.pause().toNanos();
            return Optional.empty();
        } catch (RedisException refused) {
            if (open.isOpen()) {
                log.warn("Redis refused a command: {}", refused.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Whether Redis answered the last time this server looked. */
    public boolean available() {
        return !away;
    }

    /** Tells all nodes, this one included. */
    public void publish(String topic, String text) {
        ask(redis -> redis.publish("hearth:" + topic, text));
    }

    /** Hears what any node tells. The listener must be quick. */
    public void subscribe(String topic, Consumer<String> listener) {
        listeners
                .computeIfAbsent("hearth:" + topic, unused -> new CopyOnWriteArrayList<>())
                .add(listener);
        var open = notices;
        if (open != null) {
            var unused = open.async().subscribe("hearth:" + topic);
        }
    }

    private void look() {
        try {
            if (connection == null) {
                var fresh = client.connect();
                fresh.setTimeout(settings.patience());
                connection = fresh;
            }
            if (notices == null) {
                notices = listening(client.connectPubSub());
            }
            var open = connection;
            if (open != null) {
                open.sync().ping();
            }
            missedPings = 0;
            say(false, null);
        } catch (RedisCommandTimeoutException slow) {
            missedPings++;
            if (missedPings >= PINGS_UNTIL_AWAY) {
                say(true, slow);
            }
        } catch (RedisException gone) {
            say(true, gone);
        }
    }

    private StatefulRedisPubSubConnection<String, String> listening(
            StatefulRedisPubSubConnection<String, String> fresh) {
        fresh.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String text) {
                listeners.getOrDefault(channel, List.of()).forEach(listener -> listener.accept(text));
            }
        });
        if (!listeners.isEmpty()) {
            var unused = fresh.async().subscribe(listeners.keySet().toArray(String[]::new));
        }
        return fresh;
    }

    private void say(boolean nowAway, @Nullable Exception reason) {
        if (nowAway && !away) {
            log.warn(
                    "Redis is away ({}). The server goes on without it: counters and leaderboards may lag. Start Redis again,"
                            + " or mend hearth.redis.url.",
                    reason == null ? "no answer" : reason.getMessage());
        } else if (!nowAway && away) {
            log.info("Redis is back");
        }
        away = nowAway;
    }

    @Override
    public void destroy() {
        watch.shutdownNow();
        client.shutdown(0, 2, TimeUnit.SECONDS);
        var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
