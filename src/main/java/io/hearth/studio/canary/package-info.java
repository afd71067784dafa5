/**
 * Watches a release that a share of the members tries: compares the figures of both groups, halts it at its limits, makes it
 * everybody's or takes it back. May use all packages above it.
 */
@NullMarked
package io.hearth.studio.canary;

import org.jspecify.annotations.NullMarked;
