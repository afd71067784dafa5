/**
 * The only user of Camunda. Everything that touches the engine's own classes is here, so that a maintained fork can
 * replace it; the rest of {@code journey} speaks of runs, steps, waits and tasks. May use what {@code journey} may use.
 */
@NullMarked
package io.hearth.journey.engine;

import org.jspecify.annotations.NullMarked;
