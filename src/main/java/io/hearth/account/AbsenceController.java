package io.hearth.account;

import io.hearth.platform.Ids;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When somebody is away, and who stands in. One's own, or anybody's for administrators. */
@RestController
@RequestMapping("/api/v1/people/{name}/absences")
class AbsenceController {

    private static final String OWN = "#name == authentication.name or hasRole('ADMINISTRATOR')";

    private final JdbcClient sql;
    private final People people;
    private final Audit audit;

    AbsenceController(JdbcClient sql, People people, Audit audit) {
        this.sql = sql;
        this.people = people;
        this.audit = audit;
    }

    record Absence(
            String id,
            Instant from,
            Instant until,
            @Nullable String substitute) {}

    record NewAbsence(
            @NotNull Instant from,
            @NotNull Instant until,
            @Nullable String substitute) {}

    @GetMapping
    Page<Absence> all(@PathVariable String name) {
        var absences = sql.sql("""
                SELECT id, starts_at, ends_at, substitute FROM absence WHERE person = :name ORDER BY starts_at DESC""")
                .param("name", name)
                .query((row, number) -> new Absence(
                        row.getString("id"),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getString("substitute")))
                .list();
        return new Page<>(absences, null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(OWN)
    @Transactional
    public Absence add(@PathVariable String name, @Valid @RequestBody NewAbsence absence) {
        var substitute = absence.substitute();
        if (people.find(name).isEmpty()) {
            throw Problem.notFound("person", name);
        }
        if (!absence.from().isBefore(absence.until())) {
            throw Problem.caller("request.invalid", "Expected an absence to end after it begins, but it does not.")
                    .field("until");
        }
        if (substitute != null
                && (substitute.equals(name) || people.find(substitute).isEmpty())) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected a substitute who works here, but '" + substitute + "' does not or is absent.")
                    .field("substitute");
        }
        var added = new Absence(Ids.next().toString(), absence.from(), absence.until(), substitute);
        sql.sql("""
                INSERT INTO absence (id, person, starts_at, ends_at, substitute)
                VALUES (:id::uuid, :name, :from, :until, :substitute)""")
                .param("id", added.id())
                .param("name", name)
                .param("from", added.from().atOffset(ZoneOffset.UTC))
                .param("until", added.until().atOffset(ZoneOffset.UTC))
                .param("substitute", substitute)
                .update();
        audit.record("absence.added", "person " + name, null, added);
        return added;
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize(OWN)
    @Transactional
    public void remove(@PathVariable String name, @PathVariable UUID id) {
        int removed = sql.sql("DELETE FROM absence WHERE id = :id AND person = :name")
                .param("id", id)
                .param("name", name)
                .update();
        if (removed == 0) {
            throw Problem.notFound("absence", id.toString());
        }
        audit.record("absence.removed", "person " + name, id, null);
    }
}
