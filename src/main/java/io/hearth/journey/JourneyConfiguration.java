package io.hearth.journey;

import io.hearth.content.Releases;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.engine.Callees;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.Inbox;
import io.hearth.journey.engine.IncidentTable;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.JourneySettings;
import io.hearth.journey.engine.Past;
import io.hearth.journey.engine.Standing;
import io.hearth.journey.engine.SuspensionTable;
import io.hearth.journey.engine.Wakes;
import io.hearth.journey.engine.Worker;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine that serves, and what it stands on. */
@Configuration
class JourneyConfiguration {

    /** Flyway owns the engine's tables, so that it starts after it. */
    @Bean
    @DependsOnDatabaseInitialization
    JourneyEngine journeyEngine(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock,
            JourneySettings settings,
            List<BuildingBlock> blocks,
            Inbox inbox,
            Standing standing) {
        var byTopic =
                blocks.stream().collect(Collectors.toMap(block -> block.shape().topic(), Function.identity()));
        return new JourneyEngine("hearth", dataSource, transactions, clock, settings, byTopic, inbox, standing);
    }

    @Bean
    DefinitionTable journeyDefinitions(JdbcTemplate jdbc) {
        return new DefinitionTable(jdbc);
    }

    @Bean
    SuspensionTable journeySuspensions(JdbcTemplate jdbc) {
        return new SuspensionTable(jdbc);
    }

    @Bean
    IncidentTable journeyIncidents(JdbcTemplate jdbc) {
        return new IncidentTable(jdbc);
    }

    @Bean
    Wakes wakes(JdbcTemplate jdbc, Clock clock, Past past) {
        return new Wakes(jdbc, clock, past);
    }

    /** What the live release starts. */
    @Bean
    Callees callees(DefinitionTable definitions, ObjectProvider<Releases> releases) {
        return journey -> definitions
                .ofRelease(releases.getObject().live().hash(), journey)
                .map(DefinitionTable.Version::definition)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected to call journey '%s', but the live release has none of that name"
                                .formatted(journey)));
    }

    @Bean
    Worker journeyWorker(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            JourneyEngine engine,
            Wakes wakes,
            JourneySettings settings,
            Clock clock,
            Callees callees) {
        return new Worker(jdbc, transaction, engine, wakes, settings, clock, callees);
    }
}
