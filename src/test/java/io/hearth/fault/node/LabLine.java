package io.hearth.fault.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** The line to the test: it says where to stop and what to weaken, and is told what was reached. */
final class LabLine {

    private final PrintWriter out;
    private final Map<String, AtomicInteger> stops = new ConcurrentHashMap<>();
    private final Semaphore going = new Semaphore(0);
    private volatile Duration acknowledgeEarly = Duration.ZERO;
    private volatile boolean unfenced;
    private volatile Duration ahead = Duration.ofSeconds(Long.getLong("hearth.fault.ahead", 0));

    LabLine(int port, String node) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var listening = new Thread(() -> in.lines().forEach(this::hear), "lab-line");
        listening.setDaemon(true);
        listening.start();
        say("hello " + node);
    }

    void say(String text) {
        out.println(text);
    }

    private void hear(String text) {
        var words = text.split(" ");
        switch (words[0]) {
            case "stop-at" -> stops.put(words[1], new AtomicInteger(Integer.parseInt(words[2])));
            case "go" -> {
                stops.clear();
                going.release(1_000);
            }
            case "acknowledge-early" -> acknowledgeEarly = Duration.ofMillis(Long.parseLong(words[1]));
            case "unfenced" -> unfenced = Boolean.parseBoolean(words[1]);
            case "ahead" -> ahead = Duration.ofSeconds(Long.parseLong(words[1]));
            default -> throw new IllegalArgumentException("Expected an order of the lab, but got " + text);
        }
        say("heard " + text);
    }

    /** Whether whoever has just come to this place is to {@link #stay} there. */
    boolean isToStay(String place) {
        var left = stops.get(place);
        return left != null && left.decrementAndGet() == 0;
    }

    /** Stays here for good if the test wants this server to be ended here, or until it says to go on. */
    void stay(String place) {
        going.drainPermits();
        say("at " + place);
        going.acquireUninterruptibly();
    }

    void reached(String place) {
        if (isToStay(place)) {
            stay(place);
        }
    }

    /** By how much a commit follows its acknowledgement; zero in a sound server. */
    Duration acknowledgeEarly() {
        return acknowledgeEarly;
    }

    boolean unfenced() {
        return unfenced;
    }

    /** How wrong this server's clock is. */
    Duration ahead() {
        return ahead;
    }
}
