package io.hearth.decision;

import io.hearth.content.ContentFiles;

/** The rulesets of all releases that are still in use. */
public interface Rulesets {

    /** The ruleset that decides now; sessions of earlier ones stay usable until they are closed. */
    Ruleset live();

    /** The ruleset of a release; compiled, or loaded from what was compiled before, when it isn't there. */
    Ruleset of(String release);

    /** A ruleset of files that are not a release: a draft to be tried. */
    Ruleset draft(ContentFiles files);
}
