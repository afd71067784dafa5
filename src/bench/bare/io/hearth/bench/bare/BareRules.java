package io.hearth.bench.bare;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.decision.Facts;
import io.hearth.decision.Outcome.AwardPoints;
import io.hearth.decision.language.RuleReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;

/** The same rule files, compiled to the executable model, in sessions that are used again: nothing but Drools. */
final class BareRules {

    private final List<KieBase> rulebooks = new ArrayList<>();

    BareRules(Path content) throws IOException {
        var services = KieServices.Factory.get();
        int version = 0;
        for (var source : RuleReader.read(files(content)).rulebooks()) {
            var id = services.newReleaseId("bare", "rules", Integer.toString(++version));
            var files = services.newKieFileSystem()
                    .generateAndWritePomXML(id)
                    .write("src/main/resources/hearth/rules/rulebook.drl", source.drl());
            services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
            rulebooks.add(services.newKieContainer(id).getKieBase());
        }
    }

    private static ContentFiles files(Path content) throws IOException {
        var files = new ArrayList<ContentFile>();
        try (var paths = Files.walk(content)) {
            paths.filter(Files::isRegularFile)
                    .forEach(path -> files.add(new ContentFile(content.relativize(path).toString(), bytes(path))));
        }
        return ContentFiles.of(files);
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** For one thread. */
    Session open() {
        return new Session(rulebooks);
    }

    static final class Session {

        private final List<KieSession> sessions = new ArrayList<>();
        private final BareOutcomes outcomes = new BareOutcomes();

        Session(List<KieBase> rulebooks) {
            for (var rulebook : rulebooks) {
                var session = rulebook.newKieSession();
                session.setGlobal("outcomes", outcomes);
                sessions.add(session);
            }
        }

        List<AwardPoints> decide(Facts facts) {
            for (var session : sessions) {
                facts.now().begin();
                var handle = session.insert(facts);
                session.fireAllRules();
                session.delete(handle);
            }
            return outcomes.take();
        }
    }
}
