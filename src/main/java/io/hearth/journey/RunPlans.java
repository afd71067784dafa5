package io.hearth.journey;

import io.hearth.content.Release;
import io.hearth.journey.Migrating.Preview;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.DefinitionTable.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which live runs a release would touch, and whether they can be brought to its versions: a plan that the engine has checked. */
@Service
public class RunPlans {

    private static final int MOST = 500;

    private final DefinitionTable definitions;
    private final Deployments deployments;
    private final Migrating migrating;
    private final JdbcClient sql;

    RunPlans(DefinitionTable definitions, Deployments deployments, Migrating migrating, JdbcClient sql) {
        this.definitions = definitions;
        this.deployments = deployments;
        this.migrating = migrating;
        this.sql = sql;
    }

    /**
     * The runs of one version of a workflow that is not the release's.
     *
     * @param to the release's version; null where it has no such workflow, so that the runs stay
     * @param runs that are under way
     * @param stay how many of them can't be brought over, as far as the plan says
     * @param steps at which tokens stand, and what becomes of them
     */
    public record Plan(String journey, int from, @Nullable Integer to, long runs, long stay, List<Step> steps) {}

    /**
     * A step at which tokens stand.
     *
     * @param faults why they can't go on from it; nothing where they can
     */
    public record Step(String step, String zh, String en, long tokens, List<String> faults) {}

    record Living(Version from, long runs) {}

    /** Makes the workflows of files that are no release yet known to the engine, so that a plan can be checked. */
    public List<Plan> of(Release candidate) {
        deployments.prepare(candidate);
        return of(candidate.hash());
    }

    /** For a release that was made ready before. */
    public List<Plan> of(String release) {
        var plans = new ArrayList<Plan>();
        for (var living : living(release)) {
            var to = definitions.ofRelease(release, living.from().journey());
            plans.add(to.map(version -> plan(living, version))
                    .orElseGet(() -> new Plan(
                            living.from().journey(),
                            living.from().version(),
                            null,
                            living.runs(),
                            living.runs(),
                            List.of())));
        }
        return plans;
    }

    private Plan plan(Living living, Version to) {
        var preview = migrating.preview(living.from(), to, Map.of());
        return new Plan(
                living.from().journey(),
                living.from().version(),
                to.version(),
                living.runs(),
                stay(living.from(), preview),
                preview.steps().stream()
                        .map(step -> new Step(
                                step.from(), step.name().zh(), step.name().en(), step.tokens(), step.faults()))
                        .toList());
    }

    /** Versions with runs under way that the release does not have. */
    List<Living> living(String release) {
        return sql
                .sql("""
                        select r.definition, count(*) as runs from run r
                        where r.state in ('running', 'suspended')
                          and not exists (select from journey_release j where j.release = :release and j.definition = r.definition)
                        group by r.definition order by r.definition limit :most
                        """)
                .param("release", release)
                .param("most", MOST)
                .query((row, n) -> Map.entry(row.getString("definition"), row.getLong("runs")))
                .list()
                .stream()
                .flatMap(found ->
                        definitions
                                .byDefinition(found.getKey())
                                .map(version -> new Living(version, found.getValue()))
                                .stream())
                .toList();
    }

    private long stay(Version from, Preview preview) {
        var steps = preview.steps().stream()
                .filter(step -> !step.faults().isEmpty())
                .map(Migrating.StepMove::from)
                .toArray(String[]::new);
        return steps.length == 0
                ? 0
                : sql.sql("""
                        select count(distinct r.id) from run r join run_step s on s.run = r.id and s.until is null
                        where r.definition = :definition and r.state in ('running', 'suspended') and s.element = any(:steps)
                        """)
                        .param("definition", from.definition())
                        .param("steps", steps)
                        .query(Long.class)
                        .single();
    }
}
