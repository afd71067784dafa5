package io.hearth.journey;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.Releases;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.DefinitionTable.Version;
import io.hearth.journey.engine.SuspensionTable;
import io.hearth.journey.engine.Worker;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people do to a journey as a whole: hold it up, and bring its runs to another version. */
@RestController
@RequestMapping("/api/v1/journeys/{key}")
class JourneyOperationsController {

    private static final String MAY_ACT = "hasAnyRole('MARKETER', 'OPERATOR')";

    private final DefinitionTable definitions;
    private final SuspensionTable suspensions;
    private final Migrating migrating;
    private final Releases releases;
    private final Worker worker;
    private final Audit audit;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JourneyOperationsController(
            DefinitionTable definitions,
            SuspensionTable suspensions,
            Migrating migrating,
            Releases releases,
            Worker worker,
            Audit audit,
            JdbcClient sql,
            TransactionTemplate transaction,
            Clock clock) {
        this.definitions = definitions;
        this.suspensions = suspensions;
        this.migrating = migrating;
        this.releases = releases;
        this.worker = worker;
        this.audit = audit;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    record VersionView(int version, Instant deployedAt, boolean live, long running, long ended) {}

    record SuspensionView(
            boolean suspended,
            @Nullable String by,
            @Nullable String reason,
            @Nullable Instant at) {}

    record Held(String reason) {}

    /**
     * Bringing runs over.
     *
     * @param steps which step of the other version corresponds, where ids differ
     */
    record Migration(
            int from,
            int to,
            @Nullable Map<String, String> steps,
            @Nullable String reason) {

        Map<String, String> told() {
            return steps == null ? Map.of() : steps;
        }
    }

    /** Newest first, with how many runs each has. */
    @GetMapping("/versions")
    List<VersionView> versions(@PathVariable String key) {
        var live = definitions
                .ofRelease(releases.live().hash(), key)
                .map(Version::version)
                .orElse(0);
        return sql.sql("""
                        select v.version, v.deployed_at as at,
                            (select count(*) from run r where r.definition = v.definition and r.state in ('running', 'suspended')) as running,
                            (select count(*) from run r where r.definition = v.definition and r.state in ('ended', 'cancelled')) as ended
                        from journey_version v where v.journey = :journey order by v.version desc limit 100
                        """)
                .param("journey", key)
                .query((row, number) -> new VersionView(
                        row.getInt("version"),
                        row.getTimestamp("at").toInstant(),
                        row.getInt("version") == live,
                        row.getLong("running"),
                        row.getLong("ended")))
                .list();
    }

    @GetMapping("/suspension")
    SuspensionView suspension(@PathVariable String key) {
        var held = suspensions.all().get(key);
        return held == null
                ? new SuspensionView(false, null, null, null)
                : new SuspensionView(true, held.by(), held.reason(), held.at());
    }

    /** Its runs stay where they are, and what is to be started waits. */
    @PostMapping("/suspend")
    @PreAuthorize(MAY_ACT)
    SuspensionView suspend(@PathVariable String key, @RequestBody Held held) {
        var reason = RunOperations.reason(held.reason());
        if (definitions.newest(key).isEmpty()) {
            throw Problem.notFound("journey", key);
        }
        transaction.executeWithoutResult(status -> {
            if (!suspensions.add(key, Caller.current().name(), reason, clock.instant())) {
                throw conflict("Expected journey '%s' to go on, but it is held up already.".formatted(key));
            }
            audit.record("journey.suspended", key, null, Map.of("reason", reason));
        });
        return suspension(key);
    }

    @PostMapping("/resume")
    @PreAuthorize(MAY_ACT)
    SuspensionView resume(@PathVariable String key, @RequestBody Held held) {
        var reason = RunOperations.reason(held.reason());
        transaction.executeWithoutResult(status -> {
            if (!suspensions.remove(key)) {
                throw conflict("Expected journey '%s' to be held up, but it is not.".formatted(key));
            }
            audit.record("journey.resumed", key, null, Map.of("reason", reason));
        });
        worker.ring();
        return suspension(key);
    }

    @PostMapping("/migrations/preview")
    @PreAuthorize(MAY_ACT)
    Migrating.Preview preview(@PathVariable String key, @RequestBody Migration asked) {
        return migrating.preview(version(key, asked.from()), other(key, asked), asked.told());
    }

    /** Up to a thousand runs or a few more at a time; says how many are left. */
    @PostMapping("/migrations")
    @PreAuthorize(MAY_ACT)
    Migrating.Migrated migrate(@PathVariable String key, @RequestBody Migration asked) {
        return migrating.migrate(
                version(key, asked.from()),
                other(key, asked),
                asked.told(),
                RunOperations.reason(asked.reason() == null ? "" : asked.reason()));
    }

    private Version other(String key, Migration asked) {
        if (asked.from() == asked.to()) {
            throw Problem.caller("request.invalid", "Expected two versions, but got %d twice.".formatted(asked.to()))
                    .field("to");
        }
        return version(key, asked.to());
    }

    private Version version(String key, int number) {
        return definitions
                .byNumber(key, number)
                .orElseThrow(() -> Problem.notFound("version of journey " + key, Integer.toString(number)));
    }

    private static Problem conflict(String detail) {
        return Problem.caller(HttpStatus.CONFLICT, "journey.suspension", detail);
    }
}
