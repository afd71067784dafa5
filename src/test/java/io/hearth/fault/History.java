package io.hearth.fault;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was asked of the servers and what they said: one line a request, and for each event what is known of it. */
final class History implements AutoCloseable {

    enum Outcome {
        OK,
        FAIL,
        UNKNOWN
    }

    private final PrintWriter file;
    private final Map<String, Happening> sent = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> inDoubt = new HashSet<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final Map<Long, Instant> refusing = new HashMap<>();

    History(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        file = new PrintWriter(Files.newBufferedWriter(path, StandardCharsets.UTF_8), true);
    }

    synchronized void note(String node, List<Happening> events, Outcome outcome, String answer) {
        answers.merge(answer, 1, Integer::sum);
        for (var event : events) {
            sent.put(event.id(), event);
            switch (outcome) {
                case OK -> acknowledged.add(event.id());
                case UNKNOWN -> inDoubt.add(event.id());
                case FAIL -> {}
            }
        }
        file.println("{\"at\":\"" + Instant.now() + "\",\"node\":\"" + node + "\",\"outcome\":\""
                + outcome.name().toLowerCase(java.util.Locale.ROOT) + "\",\"answer\":\"" + answer + "\",\"events\":["
                + events.stream().map(event -> "\"" + event.id() + "\"").collect(Collectors.joining(",")) + "]}");
    }

    synchronized void say(String what) {
        file.println("{\"at\":\"" + Instant.now() + "\",\"fault\":\"" + what.replace('"', '\'') + "\"}");
    }

    /** How many requests were answered with this status. */
    synchronized int answered(String status) {
        return answers.getOrDefault(status, 0);
    }

    /** A member wants no more messages, and a server said that it knows. */
    synchronized void refuses(long member, Instant at) {
        refusing.put(member, at);
    }

    synchronized Map<Long, Instant> refusing() {
        return Map.copyOf(refusing);
    }

    /** Those that a server said it has. */
    synchronized Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Those of which nobody knows, unless a later answer told. */
    synchronized Set<String> inDoubt() {
        var open = new HashSet<>(inDoubt);
        open.removeAll(acknowledged);
        return open;
    }

    synchronized Map<String, Happening> sent() {
        return Map.copyOf(sent);
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
