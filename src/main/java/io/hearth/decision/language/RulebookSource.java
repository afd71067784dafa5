package io.hearth.decision.language;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Rule;
import java.util.List;
import java.util.Set;

/**
 * One rulebook, read and guarded, ready for the compiler.
 *
 * @param drl one compilation unit of package {@link #PACKAGE}; each rule bears its id as its name and first calls {@code outcomes.fired(id)}
 * @param aggregates what its conditions need to have collected
 * @param eventTypes the types of event that some rule tests
 */
public record RulebookSource(
        String rulebook, List<Rule> rules, String drl, Set<Aggregate> aggregates, Set<String> eventTypes) {

    public static final String PACKAGE = "hearth.rules";
}
