package io.hearth.content;

import io.hearth.platform.Redis;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that a release is live before anything else starts, and that changes become live afterwards: those of a watched folder, and
 * those that other nodes published.
 */
@Component
@EnableConfigurationProperties(ContentSettings.class)
class ContentStart implements SmartLifecycle {

    /** Who publishes what lies at the location. */
    static final String SERVER = "server";

    static final int PHASE = Integer.MIN_VALUE + 1000;
    private static final Logger log = LoggerFactory.getLogger(ContentStart.class);

    private final Releases releases;
    private final Canaries canaries;
    private final ReleaseHistory history;
    private final Clock clock;
    private final ContentSettings settings;
    private final ContentLocation location;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "content"));
    private volatile boolean running;

    ContentStart(
            Releases releases,
            Canaries canaries,
            ReleaseHistory history,
            ContentSettings settings,
            Redis redis,
            Clock clock) {
        this.releases = releases;
        this.canaries = canaries;
        this.history = history;
        this.clock = clock;
        this.settings = settings;
        this.location = new ContentLocation(settings.location());
        redis.subscribe(Releases.TOPIC, hash -> {
            if (running) {
                thread.execute(guarded(this::follow));
            }
        });
    }

    @Override
    public void start() {
        releases.follow();
        take(location.read());
        if (!releases.hasLive()) {
            throw new FirstReleaseFailed(releases.lastAttempt().findings());
        }
        canaries.follow();
        running = true;
        schedule(this::follow, settings.follow().toMillis());
        if (settings.watch() && location.isFolder()) {
            schedule(new ContentWatch(location, this::take), settings.every().toMillis());
        }
    }

    private void follow() {
        releases.follow();
        canaries.follow();
    }

    private void schedule(Runnable task, long millis) {
        thread.scheduleWithFixedDelay(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.warn("Expected to look for new content, but {}", e.getMessage());
            }
        };
    }

    /**
     * Publishes what has changed where the content lies, since it was taken last. What people published or went back to
     * meanwhile stays as it is, but for the very files that changed there; content packed with the server waits instead.
     */
    private void take(ContentLocation.Read read) {
        if (read.findings().stream().anyMatch(Finding::isError)) {
            report(releases.refuse(read.findings()));
            return;
        }
        var taken = history.taken();
        var files = read.files();
        if (releases.hasLive() && taken.isPresent()) {
            var before = ContentFiles.hashOf(taken.get());
            if (before.equals(files.hash())) {
                releases.nothingToPublish();
                return;
            }
            if (!before.equals(releases.live().hash())) {
                if (!settings.watch()) {
                    log.info(
                            "The content at {} is another than before, and waits, as people have published since",
                            settings.location());
                    return;
                }
                files = releases.live().files().carrying(taken.get(), files);
            }
        }
        var published = releases.publish(files, SERVER);
        if (published.succeeded()) {
            history.take(read.files().hashes(), clock.instant());
        }
        report(published);
    }

    private static void report(Published published) {
        List<Finding> findings = published.findings();
        if (!published.succeeded()) {
            log.error("The content was not published, the last good release keeps serving:{}", lines(findings));
        } else if (!findings.isEmpty()) {
            log.warn("The content was published, but look at this:{}", lines(findings));
        }
    }

    static String lines(List<Finding> findings) {
        var lines = new StringBuilder();
        findings.stream()
                .limit(30)
                .forEach(f ->
                        lines.append("\n  ").append(f.severity()).append(' ').append(f));
        return findings.size() > 30 ? lines + "\n  and " + (findings.size() - 30) + " more" : lines.toString();
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** The very first start has nothing good to fall back on. */
    static final class FirstReleaseFailed extends IllegalStateException {
        FirstReleaseFailed(List<Finding> findings) {
            super("Expected to publish the first release, but the content has errors:" + lines(findings));
        }
    }
}
