package io.hearth.bench;

import io.hearth.bench.bare.BareEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Batches of 500 over HTTP until everything is decided, against a bare loop of the same work. */
final class EventsBench {

    private final Server server;
    private final Path content;
    private final String name;
    private final int every;
    private final Load load;

    EventsBench(Server server, Path content) {
        this(server, content, "events", 10);
    }

    /** @param every how many events there are for each that earns points */
    EventsBench(Server server, Path content, String name, int every) {
        this.name = name;
        this.every = every;
        this.server = server;
        this.content = content;
        this.load = new Load(server);
    }

    boolean run() throws Exception {
        new Fixtures(server).load();
        var warm = load.send(traffic("w"), seconds("hearth.bench.warm", 60));
        System.err.printf(Locale.ROOT, "warm-up: %.0f events/s%n", warm);
        double value = load.send(traffic("m"), seconds("hearth.bench.seconds", 40));
        boolean right = check();
        var before = Effort.of(server);
        var bare = new BareEvents(server.databaseUrl(), Server.OWNER, server.password(), content, every);
        double baseline = bare.run(seconds("hearth.bench.bare", 30));
        System.err.printf("bare loop: %s%n", Effort.of(server).since(before).by(bare.events()));
        System.out.printf(
                Locale.ROOT,
                "%s value=%.0f unit=events/s baseline=%.0f ratio=%.2f%n",
                name,
                value,
                baseline,
                value / baseline);
        return right;
    }

    private Traffic traffic(String prefix) {
        return new Traffic(prefix, Fixtures.MEMBERS, every);
    }

    private static Duration seconds(String name, int usual) {
        return Duration.ofSeconds(Integer.getInteger(name, usual));
    }

    /** Nothing lost, nothing doubled, nothing wrong. */
    private boolean check() throws Exception {
        return load.check()
                & server.same("entries of members", load.awards(), "select count(*) from ledger_entry where account = 'available'")
                & server.same("sum over all accounts", 0, "select coalesce(sum(points), 0) from ledger_entry")
                & server.same("receipts", load.awards(), "select count(*) from receipt");
    }
}
