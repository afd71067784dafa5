package io.hearth.message.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives over HTTP and remembers how often it took what; its mood changes with each request, in a fixed order. */
final class MoodyReceiver implements AutoCloseable {

    /** What becomes of a request. */
    enum Mood {
        FINE(true),
        SLOW(true),
        BUSY(false),
        BROKEN(false),
        /** Hangs up and takes nothing. */
        CUT_BEFORE(false),
        /** Takes it and hangs up. */
        CUT_AFTER(true),
        /** Takes it and never says so. */
        SILENT(true);

        private final boolean takes;

        Mood(boolean takes) {
            this.takes = takes;
        }
    }

    final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final String header;
    private final List<Mood> moods;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** @param header which one tells a repetition */
    MoodyReceiver(String header, List<Mood> moods) throws IOException {
        this.header = header;
        this.moods = moods;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var mood = moods.get(next.getAndIncrement() % moods.size());
        if (mood.takes) {
            taken.merge(exchange.getRequestHeaders().getFirst(header), 1, Integer::sum);
        }
        switch (mood) {
            case FINE -> answer(exchange, 204);
            case SLOW -> {
                pause(150);
                answer(exchange, 204);
            }
            case BUSY -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                answer(exchange, 429);
            }
            case BROKEN -> answer(exchange, 500);
            case SILENT -> {
                pause(3_000);
                exchange.close();
            }
            case CUT_BEFORE, CUT_AFTER -> throw new IOException("as told");
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
