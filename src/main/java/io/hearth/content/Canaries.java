package io.hearth.content;

import io.hearth.content.Canary.Limits;
import io.hearth.content.Canary.State;
import io.hearth.platform.Problem;
import io.hearth.platform.Redis;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a share of the members try a release before it is everybody's. Which one is tried is a row in the database that
 * nodes follow as they follow the live release; what this node knows of it is asked without a query.
 */
@Service
public class Canaries {

    private static final Logger log = LoggerFactory.getLogger(Canaries.class);

    private final CanaryTable table;
    private final ReleaseTable releaseTable;
    private final Releases releases;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Redis redis;
    private final Clock clock;

    private volatile Optional<Canary> current = Optional.empty();

    Canaries(
            CanaryTable table,
            ReleaseTable releaseTable,
            Releases releases,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Redis redis,
            Clock clock) {
        this.table = table;
        this.releaseTable = releaseTable;
        this.releases = releases;
        this.transaction = transaction;
        this.events = events;
        this.redis = redis;
        this.clock = clock;
    }

    /** The canary that this node decides by; no query. */
    public Optional<Canary> current() {
        var canary = current;
        return canary.isEmpty() || canary.get().base().equals(releases.live().hash()) ? canary : Optional.empty();
    }

    public Canary find(long id) {
        return table.find(id).orElseThrow(() -> Problem.notFound("canary", Long.toString(id)));
    }

    /** The one that is running, as the database knows it. */
    public Optional<Canary> running() {
        return table.running();
    }

    /** The newest first. */
    public List<Canary> newest(int limit, long before) {
        return table.newest(limit, before);
    }

    /**
     * Begins to try files with a share of the members. They are checked as they will decide, with the workflows and templates
     * of the live release, and made ready like any release.
     *
     * @param how who, why, and what belongs to it in the same transaction
     * @throws Problem where they can't be tried
     */
    public Canary begin(ContentFiles files, Publication how, int percent, Limits limits) {
        synchronized (releases) {
            var live = releases.live();
            requireFitting(files, live);
            var release = new Release(files.hash(), files, clock.instant(), how.by());
            releases.prepareOrRefuse(release);
            var canary = transaction.execute(status -> {
                if (!releaseTable.lockLive().equals(Optional.of(live.hash()))) {
                    throw Problem.caller(
                            HttpStatus.CONFLICT,
                            "release.moved",
                            "Expected release " + live.hash() + " to be live until then, but another is by now.");
                }
                requireNone();
                releaseTable.store(release);
                long id = table.add(release, live.hash(), percent, limits, how, clock.instant());
                how.alongside().run();
                return find(id);
            });
            follow();
            redis.publish(Releases.TOPIC, files.hash());
            return java.util.Objects.requireNonNull(canary);
        }
    }

    /** Makes the release that is tried everybody's. */
    public void everyone(long id, String by, Runnable alongside) {
        synchronized (releases) {
            var canary = requireRunning(id);
            var release = releases.find(canary.release()).orElseThrow();
            var published = releases.take(
                    release,
                    new Publication(
                            by,
                            Publication.Kind.DRAFT,
                            canary.title(),
                            canary.why(),
                            canary.draft(),
                            canary.agreed(),
                            canary.base(),
                            alongside));
            if (!published.succeeded()) {
                throw Problem.content(
                        "release.not-ready",
                        "Expected to publish release " + canary.release() + ", but "
                                + published.findings().get(0).message());
            }
            follow();
        }
    }

    /**
     * Takes it back: the live release decides for all again.
     *
     * @param how {@code STOPPED} by a person, or {@code HALTED}
     */
    public void end(long id, State how, String by, String note, Runnable alongside) {
        synchronized (releases) {
            transaction.executeWithoutResult(status -> {
                releaseTable.lockLive();
                requireRunning(id);
                end(id, how, by, note);
                alongside.run();
            });
            follow();
            redis.publish(Releases.TOPIC, "");
        }
    }

    private void end(long id, State how, String by, String note) {
        table.end(id, how, by, note, clock.instant());
        events.publishEvent(new CanaryEnded(find(id)));
    }

    /** Decides by the canary that the database names, if another node has begun or ended one. */
    public void follow() {
        synchronized (releases) {
            var before = current;
            var running = table.running();
            if (running.map(Canary::id).equals(before.map(Canary::id))) {
                return;
            }
            try {
                running.ifPresent(canary ->
                        releases.prepareOrRefuse(releases.find(canary.release()).orElseThrow()));
            } catch (Problem refused) {
                log.error("Expected to try release with a share of the members, but {}", refused.getMessage());
                return;
            }
            current = running;
            log.info(running.map(canary -> "Release %s is tried by %d %% of the members"
                            .formatted(canary.release().substring(0, 12), canary.percent()))
                    .orElse("No release is tried by a share of the members any more"));
            events.publishEvent(new CanaryChanged(before, running));
        }
    }

    private Canary requireRunning(long id) {
        var canary = find(id);
        if (!canary.isRunning()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "canary.over",
                    "Expected canary %d to be running, but it is %s."
                            .formatted(id, canary.state().word()));
        }
        return canary;
    }

    /** Refuses while one is running: one at a time can be judged. */
    public void requireNone() {
        table.running().ifPresent(other -> {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "canary.running",
                    "Expected no release to be tried by a share of the members, but '%s' is; end that first."
                            .formatted(other.title()));
        });
    }

    /** New rules run beside the old workflows and templates, so they must fit those. */
    private void requireFitting(ContentFiles files, Release live) {
        var together = ContentFiles.of(Stream.of(
                        files.under("rules"),
                        live.files().under("bpmn"),
                        live.files().under("templates"))
                .flatMap(some -> some)
                .toList());
        if (together.hash().equals(live.files().hash())) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "canary.no-rules",
                    "Expected rules that differ, since a share of the members tries rules only, but only workflows or"
                            + " templates do; publish it for everyone.");
        }
        var errors = releases.check(together).stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw Problem.content(
                    "canary.unfit",
                    "Expected the new rules to fit the live workflows and templates, which stay until the release is"
                            + " everybody's, but: "
                            + errors.stream().limit(5).map(Finding::toString).collect(Collectors.joining(" ")));
        }
    }
}
