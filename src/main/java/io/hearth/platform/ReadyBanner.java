package io.hearth.platform;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the server where to look. */
@Component
class ReadyBanner {

    private final Environment environment;
    private final Stores stores;

    ReadyBanner(Environment environment, Stores stores) {
        this.environment = environment;
        this.stores = stores;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        var took = event.getTimeTaken();
        Terminal.show(
                "Hearth is ready" + (took == null ? "" : " after %.1f s".formatted(took.toMillis() / 1000.0)) + ".",
                "",
                "Console     http://localhost:" + environment.getProperty("local.server.port") + "/",
                "Operations  http://localhost:" + environment.getProperty("local.management.port")
                        + "/actuator/prometheus",
                "PostgreSQL  " + line(stores.postgres()),
                "Redis       " + line(stores.redis()));
    }

    private static String line(Stores.Store store) {
        return store.address() + " (" + (store.kind() == Stores.Kind.EMBEDDED ? "embedded" : "external")
                + (store.version() == null ? "" : ", " + store.version())
                + (store.folder() == null ? "" : ", data in " + store.folder()) + ")";
    }
}
