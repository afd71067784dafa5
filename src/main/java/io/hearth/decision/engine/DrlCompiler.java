package io.hearth.decision.engine;

import io.hearth.decision.engine.CompilationFailed.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.Message;

/**
 * Turns DRL into classes. Compiling can run what is compiled, so this happens in {@link CompilerProcess} and nowhere
 * else.
 */
final class DrlCompiler {

    private static final String FILE = "src/main/resources/hearth/rules/rulebook.drl";
    private static final String OURS = "hearth/rules/";

    private long version;

    /** The classes of one rulebook, neither checked nor metered yet. */
    Compiled compile(String drl) {
        var services = KieServices.Factory.get();
        var id = services.newReleaseId("hearth", "rulebook", Long.toString(++version));
        var files = services.newKieFileSystem().generateAndWritePomXML(id).write(FILE, drl);
        try {
            var builder = services.newKieBuilder(files, new RuleView(DrlCompiler.class.getClassLoader()));
            builder.buildAll(ExecutableModelProject.class);
            var errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (!errors.isEmpty()) {
                throw new CompilationFailed(errors.stream()
                        .map(error -> new Mistake(Math.max(0, error.getLine()), error.getText()))
                        .toList());
            }
            return take((InternalKieModule) builder.getKieModule());
        } finally {
            services.getRepository().removeKieModule(id);
        }
    }

    private static Compiled take(InternalKieModule module) {
        var classes = new TreeMap<String, byte[]>();
        var model = "";
        for (var file : module.getFileNames()) {
            if (file.startsWith(OURS) && file.endsWith(".class")) {
                classes.put(file.substring(0, file.length() - ".class".length()), module.getBytes(file));
            } else if (file.endsWith("/drools-model")) {
                model = new String(module.getBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("hearth.rules."))
                        .findFirst()
                        .orElse("");
            }
        }
        return new Compiled(model.strip().replace('.', '/'), classes);
    }
}
