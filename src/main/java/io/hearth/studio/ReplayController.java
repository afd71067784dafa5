package io.hearth.studio;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.studio.ReplayTable.Replay;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plays a draft over the last days of the log, and tells what would have been different. Nothing of it happens. */
@RestController
@RequestMapping("/api/v1/replays")
class ReplayController {

    /**
     * @param days how far back, 1 to 400
     * @param pointCost what a point costs, in money
     * @param messageCost what a message costs, in money
     */
    record Wanted(
            @Nullable List<DraftFile> files,
            int days,
            @Nullable String community,
            @Nullable BigDecimal pointCost,
            @Nullable BigDecimal messageCost) {}

    record Sides(BigDecimal published, BigDecimal draft) {}

    /** @param same whether nothing at all would have been different, as far as it was played */
    record ReplayView(
            UUID id,
            String release,
            int days,
            @Nullable String community,
            Instant from,
            Instant until,
            String startedBy,
            Instant startedAt,
            String status,
            @Nullable String reason,
            @Nullable Long members,
            long membersDone,
            long events,
            long failedBefore,
            long failedAfter,
            boolean same,
            Sides points,
            Sides cost,
            List<Difference.Line> lines,
            @Nullable Instant endedAt) {}

    private final ReplayTable table;
    private final Replays replays;
    private final Clock clock;

    ReplayController(ReplayTable table, Replays replays, Clock clock) {
        this.table = table;
        this.replays = replays;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayView start(@RequestBody Wanted wanted) {
        return find(replays.start(
                new DraftFiles(wanted.files()),
                wanted.days(),
                wanted.community(),
                wanted.pointCost(),
                wanted.messageCost()));
    }

    /** The newest first, without their lines. */
    @GetMapping
    Page<ReplayView> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Instant after) {
        int most = Page.limit(limit);
        var views = table.newest(most + 1, after).stream()
                .map(replay -> view(replay, false))
                .toList();
        return Page.of(views, most, replay -> replay.startedAt().toString());
    }

    @GetMapping("/{id}")
    ReplayView find(@PathVariable UUID id) {
        return table.find(id)
                .map(replay -> view(replay, true))
                .orElseThrow(() -> Problem.notFound("replay", id.toString()));
    }

    @PostMapping("/{id}/cancel")
    ReplayView cancel(@PathVariable UUID id) {
        find(id);
        table.end(id, "cancelled", null, clock.instant());
        return find(id);
    }

    private static ReplayView view(Replay replay, boolean whole) {
        var points = new Sides(sum(replay, "points", false), sum(replay, "points", true));
        var messages = new Sides(sum(replay, "message", false), sum(replay, "message", true));
        return new ReplayView(
                replay.id(),
                replay.release(),
                replay.days(),
                replay.community(),
                replay.from(),
                replay.until(),
                replay.startedBy(),
                replay.startedAt(),
                replay.status(),
                replay.reason(),
                replay.members(),
                replay.membersDone(),
                replay.events(),
                replay.failedBefore(),
                replay.failedAfter(),
                replay.difference().stream().noneMatch(Difference.Line::differs),
                points,
                new Sides(
                        cost(replay, points.published(), messages.published()),
                        cost(replay, points.draft(), messages.draft())),
                whole ? replay.difference() : List.of(),
                replay.endedAt());
    }

    private static BigDecimal cost(Replay replay, BigDecimal points, BigDecimal messages) {
        return replay.pointCost().multiply(points).add(replay.messageCost().multiply(messages));
    }

    private static BigDecimal sum(Replay replay, String kind, boolean draft) {
        return BigDecimal.valueOf(replay.difference().stream()
                .filter(line -> line.kind().equals(kind))
                .mapToLong(line -> draft ? line.draft() : line.published())
                .sum());
    }
}
