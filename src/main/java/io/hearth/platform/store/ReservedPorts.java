package io.hearth.platform.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Keeps others off the chosen ports while the server starts, and lets go right before it listens itself. */
final class ReservedPorts implements SmartLifecycle {

    private final List<Socket> sockets;
    private volatile boolean running;

    ReservedPorts(List<Socket> sockets) {
        this.sockets = List.copyOf(sockets);
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void start() {
        running = true;
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
