package io.hearth.decision;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule with its header, as its file states it.
 *
 * @param id file and name: {@code rules/rewards/contribution.dslr#An accepted answer}
 * @param rulebook the folder below {@code rules/}
 * @param why the reason that a member could be told
 * @param stack of the rules of one stacking group that fire together, the best one wins; null for none
 * @param budget null for none
 * @param eventTypes the types of event that it needs; empty if it looks at state alone
 * @param words the names of what it calls by ids
 */
public record Rule(
        String id,
        String rulebook,
        String name,
        String why,
        String owner,
        Frequency frequency,
        int priority,
        @Nullable String stack,
        Validity validity,
        @Nullable Budget budget,
        List<Sentence> conditions,
        List<Sentence> outcomes,
        Set<String> eventTypes,
        String file,
        int line,
        Words words) {

    /** A rule in which everything is called by its id. */
    public Rule(
            String id,
            String rulebook,
            String name,
            String why,
            String owner,
            Frequency frequency,
            int priority,
            @Nullable String stack,
            Validity validity,
            @Nullable Budget budget,
            List<Sentence> conditions,
            List<Sentence> outcomes,
            Set<String> eventTypes,
            String file,
            int line) {
        this(
                id,
                rulebook,
                name,
                why,
                owner,
                frequency,
                priority,
                stack,
                validity,
                budget,
                conditions,
                outcomes,
                eventTypes,
                file,
                line,
                Words.NONE);
    }

    /** All lines, conditions first. */
    public List<String> sentences() {
        return java.util.stream.Stream.concat(conditions.stream(), outcomes.stream())
                .map(Sentence::text)
                .toList();
    }
}
