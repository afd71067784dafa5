package io.hearth.bench.bare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * The engine by itself, in tables of its own beside the server's in the same PostgreSQL, and as lean as the server runs
 * it: without history, authorization and metrics. Runs are started fifty in a transaction by one thread; timers are fired
 * by the engine's job executor as it comes.
 */
public final class BareRuns implements AutoCloseable {

    private static final int TOGETHER = 50;
    private static final String SCRIPTS = "org/camunda/bpm/engine/db/create/activiti.postgres.create.";

    private final String url;
    private final Properties access = new Properties();
    private final ProcessEngine engine;
    private final String definition;
    private final boolean fires;

    /** @param fires whether timers are fired as well */
    public BareRuns(String url, String user, String password, String bpmn, boolean fires) throws Exception {
        this.url = url;
        this.fires = fires;
        access.setProperty("user", user);
        access.setProperty("password", password);
        prepare();
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setJdbcDriver("org.postgresql.Driver");
        configuration.setJdbcUrl(url + "&currentSchema=bare");
        configuration.setJdbcUsername(user);
        configuration.setJdbcPassword(password);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_NONE);
        configuration.setAuthorizationEnabled(false);
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        configuration.setDbMetricsReporterActivate(false);
        configuration.setJobExecutorActivate(fires);
        this.engine = configuration.buildProcessEngine();
        this.definition = engine.getRepositoryService()
                .createDeployment()
                .addString("bare.bpmn", bpmn)
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .get(0)
                .getId();
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url, access);
        connection.setSchema("bare");
        return connection;
    }

    private void prepare() throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists bare cascade");
            statement.execute("create schema bare");
            for (var part : new String[] {"engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history"}) {
                try (var script = Objects.requireNonNull(
                        ProcessEngine.class.getClassLoader().getResourceAsStream(SCRIPTS + part + ".sql"))) {
                    statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** Starts so many, each at its first wait; returns the seconds that it took. */
    public double start(int count) {
        var commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired();
        long began = System.nanoTime();
        for (int from = 0; from < count; from += TOGETHER) {
            int together = Math.min(TOGETHER, count - from);
            commands.execute(context -> {
                for (int n = 0; n < together; n++) {
                    engine.getRuntimeService().startProcessInstanceById(definition);
                }
                return null;
            });
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Makes all timers due; returns the seconds until the job executor has fired the last. */
    public double fire() throws Exception {
        if (!fires) {
            throw new IllegalStateException("Expected an engine that fires timers, but it has no job executor");
        }
        try (var connection = connect();
                var statement = connection.createStatement()) {
            long began = System.nanoTime();
            statement.execute("update act_ru_job set duedate_ = now()");
            while (true) {
                try (var rows = statement.executeQuery("select count(*) from act_ru_job")) {
                    rows.next();
                    if (rows.getLong(1) == 0) {
                        return (System.nanoTime() - began) / 1e9;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
