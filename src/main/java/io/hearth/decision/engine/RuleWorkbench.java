package io.hearth.decision.engine;

import io.hearth.content.ContentFiles;
import io.hearth.decision.RulebookSource;
import io.hearth.decision.Ruleset;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** The engine without a server around it, as tests of content and benchmarks need it: nothing is stored. */
public final class RuleWorkbench implements AutoCloseable {

    private final Compiler compiler;
    private final RulesetLoader loader;

    private RuleWorkbench(Budgets budgets) {
        this.compiler = new Compiler(budgets.compileTimeout(), budgets.compilerMemory());
        var counts = new Counts(new SimpleMeterRegistry());
        this.loader = new RulesetLoader(new RulebookLoader(compiler, new CompiledInMemory(), counts), budgets, counts);
    }

    public static RuleWorkbench open() {
        return new RuleWorkbench(Budgets.defaults());
    }

    /** The ruleset of these files, or a problem that names file and line. */
    public Ruleset load(ContentFiles files) {
        return loader.load(files.hash(), files);
    }

    /** The ruleset of rulebooks that were read already. */
    public Ruleset load(List<RulebookSource> rulebooks) {
        return loader.load("workbench", rulebooks);
    }

    @Override
    public void close() {
        compiler.close();
    }
}
