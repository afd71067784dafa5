package io.hearth.studio.draft;

import io.hearth.content.Releases;
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

/** Makes the checks that were asked for, one after the other, in the background. */
@Component
class CheckWorker {

    private static final Logger log = LoggerFactory.getLogger(CheckWorker.class);

    private final CheckTable table;
    private final Workbench workbench;
    private final FullCheck check;
    private final Releases releases;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "draft-check");
        made.setDaemon(true);
        return made;
    });

    CheckWorker(CheckTable table, Workbench workbench, FullCheck check, Releases releases, Clock clock) {
        this.table = table;
        this.workbench = workbench;
        this.check = check;
        this.releases = releases;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${hearth.studio.check-look:2s}")
    void look() {
        if (!releases.hasLive() || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(() -> {
                try {
                    for (var next = table.claim(); next.isPresent(); next = table.claim()) {
                        make(next.get());
                    }
                } catch (RuntimeException fault) {
                    log.warn("Expected to look for drafts to check, but {}", fault.getMessage());
                } finally {
                    busy.set(false);
                }
            });
        } catch (RejectedExecutionException stopping) {
            busy.set(false);
        }
    }

    private void make(DraftCheck asked) {
        try {
            var files = workbench.files(workbench.find(asked.draft()));
            if (!files.hash().equals(asked.hash())) {
                table.failed(asked.id(), "the draft was changed meanwhile", clock.instant());
                return;
            }
            table.done(
                    asked.id(), check.run(files, (step, done) -> table.step(asked.id(), step, done)), clock.instant());
        } catch (RuntimeException fault) {
            log.warn("Expected to check draft {}, but {}", asked.draft(), fault.getMessage(), fault);
            table.failed(asked.id(), Objects.requireNonNullElse(fault.getMessage(), fault.toString()), clock.instant());
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
