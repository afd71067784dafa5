package io.hearth.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A lab with two servers, a seed, and all that was sent so far: what each fault is made in. */
final class Scene implements AutoCloseable {

    /** What does not hold, with all that is needed to see it again. */
    static final class Broken extends AssertionError {

        private static final long serialVersionUID = 1L;

        Broken(String fault, long seed, List<String> wrong) {
            super("After " + fault + " with -Dhearth.fault.seed=" + seed + ":\n  " + String.join("\n  ", wrong));
        }
    }

    /** Time enough for leases to end and for what failed to be tried again. */
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("hearth.fault.patience", 90));

    private final long seed;
    private final Lab lab;
    private final History history;
    private final Random random;
    private final Client client;
    private int nextMember;

    Scene(Path folder, long seed) throws Exception {
        this(new Lab(folder), folder, seed, "a", "b");
    }

    /** One server with the content that it is packed with. */
    static Scene ofProduct(Path folder, long seed) throws Exception {
        return new Scene(new Lab(folder, true), folder, seed, "a");
    }

    private Scene(Lab lab, Path folder, long seed, String... nodes) throws Exception {
        this.seed = seed;
        this.random = new Random(seed);
        this.lab = lab;
        this.history = new History(folder.resolve("history.jsonl"));
        lab.start(nodes);
        this.client = new Client(history, lab.nodes(), seed).as(lab.secret());
    }

    long seed() {
        return seed;
    }

    Lab lab() {
        return lab;
    }

    History history() {
        return history;
    }

    Random random() {
        return random;
    }

    /** Sends to all nodes in turn. */
    Client client() {
        return client;
    }

    /** Sends to one node only. */
    Client clientOf(Node node) {
        return new Client(history, List.of(node), seed).as(lab.secret());
    }

    Node a() {
        return lab.nodes().get(0);
    }

    Node b() {
        return lab.nodes().get(1);
    }

    /** Events about members of their own, who have joined. */
    Workload workload(String name, int members) throws InterruptedException {
        var workload = new Workload(name, seed, nextMember, members);
        nextMember += members;
        client.send(workload.joining());
        return workload;
    }

    /** Members who join only when this is sent. */
    List<Happening> newcomers(String name, int members) {
        var joining = new Workload(name, seed, nextMember, members).joining();
        nextMember += members;
        return joining;
    }

    void verify(String fault) throws Exception {
        var wrong = Checker.check(lab, history, PATIENCE);
        if (!wrong.isEmpty()) {
            throw new Broken(fault, seed, wrong);
        }
    }

    /** How long it takes until something is so. */
    static Duration until(String what, Duration patience, Callable<Boolean> so) throws Exception {
        var begun = Instant.now();
        while (!so.call()) {
            if (Duration.between(begun, Instant.now()).compareTo(patience) > 0) {
                throw new AssertionError("Expected that " + what + " within " + patience + ", but it did not");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Duration.between(begun, Instant.now());
    }

    static void rest(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    @Override
    public void close() throws Exception {
        history.close();
        lab.close();
    }
}
