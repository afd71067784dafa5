package io.hearth.decision.engine;

import java.util.List;

/** A rulebook that could not be compiled, with what is wrong where; line 0 means nowhere in particular. */
final class CompilationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    record Mistake(int line, String text) {}

    CompilationFailed(List<Mistake> mistakes) {
        super(
                mistakes.isEmpty()
                        ? "Expected rules that compile."
                        : mistakes.get(0).text());
        this.mistakes = List.copyOf(mistakes);
    }

    CompilationFailed(String text) {
        this(List.of(new Mistake(0, text)));
    }

    List<Mistake> mistakes() {
        return mistakes;
    }
}
