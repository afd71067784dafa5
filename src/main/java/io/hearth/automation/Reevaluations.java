package io.hearth.automation;

import io.hearth.account.Audit;
import io.hearth.content.CanaryChanged;
import io.hearth.content.ReleasePublished;
import io.hearth.content.Releases;
import io.hearth.decision.Rulesets;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins, pauses and ends re-evaluations of the segments. One begins by itself when a release changed the segments'
 * rules; it takes the place of one that was under way for older rules.
 */
@Service
public class Reevaluations {

    static final String SEGMENTS = "segments";

    private static final Logger log = LoggerFactory.getLogger(Reevaluations.class);
    private static final long LOOK_EVERY_NANOS = 500_000_000L;

    private final ReevaluationTable table;
    private final Rulesets rulesets;
    private final Releases releases;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Optional<Reevaluation> running = Optional.empty();
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;

    Reevaluations(
            ReevaluationTable table,
            Rulesets rulesets,
            Releases releases,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.rulesets = rulesets;
        this.releases = releases;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Every node is told of a release; the first one to ask compares it with the release before. */
    @EventListener
    @Order(10)
    void published(ReleasePublished published) {
        var release = published.release().hash();
        var rules = rulesets.of(release).fingerprint(SEGMENTS);
        transaction.executeWithoutResult(status -> {
            if (releases.liveHash().equals(release) && table.live(SEGMENTS, rules, release)) {
                var before = unfinished();
                before.ifPresent(old -> table.move(
                        old.id(),
                        Reevaluation.CANCELLED,
                        clock.instant(),
                        "A release changed the rules meanwhile.",
                        List.of(Reevaluation.RUNNING, Reevaluation.PAUSED)));
                add(rules, release, "release", published.release().publishedBy());
            }
        });
        lookAgain();
    }

    /** A share of the members begins or ends to be decided by other rules; the first node to be told begins. */
    @EventListener
    @Order(10)
    void changed(CanaryChanged change) {
        var canary = change.now().or(change::before).orElseThrow();
        var live = rulesets.live();
        if (!canary.base().equals(live.release())
                || rulesets.of(canary.release()).fingerprint(SEGMENTS).equals(live.fingerprint(SEGMENTS))) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            var note = "canary " + canary.id() + (change.now().isPresent() ? " begins" : " ends");
            if (table.first(note)) {
                unfinished()
                        .ifPresent(old -> table.move(
                                old.id(),
                                Reevaluation.CANCELLED,
                                clock.instant(),
                                "A share of the members is decided by other rules by now.",
                                List.of(Reevaluation.RUNNING, Reevaluation.PAUSED)));
                add(live.fingerprint(SEGMENTS), live.release(), "canary", canary.startedBy(), note);
            }
        });
        lookAgain();
    }

    /** Begins one because a person asked. */
    Reevaluation start(String by) {
        var live = rulesets.live();
        var begun = Objects.requireNonNull(transaction.execute(status -> {
            unfinished().ifPresent(other -> {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "reevaluation.exists",
                        "Expected to decide all members anew, but re-evaluation " + other.id() + " is " + other.state()
                                + "; let it end or cancel it.");
            });
            var id = add(live.fingerprint(SEGMENTS), live.release(), "person", by);
            audit.record("reevaluation.started", "reevaluation " + id, null, Map.of("release", live.release()));
            return table.find(id, clock.instant()).orElseThrow();
        }));
        lookAgain();
        return begun;
    }

    /** Sees to it that all members' segments are decided anew by the live rules; joins what is under way already. */
    public void decideAnew(String by) {
        var live = rulesets.live();
        transaction.executeWithoutResult(status -> {
            if (unfinished().isEmpty()) {
                add(live.fingerprint(SEGMENTS), live.release(), "person", by);
            }
        });
        lookAgain();
    }

    private UUID add(String rules, String release, String reason, String by) {
        return add(rules, release, reason, by, null);
    }

    private UUID add(String rules, String release, String reason, String by, @Nullable String note) {
        var id = Ids.next();
        table.add(id, SEGMENTS, rules, release, reason, by, note, clock.instant());
        log.info("Deciding the segments of all members anew: {} by {}", reason, by);
        return id;
    }

    private Optional<Reevaluation> unfinished() {
        return table.unfinished(SEGMENTS, clock.instant());
    }

    /** The one to work on, as this node last looked; looks again from time to time. */
    Optional<Reevaluation> running() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_EVERY_NANOS) {
            lookedAt = now;
            running = unfinished().filter(one -> one.state().equals(Reevaluation.RUNNING));
        }
        return running;
    }

    void lookAgain() {
        lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;
    }

    List<Reevaluation> newest(@Nullable UUID before, int limit) {
        return table.newest(before, limit, clock.instant());
    }

    Reevaluation existing(UUID id) {
        return table.find(id, clock.instant()).orElseThrow(() -> Problem.notFound("re-evaluation", id.toString()));
    }

    /** Pauses, resumes or cancels, where that makes sense. */
    Reevaluation move(UUID id, String to, String... from) {
        var before = existing(id);
        var moved = transaction.execute(status -> {
            if (!table.move(id, to, clock.instant(), null, List.of(from))) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "reevaluation.state",
                        "Expected re-evaluation " + id + " to become " + to + ", but it is " + before.state() + ".");
            }
            audit.record("reevaluation." + to, "reevaluation " + id, Map.of("state", before.state()), null);
            return existing(id);
        });
        lookAgain();
        return Objects.requireNonNull(moved);
    }

    /** After a step: ends it once every partition is done. */
    void endIfDone(UUID id) {
        if (table.allDone(id)) {
            transaction.executeWithoutResult(status -> {
                if (table.move(id, Reevaluation.DONE, clock.instant(), null, List.of(Reevaluation.RUNNING))) {
                    var done = existing(id);
                    log.info("Decided {} members anew, {} changed", done.looked(), done.changed());
                }
            });
            lookAgain();
        }
    }

    /** Ends it because it can't go on. */
    void fail(UUID id, String reason) {
        transaction.executeWithoutResult(
                status -> table.move(id, Reevaluation.FAILED, clock.instant(), reason, List.of(Reevaluation.RUNNING)));
        lookAgain();
    }
}
