package io.hearth.journey.scenario;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.engine.JourneySettings;
import io.hearth.journey.engine.Rehearsal;
import io.hearth.journey.engine.guard.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/** Plays the scenarios beside a workflow; the build and the console call the same. */
@Service
public class Scenarios implements DisposableBean {

    private static final String WORKFLOW = ".bpmn";
    private static final String TEST = ".test.yaml";

    private final DataSource dataSource;
    private final PlatformTransactionManager transactions;
    private final JourneySettings settings;
    private final List<BuildingBlock> blocks;
    private final Script script = new Script();
    private @Nullable Rehearsal rehearsal;

    Scenarios(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            JourneySettings settings,
            List<BuildingBlock> blocks) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.settings = settings;
        this.blocks = blocks;
    }

    /**
     * What came of one scenario.
     *
     * @param failure absent if all went as told
     * @param visited every step that it passed through, and every arrow along which it went
     */
    public record Played(
            String file, String name, int line, @Nullable String failure, Set<String> visited) {

        public boolean passed() {
            return failure == null;
        }
    }

    /** Plays every scenario of a workflow that has passed its check. */
    public List<Played> play(ContentFiles files, ContentFile workflow, Drawing drawing) {
        return play(files, workflow, drawing, Map.of());
    }

    /** @param others the workflows of the same candidate, of which this one may call some */
    public List<Played> play(
            ContentFiles files, ContentFile workflow, Drawing drawing, Map<ContentFile, Drawing> others) {
        var test = files.find(workflow.path().replace(WORKFLOW, TEST));
        if (test.isEmpty()) {
            return List.of();
        }
        try {
            var played = new ArrayList<Played>();
            for (var scenario : ScenarioFile.read(test.get().text())) {
                played.add(play(test.get().path(), scenario, workflow, drawing, others));
            }
            return List.copyOf(played);
        } catch (UnreadableScenario | org.yaml.snakeyaml.error.YAMLException unreadable) {
            int line = unreadable instanceof UnreadableScenario scenario ? scenario.line() : 0;
            return List.of(new Played(test.get().path(), "", line, String.valueOf(unreadable.getMessage()), Set.of()));
        }
    }

    private Played play(
            String file, Scenario scenario, ContentFile workflow, Drawing drawing, Map<ContentFile, Drawing> others) {
        var visited = new TreeSet<String>();
        try {
            var performance = new Performance(scenario, script, drawing);
            rehearsal().play(performance.begins(), stage -> {
                if (!drawing.calls().isEmpty()) {
                    others.forEach(stage::know);
                }
                performance.play(stage, workflow);
                visited.addAll(performance.visited());
                return true;
            });
            return new Played(file, scenario.name(), scenario.line(), null, visited);
        } catch (UnreadableScenario asWritten) {
            return new Played(file, scenario.name(), asWritten.line(), asWritten.getMessage(), visited);
        } catch (RuntimeException fault) {
            return new Played(
                    file, scenario.name(), scenario.line(), "the workflow failed: " + fault.getMessage(), visited);
        }
    }

    /** Built when first asked for, as a server that only serves never needs it. */
    private synchronized Rehearsal rehearsal() {
        var known = rehearsal;
        if (known == null) {
            known = new Rehearsal(
                    dataSource, transactions, settings, script.standIns(blocks), script, Performance.MEMBER);
            rehearsal = known;
        }
        return known;
    }

    @Override
    public synchronized void destroy() {
        if (rehearsal != null) {
            rehearsal.close();
        }
    }
}
