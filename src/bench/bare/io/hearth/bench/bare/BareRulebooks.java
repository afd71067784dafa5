package io.hearth.bench.bare;

import io.hearth.decision.Facts;
import io.hearth.decision.RulebookSource;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;

/** The same rulebooks in bare Drools sessions that are used again: facts in, fire, facts out, and nothing else. */
public final class BareRulebooks {

    private final List<KieSession> sessions = new ArrayList<>();
    private final BareOutcomes outcomes = new BareOutcomes();

    public BareRulebooks(List<RulebookSource> sources) {
        var services = KieServices.Factory.get();
        for (var source : sources) {
            var id = services.newReleaseId("bare", source.rulebook(), Integer.toString(source.rules().size()));
            var files = services.newKieFileSystem()
                    .generateAndWritePomXML(id)
                    .write("src/main/resources/hearth/rules/rulebook.drl", source.drl());
            services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
            var session = services.newKieContainer(id).getKieBase().newKieSession();
            session.setGlobal("outcomes", outcomes);
            sessions.add(session);
        }
    }

    /** The points awarded. */
    public long decide(Facts facts) {
        for (var session : sessions) {
            facts.now().begin();
            var handle = session.insert(facts);
            session.fireAllRules();
            session.delete(handle);
        }
        long points = 0;
        for (var award : outcomes.take()) {
            points += award.points();
        }
        return points;
    }
}
