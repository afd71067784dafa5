package io.hearth.studio;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.DraftFiles;
import io.hearth.content.Releases;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import io.hearth.studio.ReplayTable.Replay;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts replays of drafts over the log, and says what came of them. */
@Service
public class Replays {

    private static final int MOST_DAYS = 400;
    private static final int MOST_RUNNING = 5;

    private final ReplayTable table;
    private final ReplayWorker worker;
    private final Drafts drafts;
    private final Releases releases;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Replays(
            ReplayTable table,
            ReplayWorker worker,
            Drafts drafts,
            Releases releases,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.worker = worker;
        this.drafts = drafts;
        this.releases = releases;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What a replay found, in two numbers.
     *
     * @param points more or fewer points, without sign
     * @param members for how many members the thing differs that differs for most
     */
    public record Moved(String status, long points, long members) {

        /** Whether it was played to its end. */
        public boolean whole() {
            return status.equals("done");
        }
    }

    /**
     * Starts a replay in the background.
     *
     * @param days how far back, 1 to 400
     * @param community null for all
     * @param pointCost what a point costs, in money
     * @param messageCost what a message costs, in money
     */
    public UUID start(
            DraftFiles files,
            int days,
            @Nullable String community,
            @Nullable BigDecimal pointCost,
            @Nullable BigDecimal messageCost) {
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.caller("request.invalid", "Expected 1 to " + MOST_DAYS + " days, but got " + days + ".")
                    .field("days");
        }
        if (table.running() >= MOST_RUNNING) {
            throw Problem.caller(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "replay.busy",
                    "Expected to start a replay, but " + MOST_RUNNING + " are running. Cancel one, or wait.");
        }
        drafts.open(files);
        var now = clock.instant();
        var replay = new Replay(
                Ids.next(),
                releases.live().hash(),
                files,
                community,
                days,
                now.minus(Duration.ofDays(days)),
                now,
                cost(pointCost, "pointCost"),
                cost(messageCost, "messageCost"),
                Caller.current().name(),
                now,
                "running",
                null,
                0,
                null,
                0,
                0,
                0,
                0,
                List.of(),
                null);
        transaction.executeWithoutResult(status -> {
            table.add(replay);
            audit.record("replay.started", replay.id().toString(), null, about(replay));
        });
        worker.look();
        return replay.id();
    }

    /** What a replay found so far. */
    public Optional<Moved> moved(UUID id) {
        return table.find(id)
                .map(replay -> new Moved(
                        replay.status(),
                        Math.abs(replay.difference().stream()
                                .filter(line -> line.kind().equals("points"))
                                .mapToLong(line -> line.draft() - line.published())
                                .sum()),
                        replay.difference().stream()
                                .mapToLong(line -> line.more() + line.fewer())
                                .max()
                                .orElse(0)));
    }

    private static Map<String, Object> about(Replay replay) {
        return Map.of(
                "days", replay.days(),
                "community", Objects.requireNonNullElse(replay.community(), ""),
                "release", replay.release(),
                "files",
                        replay.files().files() == null
                                ? 0
                                : replay.files().files().size());
    }

    private static BigDecimal cost(@Nullable BigDecimal asked, String field) {
        if (asked == null) {
            return BigDecimal.ZERO;
        }
        if (asked.signum() < 0 || asked.precision() - asked.scale() > 9 || asked.scale() > 6) {
            throw Problem.caller("request.invalid", "Expected a cost from 0 on with at most 6 places.")
                    .field(field);
        }
        return asked;
    }
}
