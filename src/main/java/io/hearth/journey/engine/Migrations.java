package io.hearth.journey.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings runs from one version of a journey to another: tokens stay at the steps that correspond, with their tasks, waits
 * and the due times of their timers.
 */
final class Migrations {

    private final ProcessEngine engine;
    private final JdbcClient sql;

    Migrations(ProcessEngine engine, JdbcTemplate jdbc) {
        this.engine = engine;
        this.sql = JdbcClient.create(jdbc);
    }

    /** What the engine has against the steps that are said to correspond; nothing by step if it is content. */
    Map<String, List<String>> faults(String from, String to, Map<String, String> steps) {
        try {
            plan(from, to, steps);
            return Map.of();
        } catch (MigrationPlanValidationException refused) {
            var faults = new TreeMap<String, List<String>>();
            refused.getValidationReport()
                    .getInstructionReports()
                    .forEach(report ->
                            faults.put(report.getMigrationInstruction().getSourceActivityId(), report.getFailures()));
            return faults;
        }
    }

    MigrationPlan plan(String from, String to, Map<String, String> steps) {
        var builder = engine.getRuntimeService().createMigrationPlan(from, to);
        steps.forEach(builder::mapActivities);
        return builder.build();
    }

    /** Moves one run, which is locked; throws where its tokens have no step to go to. */
    void migrate(Run run, MigrationPlan plan, Map<String, String> steps) {
        try {
            engine.getRuntimeService()
                    .newMigration(plan)
                    .processInstanceIds(run.engineId())
                    .execute();
        } catch (MigratingProcessInstanceValidationException refused) {
            throw new IllegalStateException(
                    "Expected to migrate run %s, but one of its tokens has no step to go to".formatted(run.id()),
                    refused);
        }
        var renamed = new LinkedHashMap<>(steps);
        renamed.entrySet().removeIf(step -> step.getKey().equals(step.getValue()));
        sql.sql("update run set definition = :to where id = :run")
                .param("to", plan.getTargetProcessDefinitionId())
                .param("run", run.id())
                .update();
        rename(run.id(), renamed.keySet(), renamed.values());
    }

    private void rename(UUID run, Collection<String> old, Collection<String> names) {
        if (old.isEmpty()) {
            return;
        }
        for (var table : List.of(
                "run_step s set element = n.name from names n where s.until is null and s",
                "wait s set element = n.name from names n where s")) {
            sql.sql("with names as (select * from unnest(:old, :names) as n (old, name)) update " + table
                            + ".run = :run and s.element = n.old")
                    .param("old", old.toArray(String[]::new))
                    .param("names", names.toArray(String[]::new))
                    .param("run", run)
                    .update();
        }
    }
}
