package io.hearth.studio.canary;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.Canaries;
import io.hearth.content.Canary;
import io.hearth.platform.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Halts a canary that reached one of its limits, and tells those who wrote it and agreed to it. */
@Component
class CanaryWatch {

    private static final Logger log = LoggerFactory.getLogger(CanaryWatch.class);

    private final Canaries canaries;
    private final Comparison comparison;
    private final CanaryTasks tasks;
    private final Audit audit;

    CanaryWatch(Canaries canaries, Comparison comparison, CanaryTasks tasks, Audit audit) {
        this.canaries = canaries;
        this.comparison = comparison;
        this.tasks = tasks;
        this.audit = audit;
    }

    /** A limit that was reached. */
    record Reached(String figure, long limit, long found) {}

    @Scheduled(fixedDelayString = "${hearth.studio.canary-look:5s}")
    void look() {
        canaries.running().ifPresent(canary -> {
            var reached = reached(canary);
            if (!reached.isEmpty()) {
                halt(canary, reached);
            }
        });
    }

    private void halt(Canary canary, List<Reached> reached) {
        var note = new ArrayList<String>();
        reached.forEach(one -> note.add("%s %d ≥ %d".formatted(one.figure(), one.found(), one.limit())));
        var why = String.join(", ", note);
        try {
            canaries.end(canary.id(), Canary.State.HALTED, Caller.current().name(), why, () -> {
                audit.record(
                        "canary.halted",
                        canary.release(),
                        Map.of("percent", canary.percent()),
                        Map.of("reached", reached, "title", canary.title()));
                tasks.tell(canary, why);
            });
            log.warn("Canary {} of release '{}' was halted: {}", canary.id(), canary.title(), why);
        } catch (Problem endedMeanwhile) {
            log.debug("{}", endedMeanwhile.getMessage());
        }
    }

    private List<Reached> reached(Canary canary) {
        var limits = limits(canary.limits());
        if (limits.isEmpty()) {
            return List.of();
        }
        var reached = new ArrayList<Reached>();
        for (var figure : comparison.of(canary)) {
            var limit = limits.get(figure.figure());
            long found = figure.figure().equals(Comparison.POINTS)
                    ? figure.tried().amount()
                    : figure.tried().count();
            if (limit != null && found >= limit) {
                reached.add(new Reached(figure.figure(), limit, found));
            }
        }
        return reached;
    }

    private static Map<String, Long> limits(Canary.Limits limits) {
        var all = new LinkedHashMap<String, @Nullable Long>();
        all.put(Comparison.ERRORS, limits.errors());
        all.put(Comparison.OPT_OUTS, limits.optOuts());
        all.put(Comparison.CASES, limits.cases());
        all.put(Comparison.POINTS, limits.points());
        var set = new LinkedHashMap<String, Long>();
        all.forEach((figure, limit) -> {
            if (limit != null) {
                set.put(figure, Objects.requireNonNull(limit));
            }
        });
        return set;
    }
}
