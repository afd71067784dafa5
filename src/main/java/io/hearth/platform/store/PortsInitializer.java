package io.hearth.platform.store;

import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        var reserved = new ArrayList<Socket>();
        int web = environment.getProperty("server.port", Integer.class, -1);
        if (web < 0) {
            web = reserve(WEB, Set.of(), reserved);
            chosen.put("server.port", web);
        }
        if (!environment.containsProperty("management.server.port")) {
            chosen.put("management.server.port", web == 0 ? 0 : reserve(WEB + 1, Set.of(web), reserved));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("hearth ports", chosen));
        context.getBeanFactory().registerSingleton("reservedPorts", new ReservedPorts(reserved));
    }

    private static int reserve(int preferred, Set<Integer> taken, List<Socket> reserved) {
        var socket = FreePort.reserve(preferred, taken);
        reserved.add(socket);
        return socket.getLocalPort();
    }
}
