package io.hearth.journey;

import io.hearth.account.Audit;
import io.hearth.journey.engine.DefinitionTable.Version;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.guard.Drawing;
import io.hearth.journey.engine.guard.Drawing.Node;
import io.hearth.platform.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the runs of one version of a journey to another, after a look at what that means for each step. */
@Service
class Migrating {

    private static final Set<String> STAYS =
            Set.of("userTask", "serviceTask", "intermediateCatchEvent", "boundaryEvent", "parallelGateway");
    private static final int LOT = 50;
    private static final int MOST = 1_000;

    private final Drawings drawings;
    private final JourneyEngine engine;
    private final JdbcClient sql;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Migrating(Drawings drawings, JourneyEngine engine, JdbcClient sql, Audit audit, TransactionTemplate transaction) {
        this.drawings = drawings;
        this.engine = engine;
        this.sql = sql;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * What becomes of the tokens at one step.
     *
     * @param to the step that they go on from; absent if there is none
     * @param faults why that can't be; nothing if it can
     */
    record StepMove(
            String from, Texts name, long tokens, @Nullable String to, List<String> faults) {}

    /** @param possible whether every token has a step to go to */
    record Preview(int from, int to, long runs, boolean possible, List<StepMove> steps) {}

    /** @param left how many runs are still on the old version: ask again to go on */
    record Migrated(int migrated, long left) {}

    /** What bringing runs over would mean; steps of the same id, kind and block correspond unless told otherwise. */
    Preview preview(Version from, Version to, Map<String, String> told) {
        var old = drawing(from);
        var names = drawings.of(from.definition()).orElseThrow();
        var steps = steps(old, drawing(to), told);
        var faults = engine.migrationFaults(from.definition(), to.definition(), steps);
        var tokens = tokens(from.definition());
        var moves = new ArrayList<StepMove>();
        for (var node : old.nodes()) {
            var count = tokens.getOrDefault(node.id(), 0L);
            var target = steps.get(node.id());
            if (count > 0 || faults.containsKey(node.id()) || told.containsKey(node.id())) {
                var problems = new ArrayList<>(faults.getOrDefault(node.id(), List.of()));
                if (target == null && count > 0) {
                    problems.add("version %d has no step of this kind and name".formatted(to.version()));
                }
                moves.add(new StepMove(node.id(), Texts.of(names.nameOf(node.id())), count, target, problems));
            }
        }
        return new Preview(
                from.version(),
                to.version(),
                living(from.definition()),
                moves.stream().allMatch(move -> move.faults().isEmpty()),
                moves);
    }

    /** Brings over as many runs as one request may, some in each transaction. */
    Migrated migrate(Version from, Version to, Map<String, String> told, String reason) {
        var preview = preview(from, to, told);
        if (!preview.possible()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "migration.impossible",
                    "Expected every step with tokens to have one to go to, but see %s."
                            .formatted(preview.steps().stream()
                                    .filter(step -> !step.faults().isEmpty())
                                    .map(step -> "%s: %s"
                                            .formatted(
                                                    step.from(), step.faults().get(0)))
                                    .toList()));
        }
        var steps = steps(drawing(from), drawing(to), told);
        audit.record(
                "journey.migrated",
                from.journey(),
                Map.of("version", from.version()),
                Map.of("version", to.version(), "steps", told, "runs", preview.runs(), "reason", reason));
        int migrated = 0;
        List<UUID> lot;
        do {
            lot = lot(from.definition());
            for (var id : lot) {
                var done = transaction.execute(status -> engine.lock(id)
                        .filter(run -> run.definition().equals(from.definition()))
                        .map(run -> {
                            engine.migrate(run, to, steps);
                            return true;
                        })
                        .orElse(false));
                migrated += Boolean.TRUE.equals(done) ? 1 : 0;
            }
        } while (!lot.isEmpty() && migrated < MOST);
        return new Migrated(migrated, living(from.definition()));
    }

    /** Which step corresponds to which, as far as the engine has nothing against it. */
    Map<String, String> possible(Version from, Version to) {
        var steps = steps(drawing(from), drawing(to), Map.of());
        var faults = engine.migrationFaults(from.definition(), to.definition(), steps);
        while (!faults.isEmpty() && steps.keySet().removeAll(faults.keySet())) {
            faults = engine.migrationFaults(from.definition(), to.definition(), steps);
        }
        return steps;
    }

    /** The first step without one to go to at which the run has a token; null where there is none. */
    @Nullable
    String stuck(UUID run, Map<String, String> steps) {
        return sql
                .sql("select element from run_step where run = :run and until is null order by element")
                .param("run", run)
                .query(String.class)
                .list()
                .stream()
                .filter(element -> !steps.containsKey(element))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> steps(Drawing from, Drawing to, Map<String, String> told) {
        var steps = new LinkedHashMap<String, String>();
        for (var node : from.nodes()) {
            if (STAYS.contains(node.kind())) {
                var target = to.node(told.getOrDefault(node.id(), node.id()));
                if (target.isPresent() && same(node, target.get())) {
                    steps.put(node.id(), target.get().id());
                }
            }
        }
        // A timer goes along only with the step that it sits on.
        from.nodes().stream()
                .filter(node -> node.attachedTo() != null)
                .filter(node -> steps.containsKey(node.id()))
                .filter(node -> {
                    var target = to.node(String.valueOf(steps.get(node.id()))).orElseThrow();
                    return !String.valueOf(target.attachedTo()).equals(steps.get(String.valueOf(node.attachedTo())));
                })
                .map(Node::id)
                .toList()
                .forEach(steps::remove);
        return steps;
    }

    private static boolean same(Node one, Node other) {
        return one.kind().equals(other.kind()) && one.topic().equals(other.topic());
    }

    private Drawing drawing(Version version) {
        return drawings.of(version.definition()).orElseThrow().drawing();
    }

    private Map<String, Long> tokens(String definition) {
        var tokens = new LinkedHashMap<String, Long>();
        sql.sql("""
                select s.element, count(*) as tokens from run r join run_step s on s.run = r.id and s.until is null
                where r.definition = :definition and r.state in ('running', 'suspended') group by s.element
                """).param("definition", definition).query(row -> {
            tokens.put(row.getString("element"), row.getLong("tokens"));
        });
        return tokens;
    }

    private long living(String definition) {
        return sql.sql("select count(*) from run where definition = :definition and state in ('running', 'suspended')")
                .param("definition", definition)
                .query(Long.class)
                .single();
    }

    private List<UUID> lot(String definition) {
        return sql.sql("""
                        select id from run where definition = :definition and state in ('running', 'suspended')
                        order by id limit :lot
                        """)
                .param("definition", definition)
                .param("lot", LOT)
                .query(UUID.class)
                .list();
    }
}
