/**
 * What the decisions of a release granted, and taking it back: counted in sets, reversed in the background, each effect once. May
 * use all packages above it.
 */
@NullMarked
package io.hearth.studio.grants;

import org.jspecify.annotations.NullMarked;
