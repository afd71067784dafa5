package io.hearth.platform;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Without Redis the server is degraded, not down. */
@Component("redisHealthIndicator")
class RedisHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final Redis redis;

    RedisHealth(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Health health() {
        return Health.status(redis.available() ? Status.UP : DEGRADED).build();
    }
}
