package io.hearth.decision.engine;

import java.util.List;

/** Compiles DRL in this very process, which is one that may be lost, and tells what its classes do that they may not. */
public final class Compiling {

    private final DrlCompiler compiler = new DrlCompiler();

    /** Empty where the classes stay within the allow-list, or the compiler refuses the rules. */
    public List<String> objections(String drl) {
        try {
            return ClassCheck.objections(Instrument.all(compiler.compile(drl).classes()));
        } catch (CompilationFailed refused) {
            return List.of();
        }
    }
}
