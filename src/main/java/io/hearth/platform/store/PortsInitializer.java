package io.hearth.platform.store;

import java.util.HashMap;
import java.util.Set;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Takes port 8080 for the console and 8081 for operations, or the next free ones; a port that is set stays as it is. */
final class PortsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int WEB = 8080;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var chosen = new HashMap<String, Object>();
        int web = environment.getProperty("server.port", Integer.class, -1);
        if (web < 0) {
            web = FreePort.anyAddress(WEB, Set.of());
            chosen.put("server.port", web);
        }
        if (!environment.containsProperty("management.server.port")) {
            chosen.put("management.server.port", web == 0 ? 0 : FreePort.anyAddress(WEB + 1, Set.of(web)));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("hearth ports", chosen));
    }
}
