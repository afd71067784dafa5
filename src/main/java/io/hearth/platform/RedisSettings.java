package io.hearth.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is, and how long to wait for it.
 *
 * @param url where Redis is; set by the server itself when it runs its own
 * @param patience how long a command may take before the caller goes on without Redis
 * @param pause how long Redis is left alone after a command took too long
 */
@ConfigurationProperties("hearth.redis")
public record RedisSettings(
        @DefaultValue("redis://127.0.0.1:16379") String url,
        @DefaultValue("250ms") Duration patience,
        @DefaultValue("1s") Duration pause) {}
