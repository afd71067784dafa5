package io.hearth.decision.language;

import io.hearth.decision.Sentence;
import java.util.ArrayList;
import java.util.List;

/** A rule as it is being read, before it is known to be a whole one. */
final class RuleDraft {

    /** An outcome sentence with the calls that it means. */
    record Asked(Sentence sentence, List<Meaning.Call> calls) {}

    final String name;
    final int line;
    final Header header;
    final List<Sentence> conditions = new ArrayList<>();
    final List<Asked> outcomes = new ArrayList<>();

    RuleDraft(String name, int line, Header header) {
        this.name = name;
        this.line = line;
        this.header = header;
    }
}
