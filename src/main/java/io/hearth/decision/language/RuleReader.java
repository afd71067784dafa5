package io.hearth.decision.language;

import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.decision.RulebookSource;
import java.util.List;

/** Reads everything under {@code rules/} and writes one DRL text for each rulebook; nothing is compiled here. */
public final class RuleReader {

    private RuleReader() {}

    /** The rulebooks that could be read, and what is wrong with the files; with an error in the findings nothing may be compiled. */
    public record Result(List<RulebookSource> rulebooks, List<Finding> findings) {

        public boolean hasErrors() {
            return findings.stream().anyMatch(Finding::isError);
        }
    }

    public static Result read(ContentFiles files) {
        return new Result(List.of(), List.of());
    }
}
