package io.hearth.journey.engine;

import io.hearth.journey.block.BuildingBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.migration.validation.activity.SupportedActivityValidator;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.spring.SpringTransactionsProcessEngineConfiguration;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the engine with everything switched off that a workflow file could misuse and that Hearth does itself. */
final class HardenedEngine {

    static ProcessEngine build(
            String name,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock,
            Map<String, BuildingBlock> blocks,
            WaitTable waits,
            CallTable calls,
            AskTable asks,
            Inbox inbox,
            Standing standing) {
        var engine = new Lean();
        engine.setProcessEngineName(name);
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactions);
        engine.setDatabaseType("postgres");
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setIdGenerator(new StrongUuidGenerator());

        var expressions = new SafeExpressions(standing);
        engine.setExpressionManager(expressions);
        engine.setCustomPostBPMNParseListeners(
                new ArrayList<>(List.of(new ParseListener(blocks, waits, calls, asks, inbox, standing, expressions))));
        engine.setBusinessCalendarManager(new Calendar(clock));
        engine.setScriptFactory(new NoScripts());
        engine.setScriptEngineResolver(new NoScripts.NoEngines());
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDefaultSerializationFormat("application/json");
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setDeserializationAllowedPackages("");
        engine.setEnableXxeProcessing(false);
        engine.setEnforceHistoryTimeToLive(true);
        engine.setQueryMaxResultsLimit(1_000);
        engine.setDisableStrictCallActivityValidation(false);

        // The engine migrates only tokens at steps that it knows to be wait states; ours are, too.
        SupportedActivityValidator.SUPPORTED_ACTIVITY_BEHAVIORS.addAll(
                List.of(WaitBehavior.class, PersonBehavior.class, SeveralBehavior.class));

        // Who may do what is decided by our own API; steps, waits and tasks are kept in our own tables.
        engine.setAuthorizationEnabled(false);
        engine.setHistory(ProcessEngineConfiguration.HISTORY_NONE);
        engine.setHistoryCleanupEnabled(false);
        engine.setCmmnEnabled(false);
        engine.setDmnEnabled(false);
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setJobExecutorActivate(false);
        engine.setJobExecutor(new NoJobExecutor());
        return engine.buildProcessEngine();
    }

    /** Reads a third fewer statements: none for cases, decisions and the engine's history, which are switched off. */
    private static final class Lean extends SpringTransactionsProcessEngineConfiguration {

        private static final Pattern NOT_USED = Pattern.compile(
                "<mapper resource=\"[^\"]*/(Case|Decision|HistoricCase|HistoricDecision)\\w*\\.xml\" />");

        @Override
        protected InputStream getMyBatisXmlConfigurationSteam() {
            try (var all = super.getMyBatisXmlConfigurationSteam()) {
                var text = new String(all.readAllBytes(), StandardCharsets.UTF_8);
                return new ByteArrayInputStream(
                        NOT_USED.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    /** Our worker looks for due jobs itself, with a lock per run instead of a lock time per job. */
    private static final class NoJobExecutor extends JobExecutor {

        @Override
        protected void startExecutingJobs() {}

        @Override
        protected void stopExecutingJobs() {}

        @Override
        public void executeJobs(List<String> jobs, ProcessEngineImpl engine) {}
    }

    private HardenedEngine() {}
}
