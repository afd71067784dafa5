package io.hearth.platform.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;

/** The first port at or after a preferred one that nobody listens on. */
final class FreePort {

    private static final int TRIES = 200;

    private FreePort() {}

    static int loopback(int preferred) {
        for (int port = preferred; port < preferred + TRIES; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw noneFree(preferred);
    }

    /** The port stays taken, without anybody listening, until the socket is closed. */
    static Socket reserve(int preferred, Set<Integer> taken) {
        for (int port = preferred; port < preferred + TRIES; port++) {
            var socket = taken.contains(port) ? Optional.<Socket>empty() : bound(port);
            if (socket.isPresent()) {
                return socket.get();
            }
        }
        throw noneFree(preferred);
    }

    /** Connections of a server that was just stopped still hold its port for a minute, though nobody listens there. */
    private static Optional<Socket> bound(int port) {
        var alone = bound(port, false);
        return alone.isPresent() || !isFree(port) ? alone : bound(port, true);
    }

    private static Optional<Socket> bound(int port, boolean afterOthers) {
        var socket = new Socket();
        try {
            socket.setReuseAddress(afterOthers);
            socket.bind(new InetSocketAddress(port));
            return Optional.of(socket);
        } catch (IOException busy) {
            return Optional.empty();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(!Command.isWindows());
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    private static StoreUnavailable noneFree(int preferred) {
        return new StoreUnavailable("Expected a free port from " + preferred + " on, but the next " + TRIES
                + " are all busy. Choose another range.");
    }
}
