package io.hearth.studio;

import io.hearth.automation.Rehearsals;
import io.hearth.content.Releases;
import io.hearth.decision.Rulesets;
import io.hearth.platform.Problem;
import io.hearth.studio.ReplayTable.Replay;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Plays replays in the background, one at a time on each node, with the least priority; goes on where another node stopped. */
@Component
class ReplayWorker {

    private static final Logger log = LoggerFactory.getLogger(ReplayWorker.class);

    private final ReplayTable table;
    private final Releases releases;
    private final Rulesets rulesets;
    private final Drafts drafts;
    private final Rehearsals rehearsals;
    private final StudioSettings settings;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "replay");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });

    ReplayWorker(
            ReplayTable table,
            Releases releases,
            Rulesets rulesets,
            Drafts drafts,
            Rehearsals rehearsals,
            StudioSettings settings,
            Clock clock) {
        this.table = table;
        this.releases = releases;
        this.rulesets = rulesets;
        this.drafts = drafts;
        this.rehearsals = rehearsals;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.studio.replay-look:2s}")
    void look() {
        if (!settings.replays() || !releases.hasLive() || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(() -> {
                try {
                    table.claim().ifPresent(this::play);
                } catch (RuntimeException fault) {
                    log.warn("Expected to look for replays, but {}", fault.getMessage());
                } finally {
                    busy.set(false);
                }
            });
        } catch (RejectedExecutionException stopping) {
            busy.set(false);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void play(Replay replay) {
        try (var run = open(replay)) {
            while (run.next(settings.replayChunk(), table)) {
                if (Thread.currentThread().isInterrupted()) {
                    table.release(replay.id());
                    return;
                }
            }
            table.end(replay.id(), "done", null, clock.instant());
        } catch (ReplayRun.Stopped cancelled) {
            log.info("Replay {} was cancelled or taken over", replay.id());
        } catch (RuntimeException fault) {
            log.warn("Expected to play replay {}, but {}", replay.id(), fault.getMessage(), fault);
            table.end(
                    replay.id(),
                    "failed",
                    Objects.requireNonNullElse(fault.getMessage(), fault.toString()),
                    clock.instant());
        }
    }

    /** Ready to go on with the replay where it stopped. */
    ReplayRun open(Replay replay) {
        var released = releases.find(replay.release())
                .orElseThrow(() -> Problem.notFound("release", replay.release()))
                .files();
        var draft = drafts.over(released, replay.files());
        return new ReplayRun(
                rehearsals,
                rehearsals.open(rulesets.of(replay.release()), released),
                rehearsals.open(draft.ruleset(), draft.files()),
                replay);
    }
}
