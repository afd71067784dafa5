package io.hearth.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Stands between a server and one of its stores, and is a bad line when asked. */
final class Proxy implements AutoCloseable {

    enum Line {
        GOOD,
        /** Each piece of an answer comes 200 ms late. */
        SLOW,
        /** Nothing comes through in either direction, and nobody says so. */
        BLACK_HOLE,
        /** What the server says is heard; the answers get lost. */
        ONE_WAY
    }

    private static final long LATE = 200_000_000L;

    private final ServerSocket door;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Line line = Line.GOOD;

    Proxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start(this::accept, "proxy-" + target);
    }

    private static void start(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    void be(Line wanted) {
        line = wanted;
    }

    /** Ends all connections; new ones may come. */
    void cut() throws IOException {
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var server = door.accept();
                open.add(server);
                start(() -> connect(server), "proxy-line");
            } catch (IOException end) {
                return;
            }
        }
    }

    private void connect(Socket server) {
        try {
            var store = new Socket(InetAddress.getLoopbackAddress(), target);
            store.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(store);
            start(() -> carry(store, server, true), "proxy-answers");
            carry(server, store, false);
        } catch (IOException away) {
            close(server);
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var bytes = new byte[32 * 1024];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                while (line == Line.BLACK_HOLE && !from.isClosed()) {
                    LockSupport.parkNanos(20_000_000L);
                }
                if (answers && line == Line.SLOW) {
                    LockSupport.parkNanos(LATE);
                }
                if (!answers || line != Line.ONE_WAY) {
                    out.write(bytes, 0, read);
                    out.flush();
                }
            }
        } catch (IOException cut) {
            // One side went; the other one learns it by the closing.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Then it is closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
