package io.hearth.journey;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.Releases;
import io.hearth.journey.RunMigrationTable.Work;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.DefinitionTable.Version;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings live runs to the versions of the live release, one run a transaction together with how far it is: after a crash it
 * goes on where it was. A run that can't come along stays in its version, and it is written down why.
 */
@Component
class RunMigrator {

    private static final Logger log = LoggerFactory.getLogger(RunMigrator.class);
    private static final int LOT = 100;
    private static final int LONGEST_WHY = 500;

    private final RunMigrationTable table;
    private final RunPlans plans;
    private final Migrating migrating;
    private final DefinitionTable definitions;
    private final JourneyEngine engine;
    private final Releases releases;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunMigrator(
            RunMigrationTable table,
            RunPlans plans,
            Migrating migrating,
            DefinitionTable definitions,
            JourneyEngine engine,
            Releases releases,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.plans = plans;
        this.migrating = migrating;
        this.definitions = definitions;
        this.engine = engine;
        this.releases = releases;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Begins to bring all runs of other versions to those of the live release. */
    void start(String release, String reason) {
        if (!releases.live().hash().equals(release)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "release.not-live",
                    "Expected the live release, to whose versions runs are brought, but another is live.");
        }
        transaction.executeWithoutResult(status -> {
            if (table.isRunning()) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "migration.running",
                        "Expected no runs to be on their way to other versions, but some are; wait for them.");
            }
            var now = clock.instant();
            long id = table.add(release, reason, Caller.current().name(), now);
            var told = new ArrayList<Map<String, Object>>();
            for (var living : plans.living(release)) {
                definitions.ofRelease(release, living.from().journey()).ifPresent(to -> {
                    table.part(id, living.from(), to, living.runs());
                    told.add(Map.of(
                            "journey",
                            to.journey(),
                            "from",
                            living.from().version(),
                            "to",
                            to.version(),
                            "runs",
                            living.runs()));
                });
            }
            table.endIfDone(id, now);
            audit.record("runs.migration-started", release, null, Map.of("reason", reason, "workflows", told));
        });
    }

    @Scheduled(fixedDelayString = "${hearth.journey.migration:1s}")
    void goOn() {
        try {
            while (step() > 0) {}
        } catch (RuntimeException fault) {
            log.warn("Expected to bring runs to another version, but {}", fault.toString(), fault);
        }
    }

    /** Some runs of one part; returns how many were looked at. */
    int step() {
        var held = transaction.execute(status -> table.hold().map(work -> {
            var next = table.next(work, LOT);
            if (next.isEmpty()) {
                table.done(work, clock.instant());
            }
            return new Lot(work, next);
        }));
        if (held == null || held.isEmpty()) {
            return 0;
        }
        var lot = held.get();
        var from = definitions.byDefinition(lot.work.from()).orElseThrow();
        var to = definitions.byDefinition(lot.work.to()).orElseThrow();
        var steps = lot.runs.isEmpty() ? Map.<String, String>of() : migrating.possible(from, to);
        lot.runs.forEach(run -> bring(lot.work, run, to, steps));
        return Math.max(1, lot.runs.size());
    }

    private record Lot(Work work, List<UUID> runs) {}

    private void bring(Work work, UUID run, Version to, Map<String, String> steps) {
        try {
            transaction.executeWithoutResult(status -> {
                var living = engine.lock(run).filter(one -> one.definition().equals(work.from()));
                var stuck = living.isEmpty() ? null : migrating.stuck(run, steps);
                if (stuck != null) {
                    table.stay(work, run, stuck, "no-step");
                } else {
                    living.ifPresent(one -> engine.migrate(one, to, steps));
                }
                table.advance(work, run, living.isPresent() && stuck == null, stuck != null);
            });
        } catch (RuntimeException refused) {
            var why = String.valueOf(refused.getMessage());
            log.info("Run {} stays in its version: {}", run, why);
            transaction.executeWithoutResult(status -> {
                table.stay(work, run, null, why.substring(0, Math.min(why.length(), LONGEST_WHY)));
                table.advance(work, run, false, true);
            });
        }
    }
}
