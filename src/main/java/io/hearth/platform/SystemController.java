package io.hearth.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the server itself is doing. */
@RestController
class SystemController {

    private final Version version;
    private final Stores stores;
    private final Redis redis;
    private final JdbcClient sql;
    private final ObjectProvider<SystemDetail> details;

    SystemController(
            Version version, Stores stores, Redis redis, JdbcClient sql, ObjectProvider<SystemDetail> details) {
        this.version = version;
        this.stores = stores;
        this.redis = redis;
        this.sql = sql;
        this.details = details;
    }

    record Store(Stores.Kind kind, String address, @Nullable String version, boolean up) {}

    @GetMapping("/api/v1/system")
    Map<String, Object> system() {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("version", version.current());
        answer.put(
                "stores",
                Map.of(
                        "postgres",
                        store(stores.postgres(), answers()),
                        "redis",
                        store(stores.redis(), redis.available())));
        details.orderedStream().forEach(detail -> answer.put(detail.name(), detail.value()));
        return answer;
    }

    private boolean answers() {
        return sql.sql("SELECT true").query(Boolean.class).single();
    }

    private static Store store(Stores.Store store, boolean up) {
        return new Store(store.kind(), store.address(), store.version(), up);
    }
}
