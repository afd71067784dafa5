package io.hearth.event.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.hearth.event.EventLog;
import io.hearth.event.EventRules;
import io.hearth.event.KnownCommunities;
import io.hearth.event.NewEvent;
import io.hearth.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on imports in the background, one after the other. A chunk's events and the progress that counts them are one
 * transaction, so that after a crash it goes on at the very next record.
 */
@Component
class ImportRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    private static final int CHUNK = 500;
    private static final int ATTEMPTS = 5;

    private final ImportTable table;
    private final ImportFiles files;
    private final EventLog events;
    private final KnownCommunities communities;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    ImportRunner(
            ImportTable table,
            ImportFiles files,
            EventLog events,
            KnownCommunities communities,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.files = files;
        this.events = events;
        this.communities = communities;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Looks for work now, rather than in a second. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** As the runner will read it; throws the problem that the mapping has with this file. */
    EventMaker maker(Mapping mapping, Records records) {
        var rules = new EventRules(
                communities, source -> true, null, clock.instant().plus(Duration.ofDays(2)));
        return new EventMaker(mapping, records, rules);
    }

    private void work() {
        while (running) {
            try {
                for (var id : table.free()) {
                    if (running && files.has(id) && table.claim(id, node)) {
                        run(table.find(id).orElseThrow());
                    }
                }
            } catch (RuntimeException fault) {
                log.warn("Expected to look for imports, but {}", fault.toString());
            }
            LockSupport.parkNanos(1_000_000_000L);
        }
    }

    private void run(Import task) {
        log.info("Import {} goes on at record {}", task.id(), task.records());
        try {
            if (readOn(task)) {
                table.end(task.id(), node, "DONE", null);
                files.delete(task.id());
                log.info("Import {} is done", task.id());
            } else {
                table.release(task.id(), node);
            }
        } catch (DataAccessException | TransactionException away) {
            log.warn("Import {} stopped, and is tried again: {}", task.id(), away.toString());
        } catch (Problem | CsvParseException | UncheckedIOException fault) {
            table.end(task.id(), node, "FAILED", fault.getMessage());
        } catch (IOException | RuntimeException fault) {
            log.error("Import {} failed", task.id(), fault);
            table.end(task.id(), node, "FAILED", fault.toString());
        }
    }

    /** Whether it came to the end; not if it was paused, taken over, or the server stops. */
    private boolean readOn(Import task) throws IOException {
        var mapping = Mapping.read(task.mapping());
        try (var records = Records.open(files.path(task.id()), mapping)) {
            var maker = maker(mapping, records);
            long done = 0;
            for (; done < task.records() && records.hasNext(); done++) {
                maker.skip(records.next());
            }
            while (records.hasNext()) {
                var batch = new Batch(done);
                while (batch.size < CHUNK && records.hasNext()) {
                    batch.add(maker, records.next());
                }
                if (!running || !store(task, batch, records.bytes())) {
                    return false;
                }
                done += batch.size;
            }
        }
        return true;
    }

    private boolean store(Import task, Batch batch, long bytes) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> {
                    boolean own = table.advance(task.id(), node, batch.from, batch.append(bytes));
                    if (!own) {
                        status.setRollbackOnly();
                    }
                    return own;
                }));
            } catch (RuntimeException fault) {
                if (attempt == ATTEMPTS || !running) {
                    throw fault;
                }
                LockSupport.parkNanos(attempt * 200_000_000L);
            }
        }
    }

    /** Records that are dealt with in one transaction. */
    private final class Batch {
        private final long from;
        private final List<NewEvent> fit = new ArrayList<>();
        private final List<Records.Row> fitRows = new ArrayList<>();
        private final List<Long> fitNumbers = new ArrayList<>();
        private final List<ImportTable.RefusedRecord> unfit = new ArrayList<>();
        private int size;

        Batch(long from) {
            this.from = from;
        }

        void add(EventMaker maker, Records.Row row) {
            long number = from + ++size;
            var made = maker.make(row, number);
            if (made.event() != null) {
                fit.add(made.event());
                fitRows.add(row);
                fitNumbers.add(number);
            } else {
                unfit.add(ImportTable.RefusedRecord.of(
                        number, row.line(), Objects.requireNonNull(made.refusal()), shown(row)));
            }
        }

        ImportTable.Chunk append(long bytes) {
            var results = events.appendWithin(fit);
            var refused = new ArrayList<>(unfit);
            int accepted = 0;
            int duplicate = 0;
            for (int i = 0; i < results.size(); i++) {
                switch (results.get(i).status()) {
                    case ACCEPTED -> accepted++;
                    case DUPLICATE -> duplicate++;
                    // About somebody who was erased: the record is counted, and what it says is not kept.
                    case REFUSED ->
                        refused.add(ImportTable.RefusedRecord.of(
                                fitNumbers.get(i),
                                fitRows.get(i).line(),
                                Objects.requireNonNull(results.get(i).refusal()),
                                ""));
                }
            }
            return new ImportTable.Chunk(size, bytes, accepted, duplicate, refused);
        }

        private static String shown(Records.Row row) {
            var text = String.join(" | ", row.cells()).replace('\0', ' ');
            return text.length() > 500 ? text.substring(0, 500) : text;
        }
    }

    @Override
    public void start() {
        running = true;
        var working = new Thread(this::work, "imports");
        working.setDaemon(true);
        thread = working;
        working.start();
    }

    @Override
    public void stop() {
        running = false;
        var working = thread;
        if (working != null) {
            LockSupport.unpark(working);
            try {
                working.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
