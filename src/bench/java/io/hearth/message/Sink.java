package io.hearth.message;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A receiver that answers after 20 ms and remembers how often it took each id. */
public final class Sink implements AutoCloseable {

    private static final long PATIENCE = 20_000_000;
    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    public final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();
    final AtomicLong bytes = new AtomicLong();
    volatile String sample = "";
    private final ServerSocket door;
    private final String header;

    /** @param header which one tells a repetition, in small letters */
    public Sink(String header) throws IOException {
        this.header = header + ":";
        door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        daemon("sink", this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/hook");
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var socket = door.accept();
                socket.setTcpNoDelay(true);
                daemon("sink-line", () -> serve(socket));
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream(), 8192);
            var out = socket.getOutputStream();
            while (take(in)) {
                LockSupport.parkNanos(PATIENCE);
                out.write(ANSWER);
            }
        } catch (IOException gone) {
            // The sender hung up.
        }
    }

    private boolean take(InputStream in) throws IOException {
        var length = 0;
        var id = "";
        var line = line(in);
        if (line.isEmpty()) {
            return false;
        }
        for (line = line(in); !line.isEmpty(); line = line(in)) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (lower.startsWith(header)) {
                id = line.substring(header.length()).strip();
            }
        }
        var body = in.readNBytes(length);
        if (sample.isEmpty()) {
            sample = new String(body, StandardCharsets.UTF_8);
        }
        bytes.addAndGet(length);
        taken.merge(id, 1, Integer::sum);
        return true;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
