package io.hearth.platform.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first port at or after a preferred one that nobody listens on. */
final class FreePort {

    private static final int TRIES = 200;

    private FreePort() {}

    static int loopback(int preferred) {
        return from(preferred, InetAddress.getLoopbackAddress(), Set.of());
    }

    static int anyAddress(int preferred, Set<Integer> taken) {
        return from(preferred, null, taken);
    }

    private static int from(int preferred, @Nullable InetAddress address, Set<Integer> taken) {
        for (int port = preferred; port < preferred + TRIES; port++) {
            if (!taken.contains(port) && isFree(port, address)) {
                return port;
            }
        }
        throw new StoreUnavailable("Expected a free port from " + preferred + " on, but the next " + TRIES
                + " are all busy. Choose another range.");
    }

    private static boolean isFree(int port, @Nullable InetAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(!Command.isWindows());
            socket.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
