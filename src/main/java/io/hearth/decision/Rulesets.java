package io.hearth.decision;

import io.hearth.content.Canary;
import io.hearth.content.ContentFiles;
import java.util.Optional;

/** The rulesets of all releases that are still in use. */
public interface Rulesets {

    /** The ruleset that decides now; sessions of earlier ones stay usable until they are closed. */
    Ruleset live();

    /** The ruleset that decides for a share of the members instead, while a release is tried; no query. */
    default Optional<Trial> trial() {
        return Optional.empty();
    }

    /** A release that is tried, and its ruleset. */
    record Trial(Canary canary, Ruleset ruleset) {

        /** @param member such as {@code m-71} */
        public boolean decidesFor(String community, String member) {
            return canary.share().holds(community, member);
        }
    }

    /** The ruleset of a release; compiled, or loaded from what was compiled before, when it isn't there. */
    Ruleset of(String release);

    /** A ruleset of files that are not a release: a draft to be tried. */
    Ruleset draft(ContentFiles files);
}
