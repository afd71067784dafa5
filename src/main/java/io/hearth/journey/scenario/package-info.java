/** Plays a workflow's {@code .test.yaml} in virtual time: thirty days in less than a second. Uses {@code journey.engine}. */
@NullMarked
package io.hearth.journey.scenario;

import org.jspecify.annotations.NullMarked;
