package io.hearth.decision.engine;

import io.hearth.content.Release;

/** Where releases are found; asked late, since publishing asks the engine in turn. */
interface KnownReleases {

    Release live();

    Release find(String hash);
}
