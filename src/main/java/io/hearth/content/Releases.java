package io.hearth.content;

import io.hearth.platform.Problem;
import io.hearth.platform.Redis;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The releases and the one that is live: publishing checks, prepares, and only then moves the pointer. */
@Service
public class Releases {

    static final String TOPIC = "hearth:release";
    private static final Logger log = LoggerFactory.getLogger(Releases.class);

    private final ReleaseTable table;
    private final ReleaseHistory history;
    private final CanaryTable canaries;
    private final ObjectProvider<ContentCheck> checks;
    private final ObjectProvider<ReleaseTarget> targets;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Redis redis;
    private final Clock clock;

    private volatile @Nullable Release live;
    private volatile LastAttempt lastAttempt = new LastAttempt(true, List.of());

    /** What came of the last attempt to publish on this node. */
    record LastAttempt(boolean succeeded, List<Finding> findings) {}

    Releases(
            ReleaseTable table,
            ReleaseHistory history,
            CanaryTable canaries,
            ObjectProvider<ContentCheck> checks,
            ObjectProvider<ReleaseTarget> targets,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Redis redis,
            Clock clock) {
        this.table = table;
        this.history = history;
        this.canaries = canaries;
        this.checks = checks;
        this.targets = targets;
        this.transaction = transaction;
        this.events = events;
        this.redis = redis;
        this.clock = clock;
    }

    /** The release that this node serves. */
    public Release live() {
        var release = live;
        if (release == null) {
            throw new IllegalStateException("Expected a live release, but nothing was published yet");
        }
        return release;
    }

    /** Whether anything is live on this node. */
    public boolean hasLive() {
        return live != null;
    }

    /** The hash that the pointer names now, which another node may have moved; one quick query. */
    public String liveHash() {
        return table.liveHash().orElseGet(() -> live().hash());
    }

    public Optional<Release> find(String hash) {
        var release = live;
        return release != null && release.hash().equals(hash) ? Optional.of(release) : table.find(hash);
    }

    /** The release that was live at a moment; empty before the first one. */
    public Optional<String> liveAt(Instant at) {
        return history.liveAt(at);
    }

    /**
     * The hash of each file of a release, by path.
     *
     * @throws Problem where there is no such release
     */
    public SortedMap<String, String> known(String release) {
        var hashes = hashes(release);
        if (hashes.isEmpty()) {
            throw Problem.notFound("release", release.substring(0, Math.min(release.length(), 80)));
        }
        return hashes;
    }

    /** The hash of each file of a release, by path; empty where there is no such release. */
    public SortedMap<String, String> hashes(String release) {
        var known = live;
        return known != null && known.hash().equals(release) ? known.files().hashes() : table.hashes(release);
    }

    /** One file of a release. */
    public Optional<ContentFile> file(String release, String path) {
        var known = live;
        return known != null && known.hash().equals(release) ? known.files().find(path) : table.file(release, path);
    }

    List<ReleaseTable.Row> newest(int limit, @Nullable Instant before) {
        return table.newest(limit, before);
    }

    LastAttempt lastAttempt() {
        return lastAttempt;
    }

    /** Runs every check; nothing is published. */
    public List<Finding> check(ContentFiles candidate) {
        var findings = new ArrayList<Finding>();
        checks.orderedStream().forEach(check -> findings.addAll(check.check(candidate)));
        return findings;
    }

    /** Makes these files the live release, unless something is wrong with them; then everything stays as it was. */
    public Published publish(ContentFiles files, String by) {
        return publish(files, Publication.by(by));
    }

    /**
     * Makes these files the live release, unless something is wrong with them; then everything stays as it was. The pointer, the
     * history and what is done alongside change in one transaction: a crash leaves the old release or the new one.
     */
    public synchronized Published publish(ContentFiles files, Publication how) {
        var current = live;
        if (current != null
                && current.hash().equals(files.hash())
                && current.hash().equals(liveHash())) {
            nothingToPublish();
            return new Published(Optional.of(current), List.of());
        }
        var findings = new ArrayList<>(check(files));
        if (findings.stream().noneMatch(Finding::isError)) {
            var release = new Release(files.hash(), files, clock.instant(), how.by());
            var refusal = goLive(release, how);
            if (refusal == null) {
                return attempted(new Published(Optional.of(release), findings));
            }
            findings.add(refusal);
        }
        return attempted(new Published(Optional.empty(), findings));
    }

    /**
     * Makes an earlier release the live one again. It was checked when it was published; it only has to be ready to serve.
     *
     * @param why for the history
     * @param alongside done in the transaction that moves the pointer
     */
    public synchronized Published goBack(String hash, String by, String why, Runnable alongside) {
        var release = find(hash).orElseThrow(() -> Problem.notFound("release", hash));
        return take(release, Publication.back(by, why, alongside));
    }

    /** Makes a release that was checked before the live one. */
    synchronized Published take(Release release, Publication how) {
        var refusal = goLive(release, how);
        return refusal == null
                ? attempted(new Published(Optional.of(release), List.of()))
                : new Published(Optional.empty(), List.of(refusal));
    }

    private @Nullable Finding goLive(Release release, Publication how) {
        var refusal = prepare(release);
        if (refusal == null) {
            transaction.executeWithoutResult(status -> move(release, how));
            serve(release);
            redis.publish(TOPIC, release.hash());
        }
        return refusal;
    }

    private void move(Release release, Publication how) {
        var before = table.lockLive();
        if (how.over() != null && !before.equals(Optional.of(how.over()))) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "release.moved",
                    "Expected release " + how.over() + " to be live until then, but another is by now.");
        }
        var now = clock.instant();
        table.goLive(release, how.by(), now);
        history.note(release.hash(), before.orElse(null), how, now);
        endCanary(release, how, now);
        how.alongside().run();
    }

    /** What was tried with a share of the members is everybody's now, or was tried against what is no longer live. */
    private void endCanary(Release release, Publication how, java.time.Instant now) {
        canaries.running().ifPresent(canary -> {
            var state = canary.release().equals(release.hash()) ? Canary.State.EVERYONE : Canary.State.SUPERSEDED;
            var note = state == Canary.State.EVERYONE ? "" : how.why();
            canaries.end(canary.id(), state, how.by(), note, now);
            events.publishEvent(new CanaryEnded(canaries.find(canary.id()).orElseThrow()));
        });
    }

    /** How each release came to be live, the newest first. */
    List<ReleaseMove> history(int limit, long before) {
        return history.newest(limit, before);
    }

    /** What lies where content comes from is what was taken from there: what was refused in between is gone. */
    synchronized void nothingToPublish() {
        lastAttempt = new LastAttempt(true, List.of());
    }

    /** Refuses files that could not even be read. */
    synchronized Published refuse(List<Finding> findings) {
        return attempted(new Published(Optional.empty(), findings));
    }

    /** Serves the release that the pointer names, if another node has moved it. */
    public synchronized void follow() {
        var hash = table.liveHash();
        var current = live;
        if (hash.isEmpty() || (current != null && current.hash().equals(hash.get()))) {
            return;
        }
        var release = table.find(hash.get()).orElseThrow();
        var refusal = prepare(release);
        if (refusal == null) {
            serve(release);
        } else {
            log.error("Expected to serve release {}, but {}", release.hash(), refusal.message());
            if (current == null) {
                throw new IllegalStateException(
                        "Expected to serve the live release " + release.hash() + ", but " + refusal.message());
            }
        }
    }

    /** Makes a release ready to decide beside the live one. */
    void prepareOrRefuse(Release release) {
        var refusal = prepare(release);
        if (refusal != null) {
            throw Problem.content(
                    "release.not-ready",
                    "Expected release " + release.hash() + " to be ready, but " + refusal.message());
        }
    }

    private @Nullable Finding prepare(Release release) {
        for (var target : targets.orderedStream().toList()) {
            try {
                target.prepare(release);
            } catch (RuntimeException e) {
                log.warn("Expected to prepare release {}, but {}", release.hash(), e.getMessage(), e);
                return Finding.error("", 0, e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
        return null;
    }

    private void serve(Release release) {
        live = release;
        log.info(
                "Release {} of {} files by {} is live",
                release.hash().substring(0, 12),
                release.files().size(),
                release.publishedBy());
        events.publishEvent(new ReleasePublished(release));
    }

    private Published attempted(Published published) {
        lastAttempt = new LastAttempt(published.succeeded(), published.findings());
        return published;
    }
}
