package io.hearth.studio.grants;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.automation.Reevaluations;
import io.hearth.content.Canaries;
import io.hearth.content.Canary;
import io.hearth.content.Releases;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes back what a release granted, some receipts a transaction together with how far it is: after a crash it goes on where it
 * was, and each effect is taken back once, however often it is asked.
 */
@Service
class Reversals {

    private static final Logger log = LoggerFactory.getLogger(Reversals.class);
    private static final int STEP = 200;

    /** Steps that one look takes, so that the others who look for work by the clock get their turn. */
    private static final int STEPS = 50;

    private final ReversalTable table;
    private final Grants grants;
    private final GrantedEffects effects;
    private final TakingBack takingBack;
    private final Releases releases;
    private final Canaries canaries;
    private final Reevaluations reevaluations;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reversals(
            ReversalTable table,
            Grants grants,
            GrantedEffects effects,
            TakingBack takingBack,
            Releases releases,
            Canaries canaries,
            Reevaluations reevaluations,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.grants = grants;
        this.effects = effects;
        this.takingBack = takingBack;
        this.releases = releases;
        this.canaries = canaries;
        this.reevaluations = reevaluations;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Begins, once the release no longer decides for anybody. */
    void start(String release, @Nullable Instant since, String reason) {
        if (releases.live().hash().equals(release)
                || canaries.running().map(Canary::release).equals(Optional.of(release))) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "release.decides",
                    "Expected a release that no longer decides, but this one does and would grant the same again; go back to"
                            + " another first.");
        }
        transaction.executeWithoutResult(status -> {
            var receipts = grants.receipts(release, since);
            if (receipts.count() == 0) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "release.granted-nothing",
                        "Expected something that the release granted, but there is nothing, or its receipts are no longer"
                                + " kept.");
            }
            if (table.isRunning(release)) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "reversal.running",
                        "Expected nothing of this release to be taken back at the moment, but it is; wait for it.");
            }
            var by = Caller.current().name();
            long id = table.add(release, since, reason, by, clock.instant(), receipts);
            audit.record(
                    "release.reversal-started",
                    release,
                    null,
                    Map.of("reversal", id, "reason", reason, "receipts", receipts.count()));
        });
    }

    @Scheduled(fixedDelayString = "${hearth.studio.reversal:1s}")
    void goOn() {
        try {
            for (int i = 0; i < STEPS && step(); i++) {}
        } catch (RuntimeException fault) {
            log.warn("Expected to take back what a release granted, but {}", fault.toString(), fault);
        }
    }

    /** One step of one reversal; returns whether there was one. */
    boolean step() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var held = table.hold();
            held.ifPresent(this::step);
            return held.isPresent();
        }));
    }

    private void step(Reversal.Work work) {
        var receipts = table.next(work, STEP);
        if (receipts.isEmpty()) {
            table.done(work, clock.instant());
            // Segments follow the rules that are live by now.
            reevaluations.decideAnew(work.by());
            audit.record("release.reversal-done", work.release(), null, Map.of("reversal", work.id()));
            return;
        }
        var claimed = table.claim(work, effects.of(receipts));
        table.settle(takingBack.take(claimed, work));
        table.advance(work, receipts.get(receipts.size() - 1), receipts.size());
    }
}
