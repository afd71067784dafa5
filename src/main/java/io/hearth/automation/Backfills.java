package io.hearth.automation;

import io.hearth.content.Release;
import io.hearth.content.ReleaseTarget;
import io.hearth.decision.language.RuleReader;
import io.hearth.member.activity.Collected.Need;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before a release goes live whose rules read figures that nobody collected, they are read from the log. While a server
 * starts nothing decides yet, so then the release goes live first.
 */
@Service
class Backfills implements ReleaseTarget {

    private static final Logger log = LoggerFactory.getLogger(Backfills.class);
    private static final long LOOK_EVERY_NANOS = 500_000_000L;
    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final BackfillTable table;
    private final ObjectProvider<Pipeline> pipeline;
    private final AutomationSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile List<Need> needs = List.of();
    private volatile Optional<UUID> running = Optional.empty();
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;

    Backfills(
            BackfillTable table,
            ObjectProvider<Pipeline> pipeline,
            AutomationSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.pipeline = pipeline;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void prepare(Release release) {
        var wanted = RuleReader.read(release.files()).rulebooks().stream()
                .flatMap(rulebook -> Needs.list(rulebook.aggregates()).stream())
                .distinct()
                .toList();
        var missing = without(wanted, table.ready());
        if (missing.isEmpty()) {
            return;
        }
        var job = Objects.requireNonNull(transaction.execute(status -> begin(missing, release.hash())));
        lookAgain();
        if (job.isPresent()) {
            await(job.get(), missing);
        }
    }

    /** Nothing is to be read where nobody did anything yet. */
    private Optional<UUID> begin(List<Need> missing, String release) {
        if (!table.anybody()) {
            table.collect(missing, true);
            return Optional.empty();
        }
        var under = table.running();
        if (under.isPresent()) {
            if (!without(missing, table.needs()).isEmpty()) {
                throw Problem.content(
                        "backfill.running",
                        "Expected to read figures for this release from the log, but this is being done for another"
                                + " one; publish again when it is done.");
            }
            return under;
        }
        var id = Ids.next();
        table.collect(missing, false);
        table.add(id, release, clock.instant());
        log.info("Reading {} figures of all members from the log", missing.size());
        return Optional.of(id);
    }

    private static List<Need> without(List<Need> wanted, List<Need> known) {
        return wanted.stream()
                .filter(need -> known.stream()
                        .noneMatch(one -> one.type().equals(need.type())
                                && Objects.equals(one.field(), need.field())
                                && one.days() >= need.days()))
                .toList();
    }

    private void await(UUID job, List<Need> missing) {
        long until = System.nanoTime() + settings.backfillPatience().toNanos();
        while (pipeline.getObject().isRunning()) {
            var now = table.find(job).orElseThrow();
            if (now.state().equals("done")) {
                log.info(
                        "Read {} figures of {} members from the log, which reaches back to {}",
                        missing.size(),
                        now.looked(),
                        now.oldest());
                return;
            }
            if (System.nanoTime() > until) {
                throw Problem.content(
                        "backfill.running",
                        "Expected the figures that this release needs, but they are still being read from the log, "
                                + now.looked() + " of " + now.members()
                                + " members so far; publish again when it is done.");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** What is collected besides what the live release needs. */
    List<Need> needs() {
        look();
        return needs;
    }

    /** The one to work on, as this node last looked. */
    Optional<UUID> running() {
        look();
        return running;
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_EVERY_NANOS) {
            lookedAt = now;
            var found = table.needs();
            if (!found.equals(needs)) {
                needs = found;
            }
            running = table.running();
        }
    }

    void lookAgain() {
        lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;
    }
}
