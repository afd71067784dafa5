/** Journeys and their runs; the only user of Camunda, inside {@code journey.engine}. May use all packages above it. */
@NullMarked
package io.hearth.journey;

import org.jspecify.annotations.NullMarked;
